"""Each file of the npm package csv-spectrum is refused with a reason or read as the package says it must be."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from legitimate_targets.__main__ import program
from legitimate_targets.curation.format import read_edited
from legitimate_targets.tables.csv_io import LINE, read_text
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.standard_schema import read_standard
from tests.support import needed

REFUSED = {
    "comma_in_quotes": "gate.final_newline",
    "empty": "gate.final_newline",
    "empty_crlf": "gate.line_end",
    "location_coordinates": "gate.final_newline",
    "newlines": "gate.line_break",
    "newlines_crlf": "gate.line_end",
    "quotes_and_newlines": "gate.line_break",
    "simple_crlf": "gate.line_end",
    "utf8": "gate.final_newline",
}
"""The files that `validate` refuses, each with the first rule that it breaks."""

BEYOND_REPAIR = {
    "location_coordinates": "gate.quoting",
    "newlines": "gate.line_break",
    "newlines_crlf": "gate.line_break",
    "quotes_and_newlines": "gate.line_break",
}
"""The files that `format` cannot repair, as a bare cell has a quote or any cell a line break; each with its rule."""

READ = {"escaped_quotes", "json", "simple"}
"""The files that `validate` accepts."""


@pytest.fixture(scope="module")
def spectrum() -> Path:
    """Return the folder of the package, which `make build/csv-spectrum` fetches."""
    return needed.spectrum()


def schema_of(file: Path) -> dict[str, object]:
    """Return a schema with the columns of a file's header, all strings."""
    header = next(csv.reader(file.read_text("utf-8").splitlines()))
    return {"fields": [{"name": name, "type": "string"} for name in header]}


def table_of(file: Path) -> Table:
    """Return the table that this schema describes."""
    return read_standard(schema_of(file), "schema.json", file.stem, file.name)[0]


def expected_rows(spectrum: Path, name: str) -> list[dict[str, str | None]]:
    """Return the rows that the package gives for a file, with None for an empty cell."""
    rows = json.loads((spectrum / "json" / f"{name}.json").read_text("utf-8"))
    return [{key: cell or None for key, cell in row.items()} for row in rows]


def test_every_file_of_the_package_is_either_refused_or_read(spectrum: Path) -> None:
    assert {path.stem for path in (spectrum / "csvs").iterdir()} == REFUSED.keys() | READ


@pytest.mark.parametrize("name", sorted(REFUSED.keys() | READ))
def test_a_file_is_refused_with_its_reason_or_read_correctly(name: str, spectrum: Path, tmp_path: Path) -> None:
    file, schema = spectrum / "csvs" / f"{name}.csv", tmp_path / "schema.json"
    schema.write_text(json.dumps(schema_of(file)), "utf-8")
    result = CliRunner().invoke(program, ["validate", str(file), "--schema", str(schema)])
    assert result.exit_code == (name in REFUSED), result.output
    if name in REFUSED:
        assert f"[{REFUSED[name]}]" in result.output.splitlines()[0]
    else:
        assert read_text(file.read_bytes(), table_of(file)).drop(LINE).to_dicts() == expected_rows(spectrum, name)


@pytest.mark.parametrize("name", sorted(REFUSED.keys() | READ))
def test_format_reads_a_file_correctly_or_reports_what_it_cannot_repair(name: str, spectrum: Path) -> None:
    file = spectrum / "csvs" / f"{name}.csv"
    found = read_edited(file.read_bytes(), table_of(file))
    if name in BEYOND_REPAIR:
        assert isinstance(found, list) and {problem.rule for problem in found} == {BEYOND_REPAIR[name]}
    else:
        assert not isinstance(found, list) and found.drop(LINE).to_dicts() == expected_rows(spectrum, name)
