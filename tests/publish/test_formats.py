"""The formats of a release hold the cells of the CSV files, cell by cell, with the types of the schemas."""

import importlib.util
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pandas as pd
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from legitimate_targets import load
from legitimate_targets.tables.model import Field, Table
from tests.support import releasing

TABLES = releasing.tables()
Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def frames(released: Path) -> dict[str, pl.DataFrame]:
    """Return the tables as `load` reads them from the CSV files of the release."""
    return load(package=released)


@pytest.fixture(scope="module")
def loader(released: Path) -> ModuleType:
    """Return the release's own load.py as a module."""
    spec = importlib.util.spec_from_file_location("load", released / "load.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def book(released: Path) -> openpyxl.Workbook:
    """Return the spreadsheet."""
    return openpyxl.load_workbook(released / "legitimate-targets.xlsx")


def in_parquet(table: Table, released: Path) -> Rows:
    return pl.read_parquet(released / "parquet" / f"{table.name}.parquet").rows()


def in_sqlite(table: Table, released: Path) -> Rows:
    with closing(sqlite3.connect(released / "legitimate-targets.sqlite")) as database:
        rows = database.execute(f'SELECT * FROM "{table.name}"').fetchall()
    return [tuple(map(_from_sqlite, table.fields, row)) for row in rows]


def _from_sqlite(field: Field, value: Any) -> Any:
    if value is None or field.type not in ("date", "boolean"):
        return value
    return date.fromisoformat(value) if field.type == "date" else bool(value)


def in_spreadsheet(table: Table, book: openpyxl.Workbook) -> Rows:
    rows = book[table.name].iter_rows(min_row=2, max_col=len(table.fields), values_only=True)
    return [tuple(map(_from_spreadsheet, table.fields, row)) for row in rows]


def _from_spreadsheet(field: Field, value: Any) -> Any:
    """Return the value of a spreadsheet's cell: a day is a point of time there, and a long number is text."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or field.type in ("string", "boolean"):
        return value
    return date.fromisoformat(value) if field.type == "date" else {"integer": int, "number": float}[field.type](value)


@pytest.mark.parametrize("read", [in_parquet, in_sqlite])
@pytest.mark.parametrize("name", TABLES)
def test_a_file_has_every_cell_of_the_csv(
    name: str, read: Callable[[Table, Path], Rows], released: Path, frames: dict[str, pl.DataFrame]
) -> None:
    assert read(TABLES[name], released) == frames[name].rows()


@pytest.mark.parametrize("name", TABLES)
def test_the_spreadsheet_has_every_cell_of_the_csv(
    name: str, book: openpyxl.Workbook, frames: dict[str, pl.DataFrame]
) -> None:
    assert in_spreadsheet(TABLES[name], book) == frames[name].rows()
    assert [cell.value for cell in book[name][1]] == list(TABLES[name].columns)


def test_the_index_has_the_rows_bytes_and_hash_of_each_table(released: Path, frames: dict[str, pl.DataFrame]) -> None:
    index = json.loads((released / "datapackage.json").read_text(encoding="utf-8"))
    assert {entry["name"]: entry["rows"] for entry in index["resources"]} == {n: f.height for n, f in frames.items()}
    assert all(entry["bytes"] == (released / entry["path"]).stat().st_size for entry in index["resources"])


@pytest.mark.parametrize("name", TABLES)
def test_polars_reads_the_types_of_the_schema_from_parquet(name: str, released: Path) -> None:
    frame = pl.read_parquet(released / "parquet" / f"{name}.parquet")
    assert_frame_equal(frame, load(name, package=released))


@pytest.mark.parametrize("name", TABLES)
def test_pandas_reads_the_types_of_the_schema_from_parquet(
    name: str, released: Path, frames: dict[str, pl.DataFrame]
) -> None:
    dtypes = pd.read_parquet(released / "parquet" / f"{name}.parquet").dtypes
    expected = load(name, engine="pandas", package=released).dtypes
    empty = frames[name].is_empty()
    for field in TABLES[name].fields:
        # A day is a date of Python's there, as a pandas day has hours; and a file without a row has no codes.
        other = {field.type == "date": "object", bool(empty and field.codes): "category"}.get(True)
        assert dtypes[field.name] == (other or expected[field.name])


def test_no_code_has_a_rank_in_pandas(released: Path) -> None:
    kinds = pd.read_parquet(released / "parquet" / "quotes.parquet")["kind"]
    assert not kinds.cat.ordered
    assert list(kinds.cat.categories) == list(TABLES["quotes"].field("kind").codes)


@pytest.mark.parametrize("name", TABLES)
def test_the_release_s_own_loader_gives_what_load_gives(name: str, released: Path, loader: ModuleType) -> None:
    assert_frame_equal(loader.load(name), load(name, package=released))
    pd.testing.assert_frame_equal(loader.load(name, engine="pandas"), load(name, engine="pandas", package=released))


def test_the_release_s_own_loader_loads_all_tables(loader: ModuleType) -> None:
    assert list(loader.load()) == list(loader.load(engine="pandas")) == list(TABLES)


def test_the_release_s_own_loader_refuses_a_changed_table(loader: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"changed")
    with pytest.raises(ValueError, match=r"data/quotes.csv: is not the file that was released: its hash differs"):
        loader.load("quotes")


def test_the_release_s_own_loader_refuses_an_unknown_engine(loader: ModuleType) -> None:
    with pytest.raises(ValueError, match="engine must be polars or pandas, not 'spark'"):
        loader.load("quotes", engine="spark")


def test_the_codebook_of_the_spreadsheet_has_a_row_for_each_column(book: openpyxl.Workbook) -> None:
    columns = [(row[0], row[1]) for row in book["codebook"].iter_rows(min_row=2, values_only=True)]
    assert columns == [(table.name, field.name) for table in TABLES.values() for field in table.fields]


def test_the_spreadsheet_has_a_frozen_header_and_a_filter_on_every_sheet(book: openpyxl.Workbook) -> None:
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert all(sheet.auto_filter.ref for sheet in book)
