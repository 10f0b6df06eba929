"""The spreadsheet of a release keeps text as text, even if it looks like a formula, a link or a number."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError
from legitimate_targets.publish import xlsx
from legitimate_targets.publish.source import ReleaseSource, read_source

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


def cells(source: ReleaseSource, values: pl.Series) -> list[openpyxl.cell.Cell]:
    """Return the cells of a sheet that holds one column of values."""
    (data,) = xlsx.spreadsheet(replace(source, frames={"sheet": values.to_frame()})).values()
    return [row[0] for row in openpyxl.load_workbook(io.BytesIO(data))["sheet"].iter_rows(min_row=2)]


def test_text_stays_text_whatever_it_begins_with(source: ReleaseSource) -> None:
    found = cells(source, pl.Series("text", TEXTS))
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in found] == [(text, "s", None) for text in TEXTS]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (10**15 - 1, 10**15 - 1),
        (10**15, "1000000000000000"),
        (-(2**63), "-9223372036854775808"),
        (date(1900, 3, 1), "1900-03-01"),
        (date(1900, 2, 28), "1900-02-28"),
        (0.1, 0.1),
        (True, True),
    ],
)
def test_what_a_spreadsheet_would_round_or_shift_is_text(source: ReleaseSource, value: object, written: object) -> None:
    (cell,) = cells(source, pl.Series("value", [value]))
    found = cell.value.date().isoformat() if cell.is_date else cell.value
    assert (found, type(found)) == (written, type(written))


def test_an_empty_cell_is_empty(source: ReleaseSource) -> None:
    assert [cell.value for cell in cells(source, pl.Series("text", [None, "x"]))] == [None, "x"]


def test_a_cell_that_a_spreadsheet_cannot_hold_is_refused(source: ReleaseSource) -> None:
    with pytest.raises(PackageError, match="sheet: text, row 1: is more than a spreadsheet can hold"):
        cells(source, pl.Series("text", ["x" * 32768]))
