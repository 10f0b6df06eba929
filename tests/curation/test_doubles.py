"""The second of two rows with one id gets a fresh id with its children, or nothing is written."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from legitimate_targets.__main__ import program
from legitimate_targets.checks.loading import load
from legitimate_targets.errors import PackageError
from legitimate_targets.validation.validate_package import validate
from tests.support import packages
from tests.support.releasing import tagged
from tests.support.writers import state

Rows = list[dict[str, str]]


def run(*arguments: str | Path) -> Result:
    """Run a command."""
    return CliRunner().invoke(program, [*map(str, arguments)])


def edit(package: Path, table: str, change: Callable[[dict[str, str]], dict[str, str]]) -> None:
    """Change each row of a table, and write each of several equal rows once, as git merges equal new lines."""
    path = package / "data" / f"{table}.csv"
    rows = [change(row) for row in packages.read(path)]
    packages.write(path, [row for number, row in enumerate(rows) if row not in rows[:number]], tuple(rows[0]))


def give(package: Path, table: str, old: str, new: str) -> None:
    """Give a row the id of another row of its table, as if a second branch had added it under that id."""
    key = f"{table[:-1]}_id"
    edit(package, table, lambda row: {**row, key: new} if row[key] == old else row)
    for name in ("evidence", "attributions"):
        edit(package, name, lambda row: {**row, "row_id": new} if _is_about(row, table, old) else row)


def _is_about(row: dict[str, str], table: str, row_id: str) -> bool:
    return (row["table"], row["row_id"]) == (table, row_id)


def all_of(package: Path, table: str, row_id: str) -> list[tuple[object, ...]]:
    """Return the cells of a row, its evidence and its hops, each without the id."""
    row = load(table, package=package).filter(pl.col(f"{table[:-1]}_id") == row_id)
    is_about = (pl.col("table").cast(pl.String) == table) & (pl.col("row_id") == row_id)
    children = [load(name, package=package).filter(is_about) for name in ("evidence", "attributions")]
    return [each[1:] for each in row.rows()] + [each for frame in children for each in frame.drop("row_id").rows()]


@pytest.mark.parametrize(
    ("table", "one", "other", "fresh"),
    [
        ("quotes", "Q002", "Q056", "Q058"),
        ("reports", "R001", "R270", "R273"),
        ("figures", "F005", "F043", "F047"),
        ("names", "N001", "N128", "N130"),
        ("reports", "R004", "R013", "R273"),
        ("reports", "R013", "R016", "R273"),
    ],
    ids=["quotes", "reports", "figures", "names", "same_article_other_claimant", "same_article_equal_lines"],
)
def test_the_second_row_gets_a_fresh_id_and_each_row_has_its_own_way_and_evidence(
    table: str, one: str, other: str, fresh: str, package_copy: Path
) -> None:
    before = [all_of(package_copy, table, row_id) for row_id in (one, other)]
    give(package_copy, table, other, one)
    assert {problem.rule for problem in validate(package_copy)} >= {f"{table}.primary_key"}
    result = run("renumber", table, one, package_copy)
    assert result.exit_code == 0, result.output
    assert f"the second {one} of {table} is {fresh}" in result.output
    assert [all_of(package_copy, table, row_id) for row_id in (one, fresh)] == before
    assert validate(package_copy) == []


def test_evidence_that_fits_both_rows_of_one_article_is_listed_and_nothing_is_written(package_copy: Path) -> None:
    give(package_copy, "reports", "R006", "R004")
    before = state(package_copy)
    result = run("renumber", "reports", "R004", package_copy)
    assert result.exit_code == 1
    faults = [line for line in result.output.splitlines() if "[renumber.child]" in line]
    assert faults[0].startswith("data/evidence.csv:")
    assert "may belong to either row with this id; give one of the rows" in faults[0]
    assert result.output.endswith(f"{len(faults)} faults; nothing was written\n")
    assert state(package_copy) == before


def test_an_example_of_a_rule_belongs_to_either_row(package_copy: Path) -> None:
    give(package_copy, "quotes", "Q056", "Q003")
    result = run("renumber", "quotes", "Q003", package_copy)
    assert result.exit_code == 1
    assert result.output.startswith("data/rules.csv:5: plain: may belong to either row")


def test_other_ids_that_were_taken_twice_are_named_and_renumbered_with_all(package_copy: Path) -> None:
    give(package_copy, "quotes", "Q056", "Q002")
    give(package_copy, "quotes", "Q041", "Q006")
    give(package_copy, "names", "N128", "N001")
    before = state(package_copy)
    refused = run("renumber", "quotes", "Q002", package_copy)
    assert str(refused.exception) == (
        "several rows have an id in names N001, quotes Q006 as well; add --all to renumber these too"
    )
    assert state(package_copy) == before
    result = run("renumber", "quotes", "Q002", package_copy, "--all")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-3:] == [
        "the second N001 of names is N130",
        "the second Q002 of quotes is Q058",
        "the second Q006 of quotes is Q059",
    ]
    assert validate(package_copy) == []


@pytest.fixture
def later(package_copy: Path) -> Path:
    """Return a package in which a new row, first in its file, has an id that a release gave to another row."""
    names = package_copy / "data" / "names.csv"
    header, first, line, *rest = names.read_text("utf-8").splitlines(keepends=True)
    names.write_text("".join([header, first, *rest]), "utf-8")
    tagged(package_copy)
    names.write_text("".join([header, line.replace("N002,", "N129,"), first, *rest]), "utf-8")
    return package_copy


def test_the_row_of_the_last_release_keeps_its_id(later: Path) -> None:
    result = run("renumber", "names", "N129", later)
    assert "the second N129 of names is N130" in result.output
    kept = load("names", package=later).filter(pl.col("name_id").is_in(["N129", "N130"]))
    assert kept["form"].to_list() == ["Mark Rutte", "Vladimir Putin"]


def test_if_no_row_is_that_of_the_last_release_nothing_is_written(later: Path) -> None:
    edit(later, "names", lambda row: {**row, "actor_id": "putin"} if row["form"] == "Mark Rutte" else row)
    before = state(later)
    result = run("renumber", "names", "N129", later)
    assert str(result.exception) == "names: N129 was in the last release, and no row with it is as it was there"
    assert state(later) == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("quots", "Q003"), "there is no table 'quots'; nearest: quotes"),
        (("quotes", "Q999"), "there is no row 'Q999' in quotes; nearest: Q0"),
        (("quotes", "Q003"), "quotes: one row has the id Q003, so it keeps it"),
        (("actors", "putin"), "actors: its ids are chosen words"),
        (("sources", "S000"), "before you merge, run `rename sources` on one of the branches"),
        (("ranges", "x"), "ranges: is written by a command"),
    ],
)
def test_what_cannot_be_renumbered_is_refused_with_a_sentence(
    arguments: tuple[str, str], sentence: str, package_copy: Path
) -> None:
    before = state(package_copy)
    result = run("renumber", *arguments, package_copy)
    assert isinstance(result.exception, PackageError)
    assert sentence in str(result.exception)
    assert state(package_copy) == before


def test_two_rows_with_the_same_cells_are_refused(package_copy: Path) -> None:
    names = package_copy / "data" / "names.csv"
    names.write_text(names.read_text("utf-8") + names.read_text("utf-8").splitlines()[-1] + "\n", "utf-8")
    result = run("renumber", "names", "N129", package_copy)
    assert str(result.exception) == "names: two rows with the id N129 have the same cells; delete one of them"


@pytest.mark.parametrize("command", [("rename", "Q900"), ("remove", "--reason=x")])
def test_remove_and_rename_refuse_an_id_of_two_rows_and_name_the_remedy(
    command: tuple[str, str], package_copy: Path
) -> None:
    give(package_copy, "quotes", "Q056", "Q002")
    result = run(command[0], "quotes", "Q002", command[1], package_copy)
    assert str(result.exception) == "quotes: 2 rows have the id Q002; run `renumber quotes Q002`"
