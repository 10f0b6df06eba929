"""Finds every cell that names a row by its id: foreign keys, and columns beside one that says the table."""

from collections.abc import Iterator
from dataclasses import dataclass

from legitimate_targets.checks.ids import RETIRED
from legitimate_targets.curation.edited_tables import EditedTables
from legitimate_targets.curation.rows import Row
from legitimate_targets.curation.select_rows import DEPENDENT
from legitimate_targets.errors import Problem
from legitimate_targets.tables.csv_io import FIRST_LINE
from legitimate_targets.tables.model import Table

TABLE = "table"
"""The column that says of which table the rows are that a column of BESIDE_TABLE names."""

BESIDE_TABLE = {
    **dict.fromkeys(DEPENDENT, ("row_id",)),
    "rules": ("plain", "borderline"),
    "settlements": ("rows",),
    RETIRED: ("replacement",),
}
"""By table: the columns that name rows of the table in the cell beside them.

The raw codings are not among them: their units and values are what a coder wrote, under that coder's own ids. Nor are
the changes, which say what a row was called in a release.
"""

SEPARATOR = " "
"""What is between several ids in one cell, as in `settlements.rows`; no id has a space in it."""


@dataclass(frozen=True, eq=False)
class Mention:
    """One cell that names a row: its table, the number of its line, its row and its column."""

    table: Table
    line: int
    row: Row
    column: str

    @property
    def follows(self) -> bool:
        """Whether the row is about the row that it names and goes where that goes: evidence, and the hops of a way."""
        return self.table.name in DEPENDENT and self.column == "row_id"

    def with_id(self, old: str, new: str) -> str:
        """Return the cell with one id in place of another."""
        return SEPARATOR.join(new if each == old else each for each in (self.row[self.column] or "").split(SEPARATOR))

    def problem(self, message: str, row_id: str, rule: str) -> Problem:
        """Return a fault of this cell."""
        return Problem(self.table.path, self.line, self.column, message, row_id, rule)


def mentions(edited: EditedTables, table: Table, row_id: str) -> Iterator[Mention]:
    """Yield each cell of a table that people write which names the row of `table` with that id, its own key aside."""
    for other in edited.tables.values():
        if other.derived:
            continue
        keys = [each.columns[0] for each in other.references if (each.table, each.target) == _target(table)]
        beside = BESIDE_TABLE.get(other.name, ()) if TABLE in other.columns else ()
        if not keys and not beside:
            continue
        for line, row in enumerate(edited.rows(other.name), FIRST_LINE):
            yield from (Mention(other, line, row, key) for key in keys if row[key] == row_id)
            if beside and row[TABLE] == table.name:
                named = (name for name in beside if row_id in (row.get(name) or "").split(SEPARATOR))
                yield from (Mention(other, line, row, name) for name in named)


def _target(table: Table) -> tuple[str, tuple[str, ...]]:
    return table.name, table.primary_key
