"""A table is read by its schema and written in one canonical form, which reading and writing do not change."""

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import Resource, find
from legitimate_targets.tables.csv_io import canonical_csv, read_text, type_cells
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.read_schema import read_table
from tests.support.paths import ROOT


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a table with one column of each type, whose key is an integer and a string."""
    types = {"number": "integer", "name": "string", "weight": "number", "born": "date", "tame": "boolean"}
    schema = {
        "fields": [{"name": name, "type": type_} for name, type_ in types.items()],
        "missingValues": [""],
        "primaryKey": ["number", "name"],
    }
    index = {"resources": [{"name": "dogs", "path": "dogs.csv", "schema": "dogs.json"}]}
    (tmp_path / "dogs.json").write_text(json.dumps(schema))
    (tmp_path / "datapackage.json").write_text(json.dumps(index))
    return read_table(find(tmp_path), Resource("dogs", "dogs.csv", "dogs.json"))


HEADER = b"number,name,weight,born,tame\n"


def test_cells_have_the_types_of_the_schema(table: Table) -> None:
    frame = type_cells(read_text(HEADER + b"10,NA,0.5,2020-02-29,true\n", table), table)
    assert frame.row(0) == (10, "NA", 0.5, date(2020, 2, 29), True, 2)


def test_an_empty_cell_is_null_with_and_without_quotes(table: Table) -> None:
    assert read_text(HEADER + b'"",a,,,\n', table).row(0) == (None, "a", None, None, None, 2)


def test_a_row_has_the_number_of_its_line(table: Table) -> None:
    assert read_text(HEADER + b"1,a,,,\n2,b,,,\n", table)["line"].to_list() == [2, 3]


def test_a_table_without_rows_is_read(table: Table) -> None:
    assert type_cells(read_text(HEADER, table), table).height == 0


def test_rows_are_sorted_by_the_key_with_integers_in_numeric_order(table: Table) -> None:
    data = HEADER + b"10,a,,,\n9,b,,,\n9,B,,,\n-1,a,,,\n"
    assert canonical_csv(read_text(data, table), table) == HEADER + b"-1,a,,,\n9,B,,,\n9,b,,,\n10,a,,,\n"


def test_only_cells_that_need_quotes_are_quoted(table: Table) -> None:
    data = HEADER + b'"1","say ""no""","1.50",,\n"2","a,b",,,\n"3"," c ",,,\n'
    assert canonical_csv(read_text(data, table), table) == HEADER + b'1,"say ""no""",1.50,,\n2,"a,b",,,\n3, c ,,,\n'


def test_cells_are_written_as_they_were_read(table: Table) -> None:
    data = HEADER + "1,\u00e9e\u0301,007,x,TRUE\n".encode()
    assert canonical_csv(read_text(data, table), table) == data


@pytest.mark.parametrize("name", read_plan(find(ROOT)).tables)
def test_a_table_of_the_project_is_in_canonical_form(name: str) -> None:
    package = find(ROOT)
    known = read_plan(package).tables[name]
    data = package.read(known.path)
    assert canonical_csv(read_text(data, known), known) == data


def test_cells_are_read_as_text_and_line_numbers_as_integers(table: Table) -> None:
    assert set(read_text(HEADER, table).schema.values()) == {pl.String(), pl.Int64()}
