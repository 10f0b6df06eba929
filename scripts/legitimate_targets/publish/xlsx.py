"""The spreadsheet of a release: a sheet per table, one about the release, and one that describes the columns."""

import datetime
import io

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from legitimate_targets.errors import PackageError
from legitimate_targets.publish.codebook_columns import ROWS_NAME, column_rows
from legitimate_targets.publish.source import Parts, ReleaseSource

NARROWEST, WIDEST = 8, 60
"""Bounds of the width of a column in characters: a header stays readable, and a text does not fill the screen."""

NUMBERS_BELOW = 10**15
"""A spreadsheet keeps 15 digits of a number: a larger one is written as text, with all its digits."""

FIRST_DAY = datetime.date(1900, 3, 1)
"""The first day that all spreadsheet programs count alike, as some have a 29 February 1900; earlier days are text."""


def spreadsheet(source: ReleaseSource) -> Parts:
    """Return the workbook; raise PackageError if a sheet cannot hold a table or a cell."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    # The library would write the time of the build, and the bytes would differ from run to run.
    created = datetime.datetime.combine(source.release.day, datetime.time())
    book.set_properties({"title": source.index["title"], "created": created})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    head = book.add_format({"bold": True})
    sheets = [("about", source.about), (ROWS_NAME, column_rows(source.plan.tables)), *source.frames.items()]
    for name, frame in sheets:
        _fill(book.add_worksheet(name), frame, head, day)
    book.close()
    return {f"{source.index['name']}.xlsx": buffer.getvalue()}


def _fill(sheet: Worksheet, frame: pl.DataFrame, head: Format, day: Format) -> None:
    for column, name in enumerate(frame.columns):
        _raise_if_refused(sheet.write_string(0, column, name, head), sheet, name)
        for row, value in enumerate(frame[name].to_list(), 1):
            _raise_if_refused(_write(sheet, row, column, value, day), sheet, f"{name}, row {row}")
        longest = max([len(name) + 3, *frame[name].cast(pl.String()).str.len_chars().drop_nulls()])
        sheet.set_column(column, column, min(max(longest, NARROWEST), WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, frame.height, frame.width - 1)


def _write(sheet: Worksheet, row: int, column: int, value: object, day: Format) -> object:
    """Write one cell by its type, text always as text; return 0 (or None) if the library accepts the cell."""
    match value:
        case None:
            return 0
        case bool():
            return sheet.write_boolean(row, column, value)
        case float() | int() if abs(value) < NUMBERS_BELOW:
            return sheet.write_number(row, column, value)
        case datetime.date() if value >= FIRST_DAY:
            return sheet.write_datetime(row, column, datetime.datetime.combine(value, datetime.time()), day)
    return sheet.write_string(row, column, str(value))


def _raise_if_refused(refused: object, sheet: Worksheet, place: str) -> None:
    if refused:
        raise PackageError(f"{sheet.get_name()}: {place}: is more than a spreadsheet can hold")
