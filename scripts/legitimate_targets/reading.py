"""From the bytes of a table to its cells: through the gate, then as text, then typed."""

from collections.abc import Sequence

import polars as pl

from legitimate_targets import gate
from legitimate_targets.cells import Cells
from legitimate_targets.check import Check
from legitimate_targets.descriptor import Table
from legitimate_targets.failing import suspects
from legitimate_targets.marks import Marks
from legitimate_targets.pieces import PIECE, Piece, cuts
from legitimate_targets.recall import Held, InBytes
from legitimate_targets.report import Report
from legitimate_targets.tables import LINE, read_rows, read_text, typed

MOST_SUSPECTS = 2**17
"""Cells of a large table that may be ill written and are kept as text."""


def through_the_gate(
    data: bytes, table: Table, checks: Sequence[Check], report: Report, marks: Marks | None = None
) -> Cells | None:
    """The cells of a table whose bytes pass the gate; null for another, whose faults then stand in the report.

    `checks` are those that will be asked of the table; `marks` are those of `data`, for who has them already. Of
    a large table the bytes are held and not the text.
    """
    marks = marks or Marks.of(data)
    if report.add(gate.faults(data, table.path, table.columns, marks)):
        return None
    report.size += len(data)
    report.watch(len(data))
    cells = _in_pieces(data, table, checks, marks) if len(data) > PIECE else None
    report.watch(len(data))
    return cells or _cells(read_text(data, table), table, marks)


def _cells(text: pl.DataFrame, table: Table, marks: Marks) -> Cells:
    return Cells(table, Held(text), typed(text, table), marks.is_ascii, marks.is_printable)


def _in_pieces(data: bytes, table: Table, checks: Sequence[Check], marks: Marks) -> Cells | None:
    """The same of a large table: each piece is asked how its cells are written, while its text is there.

    Null where too many cells are suspicious: their text would take more room than the bytes save.
    """
    places: list[Piece] = []
    frames: list[pl.DataFrame] = []
    found: dict[str, list[pl.DataFrame]] = {}
    room = MOST_SUSPECTS
    for start, end in cuts(data, PIECE):
        cells = _cells(read_rows(data[start:end], table), table, marks)
        above = sum(map(len, frames))
        for check, rows in suspects(checks, cells):
            found.setdefault(check.id, []).append(rows.with_columns(pl.col(LINE) + above))
            room -= len(rows)
            if room < 0:
                return None
        places.append(Piece(start, end, above, len(cells.typed)))
        frames.append(cells.typed.with_columns(pl.col(LINE) + above))
    suspected = {check: pl.concat(rows) for check, rows in found.items()}
    text = InBytes(table, data, places)
    return Cells(table, text, pl.concat(frames), marks.is_ascii, marks.is_printable, suspected)
