"""The files of the npm package csv-spectrum are refused with a reason, or read as the package says they must be."""

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
"""The files that `validate` refuses, and the first rule that each breaks."""

BROKEN = {
    "location_coordinates": "gate.quoting",
    "newlines": "gate.line_break",
    "newlines_crlf": "gate.line_break",
    "quotes_and_newlines": "gate.line_break",
}
"""The files that `format` cannot mend either: a quote in a bare cell or a line break inside one."""

READ = {"escaped_quotes", "json", "simple"}


@pytest.fixture(scope="module")
def spectrum() -> Path:
    """Return the folder of the package, which `make build/csv-spectrum` fetches."""
    return needed.spectrum()


def described(file: Path) -> dict[str, object]:
    """A schema of text columns with the header of a file."""
    header = next(csv.reader(file.read_text("utf-8").splitlines()))
    return {"fields": [{"name": name, "type": "string"} for name in header]}


def table_of(file: Path) -> Table:
    return read_standard(described(file), "schema.json", file.stem, file.name)[0]


def wanted(spectrum: Path, name: str) -> list[dict[str, str | None]]:
    """The rows that the package says; an empty cell is null."""
    rows = json.loads((spectrum / "json" / f"{name}.json").read_text("utf-8"))
    return [{key: cell or None for key, cell in row.items()} for row in rows]


def test_every_file_of_the_package_is_known(spectrum: Path) -> None:
    assert {path.stem for path in (spectrum / "csvs").iterdir()} == REFUSED.keys() | READ


@pytest.mark.parametrize("name", sorted(REFUSED.keys() | READ))
def test_a_file_is_refused_with_its_reason_or_read_right(name: str, spectrum: Path, tmp_path: Path) -> None:
    file, schema = spectrum / "csvs" / f"{name}.csv", tmp_path / "schema.json"
    schema.write_text(json.dumps(described(file)), "utf-8")
    result = CliRunner().invoke(program, ["validate", str(file), "--schema", str(schema)])
    assert result.exit_code == (name in REFUSED), result.output
    if name in REFUSED:
        assert f"[{REFUSED[name]}]" in result.output.splitlines()[0]
    else:
        assert read_text(file.read_bytes(), table_of(file)).drop(LINE).to_dicts() == wanted(spectrum, name)


@pytest.mark.parametrize("name", sorted(REFUSED.keys() | READ))
def test_format_reads_a_file_right_or_says_what_it_cannot_mend(name: str, spectrum: Path) -> None:
    file = spectrum / "csvs" / f"{name}.csv"
    found = read_edited(file.read_bytes(), table_of(file))
    if name in BROKEN:
        assert isinstance(found, list) and {problem.rule for problem in found} == {BROKEN[name]}
    else:
        assert not isinstance(found, list) and found.drop(LINE).to_dicts() == wanted(spectrum, name)
