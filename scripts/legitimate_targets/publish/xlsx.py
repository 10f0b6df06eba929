"""The workbook of a package: a sheet per table with lists of codes and locked keys, and sheets that describe them.

A person can edit it in any spreadsheet program, and curation/accept_workbook.py takes the changed cells over. For that,
a hidden sheet has the hash of every row as it was when the workbook was made.
"""

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import polars as pl
import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from legitimate_targets.errors import PackageError
from legitimate_targets.publish.codebook_columns import ROWS_NAME, column_rows
from legitimate_targets.publish.source import Parts, ReleaseSource
from legitimate_targets.publish.workbook_sheets import ABOUT, CODE_LISTS, ROW_HASHES, row_hashes
from legitimate_targets.tables.cell_text import number_as_text
from legitimate_targets.tables.model import Field, Table

NARROWEST, WIDEST = 8, 60
"""Bounds of the width of a column in characters: a header stays readable, and a text does not fill the screen."""

NUMBERS_BELOW = 10**15
"""A spreadsheet keeps 15 digits of a number: a larger one is written as text, with all its digits."""

FIRST_DAY = datetime.date(1900, 3, 1)
"""The first day that all spreadsheet programs count alike, as some have a 29 February 1900; earlier days are text."""

LAST_ROW = 2**20 - 1
"""The last row of a sheet, counted from 0: lists of codes also hold for rows that a person adds."""

TEXT, DAY, PLAIN = "@", "yyyy-mm-dd", "General"
"""Number formats. In a cell of text, `1` and `5 Sep` stay what a person typed, instead of a number and a date."""

ALLOWED = {"autofilter": True, "sort": True, "format_cells": True, "format_columns": True, "format_rows": True}
"""What a person may do on a protected sheet. Rows are added after the last one: in between they would be locked."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its cells, the columns whose filled rows are locked (None: every cell), and its codes.

    `codes` are the fields with a list of codes, each with the range of the sheet of lists that holds them.
    """

    name: str
    frame: pl.DataFrame
    locked: Sequence[str] | None = None
    codes: Mapping[str, str] | None = None
    is_hidden: bool = False


def spreadsheet(source: ReleaseSource) -> Parts:
    """Return the workbook of a release; raise PackageError if a sheet cannot hold a table or a cell."""
    sheets = (ABOUT, source.about), (ROWS_NAME, column_rows(source.plan.tables))
    data = workbook(source.index["title"], source.release.day, sheets, source.plan.tables, source.frames)
    return {f"{source.index['name']}.xlsx": data}


def workbook(
    title: str,
    day: datetime.date,
    describing: Sequence[tuple[str, pl.DataFrame]],
    tables: Mapping[str, Table],
    frames: Mapping[str, pl.DataFrame],
) -> bytes:
    """Return a workbook with sheets that describe the tables (name, rows), and a sheet per table, as XLSX.

    `frames` has the typed rows of each table, and may have columns after those of the schema. `day` is the date of the
    file, so that its bytes do not depend on the time. Raises PackageError if a sheet cannot hold a table or a cell.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": title, "created": datetime.datetime.combine(day, datetime.time())})
    styles = Styles(book)
    for sheet in _sheets(describing, tables, frames):
        try:
            _fill(book.add_worksheet(sheet.name), sheet, styles)
        except XlsxWriterException as error:
            raise PackageError(f"{sheet.name}: cannot be a sheet of a workbook: {error}") from None
    book.close()
    return buffer.getvalue()


class Styles:
    """The formats of one workbook, each made when it is first asked for."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Format] = {}
        self.head: Format = book.add_format({"bold": True, "num_format": TEXT})

    def of(self, number_format: str, is_locked: bool) -> Format:
        """Return the format of a cell."""
        wanted = number_format, is_locked
        if wanted not in self._made:
            self._made[wanted] = self._book.add_format({"num_format": number_format, "locked": is_locked})
        return self._made[wanted]


def _sheets(
    describing: Sequence[tuple[str, pl.DataFrame]], tables: Mapping[str, Table], frames: Mapping[str, pl.DataFrame]
) -> Iterator[Sheet]:
    lists = {(table.name, field.name): field for table in tables.values() for field in table.fields if field.codes}
    ranges: dict[str, dict[str, str]] = {name: {} for name in tables}
    for number, ((name, column), field) in enumerate(lists.items()):
        ranges[name][column] = _range(number, field)
    for name, frame in describing:
        yield Sheet(name, frame)
    for name, table in tables.items():
        yield Sheet(name, frames[name], None if table.derived else table.primary_key, ranges[name])
    if lists:
        yield Sheet(CODE_LISTS, _code_lists(lists), is_hidden=True)
    yield Sheet(ROW_HASHES, row_hashes(tables, frames), is_hidden=True)


def _code_lists(lists: Mapping[tuple[str, str], Field]) -> pl.DataFrame:
    codes = zip_longest(*(field.codes for field in lists.values()))
    names = [f"{table}.{name}" for table, name in lists]
    return pl.DataFrame(list(codes), schema=dict.fromkeys(names, pl.String()), orient="row")


def _range(number: int, field: Field) -> str:
    """Return the range of the codes of a field, whose column of the sheet of lists is given by its number."""
    column = xl_col_to_name(number)
    return f"='{CODE_LISTS}'!${column}$2:${column}${len(field.codes) + 1}"


def _fill(sheet: Worksheet, content: Sheet, styles: Styles) -> None:
    frame = content.frame
    for column, name in enumerate(frame.columns):
        number_format = _number_format(frame.schema[name])
        style = styles.of(number_format, content.locked is None or name in content.locked)
        _raise_if_refused(sheet.write_string(0, column, name, styles.head), sheet, name)
        for row, value in enumerate(frame[name].to_list(), 1):
            _raise_if_refused(_write(sheet, row, column, value, style), sheet, f"{name}, row {row}")
        longest = max([len(name) + 3, *frame[name].cast(pl.String()).str.len_chars().drop_nulls()])
        width = min(max(longest, NARROWEST), WIDEST)
        sheet.set_column(column, column, width, styles.of(number_format, content.locked is None))
        if content.codes and name in content.codes:
            sheet.data_validation(1, column, LAST_ROW, column, _validation(content, name))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, frame.height, frame.width - 1)
    sheet.protect("", ALLOWED)
    if content.is_hidden:
        sheet.hide()


def _validation(content: Sheet, name: str) -> dict[str, str]:
    return {
        "validate": "list",
        "source": (content.codes or {})[name],
        "error_title": "Not a code of this column",
        "error_message": f"{content.name}.{name} holds one of the codes in its list. The sheet codebook explains it.",
    }


def _number_format(type_: pl.DataType) -> str:
    if type_ == pl.Date:
        return DAY
    return TEXT if type_ in (pl.String, pl.Enum, pl.Categorical) else PLAIN


def _write(sheet: Worksheet, row: int, column: int, value: object, style: Format) -> object:
    """Write one cell by its type, text always as text; return 0 (or None) if the library accepts the cell."""
    match value:
        case None:
            return sheet.write_blank(row, column, "", style)
        case bool():
            return sheet.write_boolean(row, column, value, style)
        case float() | int() if abs(value) < NUMBERS_BELOW:
            return sheet.write_number(row, column, value, style)
        case datetime.date() if value >= FIRST_DAY:
            return sheet.write_datetime(row, column, datetime.datetime.combine(value, datetime.time()), style)
    return sheet.write_string(row, column, number_as_text(value) if isinstance(value, float) else str(value), style)


def _raise_if_refused(refused: object, sheet: Worksheet, place: str) -> None:
    if refused:
        raise PackageError(f"{sheet.get_name()}: {place}: is more than a spreadsheet can hold")
