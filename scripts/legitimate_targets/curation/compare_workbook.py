"""Compares the sheet of a table with the table, row by row, and says which rows a person changed or added.

The workbook has the hash of each row from the time when it was made. So a row that a person left alone is told from
one that they changed back, however much the package has changed in the meantime.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from legitimate_targets.checks.cells import read_sound
from legitimate_targets.curation.anchor import TEMPORARY
from legitimate_targets.curation.read_workbook import AGAIN, EditedWorkbook, SheetOfTable
from legitimate_targets.curation.rows import Row
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import Problem
from legitimate_targets.publish.workbook_sheets import key_cell, row_hash
from legitimate_targets.tables.cell_text import cells_as_text, key_as_text
from legitimate_targets.tables.csv_io import FIRST_LINE, type_cells
from legitimate_targets.tables.model import Table

Key = tuple[str | None, ...]


@dataclass
class Comparison:
    """The rows of a table with a person's changes, and the numbers of the sheet's rows that hold these.

    `kept` counts the rows that only the package changed since the workbook was made; they are as in the package.
    """

    table: Table
    rows: list[Row]
    touched: list[int] = field(default_factory=list)
    kept: int = 0
    problems: list[Problem] = field(default_factory=list)


def key_of(row: Mapping[str, str | None], table: Table) -> Key:
    """Return the cells of a row's key."""
    return tuple(row[name] for name in table.primary_key)


def compare_sheet(package: Package, book: EditedWorkbook, table: Table) -> Comparison:
    """Return the rows of a table as the workbook wants them, with a fault for each change that is refused.

    Raises PackageError if the bytes of the table are faulty.
    """
    text = read_sound(package, table)
    rows: list[Row] = text.select(table.columns).rows(named=True)
    canonical: list[Row] = cells_as_text(type_cells(text, table), table).rows(named=True)
    return _Comparing(table, rows, canonical, book).result()


class _Comparing:
    """The comparison of one sheet with one table, while it goes on."""

    def __init__(self, table: Table, rows: list[Row], canonical: Sequence[Row], book: EditedWorkbook) -> None:
        self.table = table
        self.sheet: SheetOfTable = book.sheets[table.name]
        self.was = book.hashes.get(table.name, {})
        self.found = Comparison(table, rows)
        self.at = {key_of(row, table): number for number, row in enumerate(rows)}
        self.canonical = canonical
        self.numbers: dict[Key, int] = {}

    def result(self) -> Comparison:
        """Return what the comparison of all rows of the sheet gives."""
        repeated = {}
        for number, row in self.sheet.rows.items():
            first = self.numbers.setdefault(key_of(row, self.table), number)
            if first != number:
                repeated[number] = first
        renamed = dict(self.changed_keys())
        for number in repeated.keys() - set(renamed.values()):
            self.refuse(number, self.table.primary_key[-1], "key", f"gives the row the key of row {repeated[number]}")
        for key, number in self.numbers.items():
            if number not in renamed.values():
                self.compare(key, number)
        self.found.problems += self.missing_rows(set(renamed))
        return self.found

    def compare(self, key: Key, number: int) -> None:
        """Compare one row of the sheet with the package's."""
        row, was = self.sheet.rows[number], self.was.get(key_cell(key))
        held = self.canonical[self.at[key]] if key in self.at else None
        differing = [name for name in self.table.columns if held is None or row[name] != held[name]]
        has_words = any(row.get(name) for name in TEMPORARY)
        if not differing and not has_words:
            return
        if was is not None and was == self.hash(row) and not has_words:
            self.found.kept += 1
        elif self.table.derived:
            for name in differing:
                self.refuse(number, name, "derived", "is in a table that a command writes, and is never edited")
        elif was != (None if held is None else self.hash(held)):
            message = f"is in a row that the package added, changed or took out after the workbook was made; {AGAIN}"
            self.refuse(number, next(iter(differing), self.table.primary_key[0]), "changed_since", message)
        else:
            self.take_over(key, number, differing)

    def take_over(self, key: Key, number: int, differing: Sequence[str]) -> None:
        """Put the differing cells of a row of the sheet into the rows of the table."""
        row = self.sheet.rows[number]
        self.found.touched.append(number)
        words = {name: row.get(name) for name in TEMPORARY}
        if key in self.at:
            self.found.rows[self.at[key]] |= {name: row[name] for name in differing} | words
        else:
            self.found.rows.append({name: row[name] for name in self.table.columns} | words)

    def changed_keys(self) -> Iterator[tuple[str, int]]:
        """Refuse a key in the place of one that the sheet lacks; yield the old key, as JSON, and the row's number."""
        held = {key_cell(key) for key in self.numbers}
        for number, old in enumerate(self.was, FIRST_LINE):
            new = key_of(self.sheet.rows[number], self.table) if number in self.sheet.rows else None
            if old in held or new is None or (key_cell(new) in self.was and self.numbers[new] == number):
                continue
            was = json.loads(old)
            columns = zip(self.table.primary_key, was, new, strict=True)
            column = next(name for name, before, after in columns if before != after)
            message = f"is part of the key, which was {key_as_text(was)}; use `legitimate-targets rename`"
            self.refuse(number, column, "key", message)
            yield old, number

    def missing_rows(self, renamed: set[str]) -> Iterator[Problem]:
        """Yield a fault for each row that the sheet had, the package has, and the sheet lacks."""
        for key in self.at:
            if key not in self.numbers and key_cell(key) in self.was and key_cell(key) not in renamed:
                name = self.table.name
                message = f"is not in the sheet; to take a row out, use `legitimate-targets remove {name}`"
                yield Problem(name, None, None, message, key_as_text(key), "workbook.row_missing")

    def refuse(self, number: int, column: str, rule: str, message: str) -> None:
        """Add the fault of one cell."""
        self.found.problems.append(self.sheet.problem(number, column, rule, message))

    def hash(self, row: Row) -> str:
        """Return the hash of a row."""
        return row_hash([row[name] for name in self.table.columns])
