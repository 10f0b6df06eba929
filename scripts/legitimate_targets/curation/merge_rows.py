"""Merges three versions of a table, row by row and cell by cell: the version before, ours and theirs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from legitimate_targets.curation.rows import Row
from legitimate_targets.tables.model import Table

Key = tuple[str | None, ...]
Rows = Mapping[Key, Row]
"""The rows of one version of a table by the cells of their primary key."""


@dataclass(frozen=True)
class Conflict:
    """A row that the two sides leave in different states: the row of either side, None where a side has none.

    Both rows have every cell that could be merged. `columns` are those of the cells that both sides changed, each in
    another way, and `before` is the row before; `why` is said of a row that is no matter of single cells.
    """

    ours: Row | None
    theirs: Row | None
    before: Row | None = None
    columns: tuple[str, ...] = ()
    why: str = ""

    @property
    def row(self) -> Row:
        """The row by which the conflict is sorted: ours, or theirs where we have none."""
        found = self.ours or self.theirs
        assert found is not None
        return found


def by_key(rows: Iterable[Row], table: Table) -> dict[Key, Row]:
    """Return rows by the cells of their primary key; of rows with one key, the last."""
    return {key_of(row, table): row for row in rows}


def key_of(row: Row, table: Table) -> Key:
    """Return the cells of the primary key of a row."""
    return tuple(row[name] for name in table.primary_key)


def merge_rows(base: Rows, ours: Rows, theirs: Rows) -> Iterator[Row | Conflict]:
    """Yield the rows of a merged table, and a conflict in the place of each row that could not be merged.

    A row that one side alone changed, added or removed is as that side has it. In a row that both changed, each cell is
    as the side has it that changed it.
    """
    for key in {**ours, **theirs}:
        before, our, their = base.get(key), ours.get(key), theirs.get(key)
        if our == their or their == before:
            merged: Row | Conflict | None = our
        elif our == before:
            merged = their
        elif our is None or their is None:
            sides = ("removed", "changed") if our is None else ("changed", "removed")
            merged = Conflict(our, their, before, why=f"was {sides[0]} in ours and {sides[1]} in theirs")
        else:
            merged = _merge_cells(before, our, their)
        if merged is not None:
            yield merged


def keep_apart(
    merged: Iterable[Row | Conflict], table: Table, base: Rows, ours: Rows, theirs: Rows
) -> Iterator[Row | Conflict]:
    """Yield merged rows, with a conflict for each row about a new row of which the two sides say different things.

    That is for rows of evidence and attributions, if two different new rows have one id: it is not known to which of
    the two such a row belongs.
    """
    groups = [_groups(rows, table) for rows in (base, ours, theirs)]
    doubtful = {owner for owner in groups[1] if owner not in groups[0] and owner in groups[2]}
    doubtful = {owner for owner in doubtful if groups[1][owner] != groups[2][owner]}
    for each in merged:
        row = each.row if isinstance(each, Conflict) else each
        owner, key = _owner(row), key_of(row, table)
        if owner not in doubtful:
            yield each
        elif isinstance(each, Conflict):
            yield replace(each, why=_two_owners(owner))
        else:
            yield Conflict(ours.get(key), theirs.get(key), why=_two_owners(owner))


def _merge_cells(before: Row | None, ours: Row, theirs: Row) -> Row | Conflict:
    """Return the row with the cells of both sides, or a conflict over those that both changed."""
    old = before or {}
    changed = [name for name in ours if ours[name] != theirs[name]]
    open_cells = tuple(name for name in changed if before is None or old[name] not in (ours[name], theirs[name]))
    taken = {name: theirs[name] for name in changed if name not in open_cells and ours[name] == old[name]}
    merged = ours | taken
    if not open_cells:
        return merged
    return Conflict(merged, merged | {name: theirs[name] for name in open_cells}, before, open_cells)


def _owner(row: Row) -> tuple[str | None, str | None]:
    return row.get("table"), row.get("row_id")


def _groups(rows: Rows, table: Table) -> dict[tuple[str | None, str | None], list[Row]]:
    """Return the rows about each row of another table; nothing if the table has no such rows."""
    found: dict[tuple[str | None, str | None], list[Row]] = {}
    for row in rows.values() if {"table", "row_id"} <= {*table.primary_key} else ():
        found.setdefault(_owner(row), []).append(row)
    return found


def _two_owners(owner: tuple[str | None, str | None]) -> str:
    return f"is about {owner[1]} of {owner[0]}, which may be a different new row on either side"
