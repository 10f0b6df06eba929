"""A row is taken out with its way and its evidence, and its id is retired; a row that others name stays."""

import subprocess
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from legitimate_targets.__main__ import program
from legitimate_targets.checks.loading import load
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError
from legitimate_targets.publish import codebook
from legitimate_targets.publish.diff import compare_packages
from legitimate_targets.validation.validate_package import validate
from tests.support.paths import ROOT
from tests.support.releasing import git, next_version, refresh, release_command, tagged
from tests.support.writers import state

REASON = ("--reason", "The sentence is quoted in Q002")


def run(*arguments: str | Path) -> Result:
    """Run a command."""
    return CliRunner().invoke(program, [*map(str, arguments)])


def free_q003(package: Path) -> None:
    """Let no rule have Q003 as its example."""
    path = package / "data" / "rules.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line.replace(",Q003,", ",Q002,") for line in lines), "utf-8")


def about(package: Path, table: str, row_id: str) -> int:
    """Return how many rows of evidence and of ways are about a row."""
    is_about = (pl.col("table").cast(pl.String) == table) & (pl.col("row_id") == row_id)
    return sum(load(name, package=package).filter(is_about).height for name in ("evidence", "attributions"))


def test_a_row_that_a_rule_has_as_its_example_stays_and_the_place_is_named(package_copy: Path) -> None:
    before = state(package_copy)
    result = run("remove", "quotes", "Q003", package_copy, *REASON)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "data/rules.csv:5: plain: has the row as an example; choose another row (Q003) [remove.named]",
        "1 fault; nothing was written",
    ]
    assert state(package_copy) == before


def test_a_quote_goes_with_its_way_and_its_evidence_and_is_retired(package_copy: Path, texts: Path) -> None:
    free_q003(package_copy)
    tagged(package_copy)
    assert about(package_copy, "quotes", "Q003") == 5
    result = run("remove", "quotes", "Q003", package_copy, *REASON, "--texts", texts)
    assert result.output.splitlines() == [
        "removed Q003 of quotes",
        "attributions: 2 rows removed",
        "evidence: 3 rows removed",
        "quotes: 1 row removed",
        "retired: 1 row added",
        "derived again: discrepancies, discrepancy_members, shared_wording",
        "Q003 is retired: release 0.1.0 has it",
    ]
    assert about(package_copy, "quotes", "Q003") == 0
    assert load("retired", package=package_copy).rows() == [("quotes", "Q003", REASON[1], None)]
    assert validate(package_copy, texts) == []
    assert codebook.is_current(find(package_copy))


def test_what_needs_the_texts_and_had_none_is_named(package_copy: Path) -> None:
    free_q003(package_copy)
    result = run("remove", "quotes", "Q003", package_copy, *REASON)
    assert "shared_wording: not derived again, since this needs the articles: give --texts DIR" in result.output


@pytest.mark.parametrize(
    ("table", "row_id", "places"),
    [
        ("actors", "macron", {"attributions.csv", "names.csv", "quotes.csv", "reports.csv", "figures.csv"}),
        ("sources", "S000", {"codings.csv", "names.csv", "evidence.csv", "rules.csv"}),
        ("places", "ryazan", {"events.csv", "rules.csv"}),
        ("reports", "R079", {"settlements.csv"}),
        ("rules", "status", {"settlements.csv"}),
    ],
)
def test_a_row_that_other_rows_name_stays(table: str, row_id: str, places: set[str], package_copy: Path) -> None:
    before = state(package_copy)
    result = run("remove", table, row_id, package_copy, *REASON)
    named = {line.partition(":")[0].rpartition("/")[2] for line in result.output.splitlines() if "[remove." in line}
    assert result.exit_code == 1
    assert places - named == set() or (places - named, table) == ({"rules.csv"}, "sources")
    assert len(result.output.splitlines()) < 120
    assert state(package_copy) == before


def test_a_row_without_which_the_package_is_not_valid_stays(package_copy: Path) -> None:
    before = state(package_copy)
    result = run("remove", "quotes", "Q057", package_copy, *REASON)
    assert result.exit_code == 1
    assert "every utterance must be rendered by a quote" in result.output
    assert state(package_copy) == before


def test_an_id_that_no_release_has_is_free_again(package_copy: Path) -> None:
    tagged(package_copy)
    assert run("remove", "names", "N002", package_copy, *REASON).exit_code == 0
    names = package_copy / "data" / "names.csv"
    line = (ROOT / "data" / "names.csv").read_text("utf-8").splitlines()[2].replace("N002", "N130")
    names.write_text(f"{names.read_text('utf-8')}{line}\n", "utf-8")
    assert validate(package_copy) == []
    assert "N130 is not retired" in run("remove", "names", "N130", package_copy, *REASON).output
    assert run("new-id", "names", package_copy).output == "N130\n"


def test_an_id_that_replaces_a_retired_one_is_retired_too(package_copy: Path) -> None:
    tagged(package_copy)
    free_q003(package_copy)
    run("rename", "quotes", "Q003", "Q058", package_copy)
    result = run("remove", "quotes", "Q058", package_copy, *REASON)
    assert "Q058 is retired: it replaces an id that is retired" in result.output
    assert load("retired", package=package_copy)["row_id"].to_list() == ["Q003", "Q058"]
    assert validate(package_copy) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("quots", "Q003"), "there is no table 'quots'; nearest: quotes"),
        (("quotes", "Q999"), "there is no row 'Q999' in quotes; nearest: Q0"),
        (("discrepancies", "x"), "discrepancies: is written by a command"),
        (("attributions", "Q003"), "attributions: its rows have no id of their own"),
    ],
)
def test_what_cannot_be_removed_is_refused_with_a_sentence(
    arguments: tuple[str, str], sentence: str, package_copy: Path
) -> None:
    before = state(package_copy)
    result = run("remove", *arguments, package_copy, *REASON)
    assert isinstance(result.exception, PackageError)
    assert sentence in str(result.exception)
    assert state(package_copy) == before


@pytest.mark.parametrize("reason", [(), ("--reason", " ")])
def test_a_reason_is_demanded(reason: tuple[str, ...], package_copy: Path) -> None:
    before = state(package_copy)
    result = run("remove", "quotes", "Q003", package_copy, *reason)
    assert result.exit_code != 0
    assert "--reason" in f"{result.output}{result.exception}"
    assert state(package_copy) == before


def test_a_release_after_renames_and_a_removal_has_their_changes_and_retired_rows(new: Path, tmp_path: Path) -> None:
    package = tagged(new)
    free_q003(package)
    for arguments in (
        ("rename", "actors", "putin", "vladimir-putin"),
        ("rename", "utterances", "legitimate-targets", "troops-are-targets"),
        ("rename", "claims", "foreign-troops-are-targets", "troops-become-targets"),
        ("remove", "quotes", "Q003"),
    ):
        reason = ("--reason", "Said again in Q002" if arguments[0] == "remove" else "Clearer")
        result = run(*arguments, package, *reason)
        assert result.exit_code == 0, result.output
    changed = compare_packages(find(new.parent / "old"), find(package)).tables
    next_version(package, "0.2.0", *(f"- `{name}`: ids are clearer, and Q003 is out." for name in changed))
    assert run("diff", new.parent / "old", package, "--write").exit_code == 0
    git(refresh(package), "add", ".")
    git(package, "commit", "--quiet", "--message", "Two")
    done = subprocess.run(release_command(package, tmp_path / "out"), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    released = tmp_path / "out" / "legitimate-targets-0.2.0.zip"
    assert load("retired", package=released).select("table", "row_id", "replacement").rows() == [
        ("actors", "putin", "vladimir-putin"),
        ("claims", "foreign-troops-are-targets", "troops-become-targets"),
        ("quotes", "Q003", None),
        ("utterances", "legitimate-targets", "troops-are-targets"),
    ]
    changes = load("changes", package=released)
    assert changes.filter(table="quotes", row_id="Q003")["op"].unique().to_list() == ["delete"]
    assert changes.filter(table="quotes", field="speaker_id", old="putin", new="vladimir-putin").height == 21
