"""Reads a workbook that a person edited: every cell as the text that its table's file would hold, or refused."""

import datetime
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from re import fullmatch
from typing import Any

from legitimate_targets.curation.anchor import OCCURRENCE, TEMPORARY
from legitimate_targets.curation.rows import Row
from legitimate_targets.datapackage.storage import sizes
from legitimate_targets.errors import LegitimateTargetsError, PackageError, Problem, needs_extra, shortened
from legitimate_targets.publish.workbook_sheets import DESCRIBING, HASH_COLUMNS, ROW_HASHES
from legitimate_targets.tables.cell_text import number_as_text
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.types import CONSTRAINTS, TYPES

MOST_ROWS = 200_000
"""Rows of one sheet: each empty cell before the last one takes memory too, and some programs format a million."""

AGAIN = "make a new workbook with `legitimate-targets workbook`, and change that one"
REMEDIES = {
    "string": "give the cell the number format Text, then type the value again",
    "integer": "type plain digits",
    "number": "type plain digits, with the decimal sign of your program",
    "date": "type the day as 2025-09-05",
    "boolean": "type true or false",
}
"""What a person can do about a cell that is not of its column's type."""


class Refused(LegitimateTargetsError):
    """A cell that is not taken over; the text says why, `rule` is the last word of the rule's id."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


@dataclass
class SheetOfTable:
    """The rows of one table as its sheet has them: cells of text by column, by the number of the row in the sheet.

    `letters` names the column of the sheet for each column of the table.
    """

    table: Table
    letters: Mapping[str, str]
    rows: dict[int, Row] = field(default_factory=dict)

    def place(self, number: int, column: str | None = None) -> str:
        """Return the address of a cell, such as `quotes!C7`; without a column that of the row's key."""
        return f"{self.table.name}!{self.letters[column or self.table.primary_key[0]]}{number}"

    def problem(self, number: int, column: str, rule: str, message: str) -> Problem:
        """Return the fault of one cell."""
        value = self.rows[number].get(column) if number in self.rows else None
        return Problem(self.place(number, column), None, column, message, value, f"workbook.{rule}")


@dataclass
class EditedWorkbook:
    """The sheets of a workbook by table, the hash that each row had when it was made, and what cannot be read.

    `hashes` has, by table, the keys as JSON lists in the order of the rows, each with its hash.
    """

    sheets: dict[str, SheetOfTable] = field(default_factory=dict)
    hashes: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_workbook(path: Path, tables: Mapping[str, Table]) -> EditedWorkbook:
    """Return the cells of a workbook by table, with a fault for each that cannot be taken over as it is.

    Raises PackageError if the file is not a workbook, and MissingExtra without openpyxl.
    """
    book = _opened(path)
    found = EditedWorkbook()
    for name in book.sheetnames:
        if name not in tables and name not in DESCRIBING:
            found.problems.append(_of_sheet(name, "is not a table of the package; take the sheet out"))
    for name in (*tables, ROW_HASHES):
        if name not in book.sheetnames:
            found.problems.append(_of_sheet(name, f"is missing; {AGAIN}"))
    if found.problems:
        return found
    for name, table in tables.items():
        _read_sheet(book[name], table, found)
    for table_name, key, digits in book[ROW_HASHES].iter_rows(2, max_col=len(HASH_COLUMNS), values_only=True):
        found.hashes.setdefault(table_name, {})[key] = digits
    return found


def _opened(path: Path) -> Any:
    """Return the workbook at a path, each formula as a formula."""
    with needs_extra("spreadsheet"):
        import openpyxl
    if not path.is_file():
        raise PackageError(f"{path}: there is no such file")
    sizes(path)
    try:
        # It warns of what it cannot show, such as lists of codes as Excel writes them; no cell depends on that.
        with warnings.catch_warnings(action="ignore"):
            return openpyxl.load_workbook(path)
    except Exception as error:
        # The library raises what its parts raise: of zip, of XML, and KeyError for a part that is not there.
        raise PackageError(f"{path}: is not a workbook (.xlsx): {error}") from None


def _of_sheet(name: str, message: str) -> Problem:
    return Problem(shortened(name), None, None, message, None, "workbook.sheet")


def _read_sheet(sheet: Any, table: Table, found: EditedWorkbook) -> None:
    """Add the rows of the sheet of a table, and its faults, to what was found."""
    for merged in sheet.merged_cells.ranges:
        place = f"{table.name}!{merged.coord}"
        found.problems.append(Problem(place, None, None, "are merged cells; split them", None, "workbook.merged"))
    if sheet.max_row > MOST_ROWS:
        message = f"goes on to row {sheet.max_row}; delete the empty rows at its end"
        found.problems.append(_of_sheet(table.name, message))
        return
    head, *rows = sheet.iter_rows()
    faults = list(_head_faults(head, table))
    found.problems += faults
    if faults:
        return
    letters = {cell.value: cell.column_letter for cell in head if cell.value is not None}
    read = found.sheets[table.name] = SheetOfTable(table, letters)
    for cells in rows:
        filled = [cell for cell in cells if cell.value not in (None, "")]
        if filled:
            found.problems += _read_row(read, {head[cell.column - 1].value: cell for cell in filled})


def _head_faults(head: tuple[Any, ...], table: Table) -> Iterator[Problem]:
    """Yield what is wrong with the first row of a sheet, which names the columns, in any order."""
    names = [cell.value for cell in head]
    allowed = {*table.columns, *(TEMPORARY if table.span and not table.derived else ())}
    for cell in head:
        place = f"{table.name}!{cell.coordinate}"
        if cell.value is not None and cell.value not in allowed:
            message = f"is not a column of {table.name}; take it out, or name it as it was"
            yield Problem(place, None, None, message, str(cell.value), "workbook.column")
        elif cell.value is not None and cell.value in names[: cell.column - 1]:
            yield Problem(place, None, None, "is the name of an earlier column too", cell.value, "workbook.column")
    for name in table.columns:
        if name not in names:
            message = "is missing; give the column its name in the first row"
            yield Problem(f"{table.name}!1:1", None, name, message, None, "workbook.column")


def _read_row(read: SheetOfTable, cells: Mapping[str | None, Any]) -> Iterator[Problem]:
    """Add one row with its filled cells, by the name of their column, and yield a fault for each that is refused."""
    row: Row = dict.fromkeys(read.letters)
    number = next(iter(cells.values())).row
    for name, cell in cells.items():
        try:
            if name is None:
                raise Refused("column", "is in a column that has no name in the first row")
            row[name] = _text(cell, read.table, name)
        except Refused as refused:
            place = f"{read.table.name}!{cell.coordinate}"
            yield Problem(place, None, name, str(refused), str(cell.value), f"workbook.{refused.rule}")
    read.rows[number] = row


def _text(cell: Any, table: Table, column: str) -> str:
    """Return the value of a filled cell as the table's file has it; raise Refused if the column cannot hold it."""
    if cell.data_type == "f":
        raise Refused("formula", "is a formula; put its value there instead")
    if cell.data_type == "e":
        raise Refused("formula", "is an error of the spreadsheet program")
    if column in TEMPORARY:
        return _typed(cell.value, "integer" if column == OCCURRENCE else "string")
    wanted = table.field(column)
    text = _typed(cell.value, wanted.type)
    if wanted.codes and text not in wanted.codes:
        raise Refused("code", CONSTRAINTS["enum"].message.format(value=", ".join(wanted.codes)))
    return text


def _typed(value: object, type_: str) -> str:
    """Return the value of a cell as text in the grammar of a column's type; raise Refused if it is of another type."""
    match value:
        case bool() if type_ == "boolean":
            return str(value).lower()
        case int() | float() if type_ == "number" and not isinstance(value, bool):
            return number_as_text(value)
        case int() | float() if type_ == "integer" and value == int(value) and not isinstance(value, bool):
            return str(int(value))
        case datetime.datetime() if type_ == "date" and value.time() == datetime.time():
            return value.date().isoformat()
        case str() if "\n" in value or "\r" in value:
            raise Refused("line_break", "holds a line break; write the text in one line")
        case str() if TYPES[type_].written is None or fullmatch(str(TYPES[type_].written), value):
            return value
    raise Refused("type", f"is {_kind(value)}, and the column is of the type {type_}; {REMEDIES[type_]}")


def _kind(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
    return "a date or a time"
