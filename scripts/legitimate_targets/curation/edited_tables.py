"""Holds the tables of a package while a command changes ids or rows, and counts what was changed in them."""

from collections import Counter

from legitimate_targets.checks.ids import RETIRED, kept_tables, known_ids
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.curation.rows import Row, read_rows
from legitimate_targets.datapackage.package import Package, unknown_name
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.model import Table

CHANGES = "changes"
"""The table of the changes since the earlier release, which `diff --write` writes; its rows stay as they are."""


class EditedTables:
    """The rows of a package's tables, read when they are first needed, and what was changed in them.

    `known` are the ids that no new row may have. `cells` counts the changed cells by table, `added` and `removed` the
    rows; `remarks` are sentences about what was done.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.tables = read_plan(package).tables
        self.known = known_ids(package, self.tables)
        self.remarks: list[str] = []
        self._rows: dict[str, list[Row]] = {}
        self.cells: Counter[str] = Counter()
        self.added: Counter[str] = Counter()
        self.removed: Counter[str] = Counter()

    def table_with_ids(self, name: str) -> Table:
        """Return the table of that name; raise PackageError if there is none or its rows have no ids of their own."""
        self.package.resource(name)
        table = self.tables[name]
        if table.derived or name == CHANGES:
            raise PackageError(f"{name}: is written by a command, and its ids follow from the other tables")
        if len(table.primary_key) != 1:
            key = ", ".join(table.primary_key)
            raise PackageError(f"{name}: its rows have no id of their own, their key is {key}; edit {table.path}")
        return table

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a table in the order of its file, with what was changed in them."""
        if name not in self._rows:
            self._rows[name] = read_rows(self.package, self.tables[name])
        return self._rows[name]

    def rows_with_id(self, table: Table, row_id: str) -> list[Row]:
        """Return the rows with an id; raise PackageError with the nearest ids if there is none."""
        (key,) = table.primary_key
        found = [row for row in self.rows(table.name) if row[key] == row_id]
        if not found:
            ids = list(dict.fromkeys(row[key] or "" for row in self.rows(table.name)))
            raise unknown_name("row", row_id, ids, f" in {table.name}")
        return found

    def row_with_id(self, table: Table, row_id: str) -> Row:
        """Return the one row with an id; raise PackageError if there is none, or if there are several."""
        row, *others = self.rows_with_id(table, row_id)
        if others:
            count = len(others) + 1
            raise PackageError(f"{table.name}: {count} rows have the id {row_id}; run `renumber {table.name} {row_id}`")
        return row

    def set_cell(self, table: str, row: Row, column: str, value: str | None) -> None:
        """Give one cell of a row another value."""
        row[column] = value
        self.cells[table] += 1

    def add(self, table: str, row: Row) -> None:
        """Add a row to a table; columns that it does not have are empty."""
        self.rows(table).append({**dict.fromkeys(self.tables[table].columns), **row})
        self.added[table] += 1

    def drop(self, table: str, row: Row) -> None:
        """Take a row out of a table."""
        self._rows[table] = [each for each in self.rows(table) if each is not row]
        self.removed[table] += 1

    def retire(self, table: str, row_id: str, reason: str, replacement: str | None = None, named: bool = False) -> None:
        """Put an id into the table of retired ids if it may have been public, or is `named` there as a replacement.

        An id that no release had is free again. An id of which nobody knows is retired: one too many costs nothing,
        and one too few would let another row have it.
        """
        if table not in kept_tables(self.tables):
            return
        release = self.known.release
        if not self.known.may_be_public(table, row_id) and not named:
            self.remarks.append(f"{row_id} is not retired: release {release} does not have it, so it was never public")
            return
        self.add(RETIRED, {"table": table, "row_id": row_id, "reason": reason, "replacement": replacement})
        why = "no release was found that could show that it was never public"
        if release is not None:
            is_public = row_id in self.known.used(table)
            why = f"release {release} has it" if is_public else "it replaces an id that is retired"
        self.remarks.append(f"{row_id} is retired: {why}")
