"""Gives the rows of a draft their ids in the package: new numbers, or the ids of rows that the package already has."""

import re
from collections.abc import Iterable, Mapping

from legitimate_targets.checks.ids import FreeIds
from legitimate_targets.curation.draft import Draft, DraftRow
from legitimate_targets.curation.rows import Row
from legitimate_targets.tables.model import Table

ORDER = (
    "sources",
    "places",
    "events",
    "actors",
    "names",
    "utterances",
    "quotes",
    "claims",
    "reports",
    "measures",
    "figures",
)
"""The tables in an order in which a row comes after the rows to which it refers; all others come last."""

SOURCE_ID = re.compile("S([0-9]{3,})")


class ExistingRows:
    """The rows that a table of the package has, those already accepted from the drafts included, and its free ids."""

    def __init__(self, table: Table, rows: list[Row], used: Iterable[str]) -> None:
        self.table, self.rows = table, rows
        self.key = table.primary_key[0]
        self._taken = {row[self.key] or "" for row in rows} | {*used}
        self._free = FreeIds(table, self._taken)

    @property
    def is_numbered(self) -> bool:
        """Whether the ids of the table are letters and a number."""
        return self._free.is_numbered

    def next_id(self) -> str:
        """Return the next free id, and take it."""
        return self._free.take()

    def source_id(self, proposed: str) -> str:
        """Return the id that a draft proposes for its source if it is free, else the next free id, and take it."""
        numbered = SOURCE_ID.fullmatch(proposed)
        if numbered is None or proposed in self._taken or any(row[self.key] == proposed for row in self.rows):
            return self.next_id()
        self._free.highest = max(self._free.highest, int(numbered[1]))
        return proposed

    def equal_row(self, cells: Row) -> Row | None:
        """Return the row with these cells, whatever its id; a source is recognised by the hash of its text."""
        if self.table.name == "sources":
            return next((row for row in self.rows if row["sha256"] == cells["sha256"]), None)
        compared = {column: cell for column, cell in cells.items() if column != self.key}
        return next((row for row in self.rows if all(row[name] == cell for name, cell in compared.items())), None)

    def row_with_key_of(self, cells: Row) -> Row | None:
        """Return the row whose primary key has the values in these cells."""
        keys = self.table.primary_key
        return next((row for row in self.rows if all(row[key] == cells[key] for key in keys)), None)


def renumber(draft: Draft, existing: Mapping[str, ExistingRows]) -> list[DraftRow]:
    """Give the rows of a draft their ids in the package, and return the rows that are new to it.

    A row that the package already has becomes a link to that row; evidence and attributions that the draft has for it
    are dropped, since the package has its own. A row with a chosen id that the package has with different cells is a
    problem of the draft.
    """
    ids: dict[str, dict[str, str]] = {table: {} for table in existing}
    linked: set[tuple[str | None, str | None]] = set()
    new: list[DraftRow] = []
    others = {row.table.name for row in draft.rows} - {*ORDER}
    for row in [row for table in (*ORDER, *sorted(others)) for row in draft.of(table)]:
        held = existing[row.table.name]
        _refer(row, ids)
        if (row.cells.get("table"), row.cells.get("row_id")) in linked:
            continue
        if _give_number(row, held, ids[row.table.name]) if held.is_numbered else _is_new(draft, row, held):
            new.append(row)
        else:
            linked.add((row.table.name, row.id))
    return new


def _refer(row: DraftRow, ids: Mapping[str, Mapping[str, str]]) -> None:
    """Replace the draft's ids by the package's in all columns that refer to other rows."""
    cells = row.cells
    for reference in row.table.references:
        for column in reference.columns:
            cells[column] = ids.get(reference.table, {}).get(cells[column] or "", cells[column])
    if "row_id" in cells:
        cells["row_id"] = ids.get(cells["table"] or "", {}).get(cells["row_id"] or "", cells["row_id"])


def _give_number(row: DraftRow, held: ExistingRows, ids: dict[str, str]) -> bool:
    """Give the row a new number, or the id of an equal row of the package; return whether it is new."""
    proposed, equal = row.id or "", held.equal_row(row.cells)
    if equal is not None:
        ids[proposed] = equal[held.key] or ""
    else:
        ids[proposed] = held.source_id(proposed) if held.table.name == "sources" else held.next_id()
    row.cells[held.key] = ids[proposed]
    return equal is None


def _is_new(draft: Draft, row: DraftRow, held: ExistingRows) -> bool:
    """Return whether the chosen id of a row is new; if the package has it, each different cell is a problem."""
    same = held.row_with_key_of(row.cells)
    if same is None:
        return True
    for column in held.table.columns:
        if same[column] != row.cells[column]:
            message = f"is not what {held.table.path} has for {row.id} ({same[column] or 'empty'}); change it there"
            draft.problems.append(row.problem(column, message, "differs"))
    return False
