"""The spreadsheet of a release keeps text as text, has lists of codes, and locks keys and derived tables."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError
from legitimate_targets.publish import xlsx
from legitimate_targets.publish.source import ReleaseSource, read_source
from legitimate_targets.tables.model import Field, Table
from tests.support.releasing import tables

LAST_ROW = 1048576
"""The last row of a sheet of a spreadsheet program."""

TEXTS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "https://example.org",
    "mailto:a@example.org",
    "{=A1}",
    "12",
    "1e3",
    "TRUE",
]


@pytest.fixture(scope="module")
def source(releasable: Path) -> ReleaseSource:
    """Return the source of a release."""
    return read_source(find(releasable))


@pytest.fixture(scope="module")
def book(source: ReleaseSource) -> openpyxl.Workbook:
    """Return the spreadsheet of the release."""
    (data,) = xlsx.spreadsheet(source).values()
    return openpyxl.load_workbook(io.BytesIO(data))


def made_table(name: str, column: str, constraints: dict[str, object] | None = None) -> Table:
    """Return a table with one column of text, its key."""
    field = Field(column, "string", "", None, constraints or {}, None, False, False, None)
    return Table(name, "", "", "", "", (field,), (column,), (), (), None, ())


def made_book(table: Table, values: pl.Series) -> openpyxl.Workbook:
    """Return the workbook of one table with one column of values."""
    data = xlsx.workbook("Title", date(2027, 1, 31), (), {table.name: table}, {table.name: values.to_frame()})
    return openpyxl.load_workbook(io.BytesIO(data))


def cells(values: pl.Series, name: str = "sheet") -> list[openpyxl.cell.Cell]:
    """Return the cells of a sheet that holds one column of values."""
    return [row[0] for row in made_book(made_table(name, values.name), values)[name].iter_rows(min_row=2)]


def validation(book: openpyxl.Workbook, table: str, column: str) -> DataValidation | None:
    """Return the list of codes that the sheet has for a column of a table."""
    letter = next(cell.column_letter for cell in book[table][1] if cell.value == column)
    whole = f"{letter}2:{letter}{LAST_ROW}"
    return next((each for each in book[table].data_validations.dataValidation if str(each.sqref) == whole), None)


def test_text_stays_text_whatever_it_begins_with() -> None:
    found = cells(pl.Series("text", TEXTS))
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in found] == [(text, "s", None) for text in TEXTS]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (10**15 - 1, 10**15 - 1),
        (10**15, "1000000000000000"),
        (1e15, "1000000000000000"),
        (1.5e300, "15" + "0" * 299),
        (-(2**63), "-9223372036854775808"),
        (date(1900, 3, 1), "1900-03-01"),
        (date(1900, 2, 28), "1900-02-28"),
        (0.1, 0.1),
        (True, True),
    ],
)
def test_what_a_spreadsheet_would_round_or_shift_is_text(value: object, written: object) -> None:
    (cell,) = cells(pl.Series("value", [value]))
    found = cell.value.date().isoformat() if cell.is_date else cell.value
    assert (found, type(found)) == (written, type(written))


def test_an_empty_cell_is_empty() -> None:
    assert [cell.value for cell in cells(pl.Series("text", [None, "x"]))] == [None, "x"]


def test_a_cell_that_a_spreadsheet_cannot_hold_is_refused() -> None:
    with pytest.raises(PackageError, match="sheet: text, row 1: is more than a spreadsheet can hold"):
        cells(pl.Series("text", ["x" * 32768]))


@pytest.mark.parametrize("name", ["x" * 32, "a/b"])
def test_a_table_whose_name_no_sheet_can_have_is_refused(name: str) -> None:
    with pytest.raises(PackageError, match=f"{name}: cannot be a sheet of a workbook"):
        cells(pl.Series("text", ["x"]), name)


@pytest.mark.parametrize("name", tables())
def test_each_column_of_codes_and_no_other_has_the_list_of_its_codes(name: str, book: openpyxl.Workbook) -> None:
    for field in tables()[name].fields:
        found = validation(book, name, field.name)
        if not field.codes:
            assert found is None
            continue
        assert found is not None and found.type == "list" and found.showErrorMessage
        assert f"{name}.{field.name} " in found.error and len(found.error) <= 255
        sheet, _, cells = found.formula1.partition("!")
        assert [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]] == list(field.codes)


def test_a_list_may_be_longer_than_the_255_characters_that_a_validation_holds() -> None:
    codes = [f"code_{number}" for number in range(100)]
    book = made_book(made_table("sheet", "code", {"enum": codes}), pl.Series("code", codes[:1], pl.Enum(codes)))
    found = validation(book, "sheet", "code")
    assert found is not None
    assert found.formula1 == "'code lists'!$A$2:$A$101"
    assert [cell.value for cell in book["code lists"]["A"]] == ["sheet.code", *codes]


@pytest.mark.parametrize("name", tables())
def test_only_keys_and_derived_tables_are_locked(name: str, book: openpyxl.Workbook) -> None:
    table, sheet = tables()[name], book[name]
    assert sheet.protection.sheet and sheet.protection.password is None
    for row in sheet.iter_rows():
        for cell, column in zip(row, table.columns, strict=True):
            assert cell.protection.locked == (cell.row == 1 or bool(table.derived) or column in table.primary_key)


@pytest.mark.parametrize("name", tables())
def test_cells_below_the_last_row_are_open_unless_the_table_is_derived(name: str, book: openpyxl.Workbook) -> None:
    columns = list(book[name].column_dimensions.values())
    assert sum(each.max - each.min + 1 for each in columns) == len(tables()[name].columns)
    assert {each.protection.locked for each in columns} == {bool(tables()[name].derived)}


def test_filters_and_widths_can_be_used_on_a_protected_sheet(book: openpyxl.Workbook) -> None:
    for sheet in book:
        # The file says what is forbidden, so that False is what a person may do.
        assert (sheet.protection.autoFilter, sheet.protection.formatColumns) == (False, False)


def test_a_cell_of_text_has_the_format_text_so_that_a_typed_1_stays_text(book: openpyxl.Workbook) -> None:
    assert {cell.number_format for column in ("C", "I") for cell in book["places"][column]} == {"@"}
    assert {cell.number_format for cell in book["places"]["E"][1:]} == {"General"}


def test_only_the_sheets_that_no_reader_needs_are_hidden(book: openpyxl.Workbook) -> None:
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == ["code lists", "row hashes"]
