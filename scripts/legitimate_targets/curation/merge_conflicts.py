"""Writes a merged table with its conflicts as marked lines, and says of each conflict what it is."""

from collections.abc import Iterator, Sequence

from legitimate_targets.curation.merge_ids import is_same, numbering
from legitimate_targets.curation.merge_rows import Conflict, key_of
from legitimate_targets.curation.rows import Row, rows_as_csv
from legitimate_targets.datapackage.conflicts import conflict_lines
from legitimate_targets.errors import Problem
from legitimate_targets.tables.cell_text import key_as_text
from legitimate_targets.tables.csv_io import FIRST_LINE, LINE, read_text
from legitimate_targets.tables.model import Table

WAY_OUT = "give one of the two rows another id, in this file and in each row about it"


def written(merged: Sequence[Row | Conflict], table: Table) -> tuple[bytes, list[tuple[Conflict, int]]]:
    """Return a merged table in canonical form, with marked lines for conflicts, and the first line of each conflict."""
    rows = [each.row if isinstance(each, Conflict) else each for each in merged]
    by_key = {key_of(each.row, table): each for each in merged if isinstance(each, Conflict)}
    data = rows_as_csv(rows, table)
    keys = read_text(data, table).sort(LINE).select(table.primary_key).iter_rows()
    header, *lines = data.splitlines(keepends=True)
    found: list[tuple[Conflict, int]] = []
    number, parts = FIRST_LINE, [header]
    for key, line in zip(keys, lines, strict=True):
        conflict = by_key.get(key)
        if conflict:
            found.append((conflict, number))
            line = conflict_lines(_line(conflict.ours, table), _line(conflict.theirs, table))
        number += line.count(b"\n")
        parts.append(line)
    return b"".join(parts), found


def problems_of(conflict: Conflict, line: int, table: Table, known: bool) -> Iterator[Problem]:
    """Yield what is to be decided in a conflict, which begins in that line of the merged table.

    `known` says whether git named the commits that are merged.
    """
    key = key_as_text(key_of(conflict.row, table))
    ours, theirs, before = conflict.ours, conflict.theirs, conflict.before
    if conflict.why or ours is None or theirs is None:
        yield Problem(table.path, line, None, conflict.why, key, "merge.row")
    elif before is None and numbering(table) and not is_same(ours, theirs, table):
        why = "a file that only one side changed points to it, on either side" if known else "git names no commits"
        message = f"is the id of a different new row on either side, and {why}: {WAY_OUT}"
        yield Problem(table.path, line, table.primary_key[0], message, key, "merge.id")
    else:
        for name in conflict.columns:
            was = "in a row that is new on both sides" if before is None else f"and was {_shown(before[name])} before"
            message = f"of {key} is {_shown(ours[name])} in ours, {_shown(theirs[name])} in theirs, {was}"
            yield Problem(table.path, line, name, message, None, "merge.cell")


def _line(row: Row | None, table: Table) -> bytes:
    return b"" if row is None else rows_as_csv([row], table).partition(b"\n")[2]


def _shown(cell: str | None) -> str:
    return "empty" if cell is None else repr(cell)
