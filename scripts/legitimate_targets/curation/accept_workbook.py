"""Takes the cells that a person changed in a workbook over into a package, whole and valid, or not at all."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from legitimate_targets.checks.plan import read_plan
from legitimate_targets.curation.anchor import FIND, POSITION, TEMPORARY, anchor
from legitimate_targets.curation.compare_workbook import Comparison, compare_sheet, key_of
from legitimate_targets.curation.install import DATA, install
from legitimate_targets.curation.read_workbook import EditedWorkbook, read_workbook
from legitimate_targets.curation.rows import Row, read_rows, rows_as_csv
from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.datapackage.package import INDEX, Package, find
from legitimate_targets.datapackage.storage import Files
from legitimate_targets.errors import Problem, shortened
from legitimate_targets.tables.cell_text import key_as_text
from legitimate_targets.tables.csv_io import FIRST_LINE, read_text
from legitimate_targets.tables.model import Table

SHOWN_VALUE = 60
"""Characters of a value that are shown of a cell that differs, so that old and new are on one line."""

CONTEXT = 20
"""Characters that are shown before the first one that differs, so that one recognises the place."""

EMPTY = "(empty)"


@dataclass(frozen=True)
class Edit:
    """A cell that differs, with its old and its new value; or a new row, without a column, its cells in `new`."""

    table: str
    key: str
    column: str | None
    old: str | None
    new: str | None

    def __str__(self) -> str:
        if self.column is None:
            return f"{self.table} {self.key}: new row: {self.new}"
        old, new = _from_difference(self.old or EMPTY, self.new or EMPTY)
        return f"{self.table} {self.key} {self.column}: {old} -> {new}"


@dataclass(frozen=True)
class WorkbookChanges:
    """What differs; the faults because of which nothing is taken over; and rows that only the package changed."""

    edits: list[Edit] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    kept: int = 0

    def counts(self) -> Iterator[str]:
        """Yield, for each table that changes, how many of its cells and rows."""
        cells = Counter(edit.table for edit in self.edits if edit.column is not None)
        rows = Counter(edit.table for edit in self.edits if edit.column is None)
        for table in dict.fromkeys(edit.table for edit in self.edits):
            counted = ((cells[table], "cell"), (rows[table], "new row"))
            yield f"{table}: " + ", ".join(f"{n} {what}{'s' * (n > 1)}" for n, what in counted if n)


@dataclass(frozen=True)
class Overlay:
    """The files of a package, some of them with other bytes."""

    below: Files
    changed: Mapping[str, bytes]

    def read(self, path: str, most: int = 2**63) -> bytes:
        return self.changed[path] if path in self.changed else self.below.read(path)

    def names(self, folder: str) -> list[str]:
        return self.below.names(folder)

    def damaged(self) -> list[str]:
        return self.below.damaged()


def accept_workbook(path: Path, package: Package, texts: Path | None = None, write: bool = False) -> WorkbookChanges:
    """Return what a workbook changes in a package, and with `write` take it over if the result is valid.

    Rows are compared by their keys. A row that only the package changed since the workbook was made stays as it is
    there. `texts` is a folder with the articles: it gives spans to rows without one, and the table that is derived from
    texts. Without `write`, the result is validated in a temporary copy. Raises PackageError if the workbook or the
    package cannot be read, and CannotWrite if the package cannot be written.
    """
    with exclusive(package, needed=write):
        tables = read_plan(package).tables
        book = read_workbook(path, tables)
        if book.problems:
            return WorkbookChanges(problems=book.problems)
        compared = {name: compare_sheet(package, book, table) for name, table in tables.items()}
        problems = [problem for each in compared.values() for problem in each.problems]
        kept = sum(each.kept for each in compared.values())
        touched = {name: each for name, each in compared.items() if each.touched}
        if not problems:
            problems = list(_unanchorable(touched, book)) if texts is None else []
        if problems or not touched:
            return WorkbookChanges(problems=problems, kept=kept)
        changed, problems = _anchored(package, tables, touched, book, texts)
        edits = [edit for name in touched for edit in _edits(package, tables[name], changed[tables[name].path])]
        if not problems:
            found = (install if write else _tried)(package, changed, texts)
            problems = [
                _in_sheet(fault, package, tables, changed, book) for fault in sorted(found, key=Problem.sort_key)
            ]
        return WorkbookChanges(edits, problems, kept)


def _unanchorable(touched: Mapping[str, Comparison], book: EditedWorkbook) -> Iterator[Problem]:
    """Yield a fault for each changed row whose span must be found in a text, as no texts were given."""
    for name, each in touched.items():
        span = each.table.span
        for number in each.touched if span else ():
            row = book.sheets[name].rows[number]
            words = row.get(FIND) or (row[span.text] if span and span.text else None)
            if words and (row.get(FIND) or not any(row[column] for column in POSITION)):
                message = "is empty; give the folder of the articles (--texts), in which the span is found by its words"
                yield book.sheets[name].problem(number, POSITION[0], "texts", message)


def _anchored(
    package: Package,
    tables: Mapping[str, Table],
    touched: Mapping[str, Comparison],
    book: EditedWorkbook,
    texts: Path | None,
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the new bytes of each table that changes, with the spans that were found, and the faults of the others."""
    changed = {each.table.path: rows_as_csv(each.rows, each.table) for each in touched.values()}
    if texts is None:
        return changed, []
    with_words = {each.table.path: _with_words(each) for each in touched.values()}
    found = anchor(replace(package, files=Overlay(package.files, with_words)), texts)
    by_path = {each.table.path: each for each in touched.values()}
    problems = []
    for fault in found.problems:
        each = by_path.get(fault.path)
        row = each.rows[fault.line - FIRST_LINE] if each and fault.line else None
        problems.append(_placed(fault, tables, book, row))
    return changed | {path: data for path, data in found.changed.items() if path in changed}, problems


def _with_words(compared: Comparison) -> bytes:
    """Return a table as CSV, its rows in their order and with the columns that say which words a span has."""
    columns = (*compared.table.columns, *(TEMPORARY if compared.table.span else ()))
    cells = [{name: row.get(name) for name in columns} for row in compared.rows]
    return pl.DataFrame(cells, schema=dict.fromkeys(columns, pl.String())).write_csv().encode("utf-8")


def _edits(package: Package, table: Table, data: bytes) -> Iterator[Edit]:
    """Yield each cell and each new row in which the new bytes of a table differ from the package's."""
    before = {key_of(row, table): row for row in read_rows(package, table)}
    for row in read_text(data, table).select(table.columns).iter_rows(named=True):
        key = key_of(row, table)
        if key not in before:
            cells = (f"{name} {shortened(row[name], SHOWN_VALUE)}" for name in table.columns if row[name] is not None)
            yield Edit(table.name, key_as_text(key), None, None, ", ".join(cells))
            continue
        for column in table.columns:
            if row[column] != before[key][column]:
                yield Edit(table.name, key_as_text(key), column, before[key][column], row[column])


def _tried(package: Package, changed: Mapping[str, bytes], texts: Path | None) -> list[Problem]:
    """Return the faults that the package would have with the changed files, found in a temporary copy."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "package"
        for name in (DATA, "schemas"):
            shutil.copytree(package.where(name), copy / name)
        shutil.copy2(package.where(INDEX), copy / INDEX)
        return install(find(copy), changed, texts)


def _in_sheet(
    fault: Problem,
    package: Package,
    tables: Mapping[str, Table],
    changed: Mapping[str, bytes],
    book: EditedWorkbook,
) -> Problem:
    """Return a fault of a row with the address of its cell in the workbook, and any other fault as it is."""
    table = next((each for each in tables.values() if each.path == fault.path), None)
    if table is None or table.derived or fault.line is None:
        return fault
    data = changed.get(fault.path) or package.read(fault.path)
    rows = read_text(data, table).select(table.columns)
    index = fault.line - FIRST_LINE
    return _placed(fault, tables, book, rows.row(index, named=True) if 0 <= index < rows.height else None)


def _placed(fault: Problem, tables: Mapping[str, Table], book: EditedWorkbook, row: Row | None) -> Problem:
    """Return the fault of a row with the address of its cell in the workbook, if the row is there."""
    table = next((each for each in tables.values() if each.path == fault.path), None)
    if table is None or row is None:
        return fault
    sheet, key = book.sheets[table.name], key_of(row, table)
    number = next((number for number, held in sheet.rows.items() if key_of(held, table) == key), None)
    if number is None:
        return fault
    column = fault.column if fault.column in sheet.letters else None
    return replace(fault, path=sheet.place(number, column), line=None)


def _from_difference(old: str, new: str) -> tuple[str, str]:
    """Return two values for one line; of a long one only what is near the first character that differs."""
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = same - CONTEXT if max(len(old), len(new)) > SHOWN_VALUE and same > CONTEXT else 0
    before = "..." if start else ""
    return before + shortened(old[start:], SHOWN_VALUE), before + shortened(new[start:], SHOWN_VALUE)
