"""`new-id` prints an id that no row has ever had, not even one that has been removed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legitimate_targets.__main__ import program
from legitimate_targets.errors import PackageError
from tests.support import packages


def run(*arguments: str | Path) -> Result:
    """Run the command `new-id` with these arguments."""
    return CliRunner().invoke(program, ["new-id", *map(str, arguments)])


@pytest.mark.parametrize(("table", "expected"), [("quotes", "Q006"), ("sources", "S002"), ("names", "N007")])
def test_the_next_id_follows_the_highest(tmp_path: Path, table: str, expected: str) -> None:
    result = run(table, packages.build("base", tmp_path))
    assert (result.exit_code, result.output) == (0, f"{expected}\n")


def test_a_retired_id_is_not_used_again(tmp_path: Path) -> None:
    base = packages.build("base", tmp_path)
    path = base / "data" / "audit" / "retired.csv"
    path.write_text(path.read_text().replace("Q000", "Q999"))
    assert run("quotes", base).output == "Q1000\n"


def test_the_ids_of_an_empty_table_begin_with_one(tmp_path: Path) -> None:
    base = packages.build("base", tmp_path)
    path = base / "data" / "figures.csv"
    path.write_text(path.read_text().splitlines(keepends=True)[0])
    assert run("figures", base).output == "F001\n"


@pytest.mark.parametrize(
    ("table", "sentence"),
    [("actors", "words that people choose"), ("evidence", "words that people choose"), ("x", "no table")],
)
def test_a_table_without_numbered_ids_is_refused_with_a_reason(tmp_path: Path, table: str, sentence: str) -> None:
    result = run(table, packages.build("base", tmp_path))
    assert isinstance(result.exception, PackageError)
    assert sentence in str(result.exception)


def test_a_table_that_fails_the_gate_is_refused(tmp_path: Path) -> None:
    base = packages.build("base", tmp_path)
    (base / "data" / "quotes.csv").write_text("no header\n")
    result = run("quotes", base)
    assert isinstance(result.exception, PackageError)
    assert "gate.header" in str(result.exception)
