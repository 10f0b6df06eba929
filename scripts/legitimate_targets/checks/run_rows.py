"""Finds the rows that fail the checks of one table: cheaply where they are sound, exactly where they may not be."""

from collections.abc import Iterator, Mapping

import polars as pl

from legitimate_targets.checks import from_evidence as evidence
from legitimate_targets.checks.check import Check
from legitimate_targets.checks.frame import Cells
from legitimate_targets.checks.from_evidence import needless, unproven
from legitimate_targets.checks.polars_backend import not_in_target, row_fault, suspicious
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.csv_io import LINE

WRITTEN = ("type", "unusual_characters")
"""Kinds of check that are of how a cell is written."""

FEW_ROWS = 10_000
"""Up to so many rows, to ask first whether keys are in order costs more than to compare them all."""

Failing = tuple[Check, pl.Series]
"""A check and the lines that fail it, in their order; there is one at least."""


def failing_lines(checks: list[Check], cells: Cells, tables: Mapping[str, Cells]) -> Iterator[Failing]:
    """The checks that any row of `cells` fails; raises PackageError for SQL that cannot be run."""
    apart = ("unique",) if cells.typed.height > FEW_ROWS else ()
    by_row = [check for check in checks if check.kind not in (*WRITTEN, *apart)]
    yield from _ill_written([check for check in checks if check.kind in WRITTEN], cells)
    yield from _failing_rows(cells.typed, [(check, fault_of(check, cells, tables)) for check in by_row], cells)
    yield from _repeating([check for check in checks if check.kind in apart], cells)


def fault_of(check: Check, cells: Cells, tables: Mapping[str, Cells]) -> pl.Expr:
    """True for a row of the typed cells that fails a check, which may read other tables."""
    if check.reference:
        return not_in_target(check, tables[check.reference.table].typed.select(check.reference.target))
    if check.kind == "evidence_missing":
        return unproven(check, tables[evidence.TABLE])
    if check.kind == "evidence_unneeded":
        return needless(check, tables)
    return row_fault(check, cells.table.field(check.columns[0]))


def _failing_rows(frame: pl.DataFrame, asked: list[tuple[Check, pl.Expr]], cells: Cells) -> Iterator[Failing]:
    """All that is asked of the rows of a frame, in one pass over its columns."""
    try:
        answers = frame.select(pl.col(LINE).filter(fault).implode().alias(check.id) for check, fault in asked)
    except pl.exceptions.PolarsError as error:
        ids = ", ".join(check.id for check, _ in asked if check.sql)
        raise PackageError(f"{cells.table.schema}: {ids}: cannot be run: {error}") from None
    for check, _ in asked:
        yield from _if_any(check, answers[check.id].item())


def _ill_written(checks: list[Check], cells: Cells) -> Iterator[Failing]:
    """The exact grammar, with its many conditions, is asked of the few suspicious cells alone."""
    asked = [
        (check, suspicious(check, cells.table.field(check.columns[0]), ascii=cells.ascii, printable=cells.printable))
        for check in checks
        if not _is_idle(check, cells)
    ]
    for check, lines in _failing_rows(cells.with_types(), asked, cells) if asked else ():
        exact = row_fault(check, cells.table.field(check.columns[0]))
        yield from _if_any(check, cells.rows(lines, check.columns).filter(exact)[LINE])


def _is_idle(check: Check, cells: Cells) -> bool:
    """Whether no cell can fail a check of how text is written."""
    text = check.kind == "unusual_characters" or cells.table.field(check.columns[0]).type == "string"
    return text and cells.ascii and (cells.printable or check.kind == "unusual_characters")


def _repeating(checks: list[Check], cells: Cells) -> Iterator[Failing]:
    """Keys that rows are sorted by cannot repeat, and of numbers the sorted ones show which do: no key is hashed."""
    for check in checks:
        rows = cells.typed.select(LINE, *check.columns)
        if not any(_is_in_order(rows[column]) for column in check.columns):
            rows = _candidates(rows, check.columns)
            yield from _if_any(check, rows.filter(row_fault(check, cells.table.field(check.columns[0])))[LINE])


def _is_in_order(values: pl.Series) -> bool:
    """Whether each value is more than the one before it, and none is empty."""
    return (values > values.shift()).sum() + 1 == len(values)


def _candidates(rows: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    """The rows whose key stands in another row as well; all rows, where to sort is dearer than to hash."""
    if len(columns) > 1 or rows.schema[columns[0]] == pl.String():
        return rows
    ordered = rows[columns[0]].sort()
    return rows.filter(pl.col(columns[0]).is_in(ordered.filter(ordered == ordered.shift()).unique().implode()))


def _if_any(check: Check, lines: pl.Series) -> Iterator[Failing]:
    if not lines.is_empty():
        yield check, lines
