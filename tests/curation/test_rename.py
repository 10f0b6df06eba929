"""A row gets another id in all tables in one step, or keeps the old one everywhere."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legitimate_targets.__main__ import program
from legitimate_targets.checks.loading import load
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import LegitimateTargetsError, PackageError
from legitimate_targets.publish import codebook
from legitimate_targets.validation.validate_package import validate
from tests.support import packages
from tests.support.releasing import tagged
from tests.support.writers import state

RAW = "data/audit/codings.csv"


def run(*arguments: str | Path) -> Result:
    """Run a command."""
    return CliRunner().invoke(program, [*map(str, arguments)])


def cells_with(package: Path, row_id: str) -> dict[str, int]:
    """Return by table how many cells name an id, in columns that hold no codes, outside of the raw codings."""
    found = {}
    for table in read_plan(find(package)).tables.values():
        columns = [field.name for field in table.fields if not field.list and table.path != RAW]
        cells = [(column, row[column]) for row in packages.read(package / table.path) for column in columns]
        found[table.name] = sum(row_id in (cell.split() if name == "rows" else [cell]) for name, cell in cells)
    return {name: count for name, count in found.items() if count}


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("actors", "putin", "vladimir-putin"),
        ("utterances", "legitimate-targets", "troops-are-targets"),
        ("claims", "foreign-troops-are-targets", "troops-become-targets"),
        ("events", "paris-announcement", "announcement-in-paris"),
        ("places", "ryazan", "ryazan-city"),
        ("measures", "countries-pledging-support", "pledging-countries"),
        ("quotes", "Q003", "Q900"),
        ("reports", "R011", "R900"),
        ("figures", "F013", "F900"),
        ("names", "N076", "N900"),
        ("rules", "what-is-a-claim", "what-a-claim-is"),
        ("coders", "first", "coder-one"),
    ],
)
def test_every_cell_that_named_the_row_names_it_by_its_new_id(
    table: str, old: str, new: str, package_copy: Path
) -> None:
    before = cells_with(package_copy, old)
    result = run("rename", table, old, new, package_copy)
    assert (result.exit_code, result.output.splitlines()[0]) == (0, f"renamed {old} of {table} to {new}"), result.output
    retired = {"retired": 1} if table not in ("rules", "coders") else {}
    assert cells_with(package_copy, old) == retired
    assert cells_with(package_copy, new) == before | retired
    assert validate(package_copy) == []
    assert codebook.is_current(find(package_copy))


def test_a_code_that_is_spelt_like_the_id_stays(package_copy: Path) -> None:
    codes = {name: load(name, package=package_copy) for name in ("vocabulary", "reports")}
    assert run("rename", "actors", "nato", "alliance", package_copy).exit_code == 0
    assert load("vocabulary", package=package_copy).equals(codes["vocabulary"])
    scopes = load("reports", package=package_copy)["scope"]
    assert "nato" in scopes.to_list()
    assert scopes.equals(codes["reports"]["scope"])


def test_it_prints_how_many_cells_of_which_table_changed(package_copy: Path) -> None:
    tagged(package_copy)
    assert run("rename", "actors", "putin", "vladimir-putin", package_copy).output.splitlines() == [
        "renamed putin of actors to vladimir-putin",
        "actors: 1 cell changed",
        "attributions: 66 cells changed",
        "events: 2 cells changed",
        "evidence: 2 cells changed",
        "figures: 1 cell changed",
        "names: 10 cells changed",
        "quotes: 22 cells changed",
        "reports: 43 cells changed",
        "retired: 1 row added",
        "rules: 1 cell changed",
        "utterances: 8 cells changed",
        "derived again: discrepancy_members",
        "putin is retired: release 0.1.0 has it",
    ]


def test_the_renamed_package_is_valid_with_the_texts(package_copy: Path, texts: Path) -> None:
    for table, old, new in [
        ("actors", "putin", "vladimir-putin"),
        ("utterances", "legitimate-targets", "troops-are-targets"),
        ("claims", "foreign-troops-are-targets", "troops-become-targets"),
    ]:
        assert run("rename", table, old, new, package_copy).exit_code == 0
    assert validate(package_copy, texts) == []


def test_raw_codings_stay_as_they_were_coded(package_copy: Path) -> None:
    before = (package_copy / RAW).read_bytes()
    assert run("rename", "actors", "putin", "vladimir-putin", package_copy).exit_code == 0
    assert (package_copy / RAW).read_bytes() == before


def test_a_source_is_renamed_with_the_texts_and_refused_without_them(package_copy: Path, texts: Path) -> None:
    before = state(package_copy)
    refused = run("rename", "sources", "S000", "S009", package_copy)
    assert "shared_wording names sources" in str(refused.exception)
    assert "--texts DIR" in str(refused.exception)
    assert state(package_copy) == before
    assert run("rename", "sources", "S000", "S009", package_copy, "--texts", texts).exit_code == 0
    assert validate(package_copy, texts) == []
    assert "S009-S001-01" not in load("shared_wording", package=package_copy)["run_id"].to_list()


def test_a_public_id_is_retired_with_its_replacement(package_copy: Path) -> None:
    tagged(package_copy)
    run("rename", "actors", "putin", "vladimir-putin", package_copy, "--reason", "His full name")
    run("rename", "actors", "vladimir-putin", "president-putin", package_copy)
    retired = load("retired", package=package_copy).rows()
    assert retired == [("actors", "putin", "His full name", "president-putin")]


def test_an_id_that_no_release_has_is_not_retired(package_copy: Path) -> None:
    tagged(package_copy)
    run("rename", "quotes", "Q057", "Q058", package_copy)
    result = run("rename", "quotes", "Q058", "Q059", package_copy)
    assert "Q058 is not retired: release 0.1.0 does not have it, so it was never public" in result.output
    assert load("retired", package=package_copy)["row_id"].to_list() == ["Q057"]


def test_an_id_is_retired_if_no_release_is_found(package_copy: Path) -> None:
    result = run("rename", "quotes", "Q057", "Q058", package_copy)
    assert "Q057 is retired: no release was found that could show that it was never public" in result.output


def test_changes_of_the_last_release_keep_the_old_id(package_copy: Path) -> None:
    changes = package_copy / "data" / "audit" / "changes.csv"
    row = "actors,putin,name,modify,Putin,Vladimir Putin,Full name,0.2.0\n"
    changes.write_text(changes.read_text("utf-8") + row, "utf-8")
    assert run("rename", "actors", "putin", "vladimir-putin", package_copy).exit_code == 0
    assert changes.read_text("utf-8").endswith(row)


REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "an unknown table": (("actrs", "putin", "x"), "there is no table 'actrs'; nearest: actors"),
    "an unknown id": (("actors", "putins", "x"), "there is no row 'putins' in actors; nearest: putin"),
    "an id that is taken": (("actors", "putin", "nato"), "actors: nato is the id of a row already"),
    "its own id": (("actors", "putin", "putin"), "actors: putin is the id of a row already"),
    "an id of the wrong form": (("actors", "putin", "Putin"), "'Putin': has not the form of an id of actors"),
    "an id with a line feed": (("actors", "putin", "a\nb"), "has not the form of an id of actors"),
    "an empty id": (("quotes", "Q003", ""), "has not the form of an id of quotes"),
    "a derived table": (("ranges", "areas-of-action", "x"), "ranges: is written by a command"),
    "the changes": (("changes", "x", "y"), "changes: is written by a command"),
    "a table without ids": (("evidence", "quotes", "x"), "evidence: its rows have no id of their own"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_renamed_is_refused_with_a_sentence_and_nothing_is_written(
    name: str, package_copy: Path
) -> None:
    arguments, sentence = REFUSED[name]
    before = state(package_copy)
    result = run("rename", *arguments, package_copy)
    assert isinstance(result.exception, PackageError)
    assert sentence in str(result.exception)
    assert state(package_copy) == before


def test_a_retired_id_is_refused(package_copy: Path) -> None:
    assert run("rename", "actors", "putin", "vladimir-putin", package_copy).exit_code == 0
    result = run("rename", "actors", "vladimir-putin", "putin", package_copy)
    assert str(result.exception) == "actors: putin is retired; a public id is never used again"


def test_an_id_of_the_last_release_is_refused_though_its_row_is_gone(package_copy: Path) -> None:
    tagged(package_copy)
    path = package_copy / "data" / "names.csv"
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    result = run("rename", "names", "N128", "N129", package_copy)
    assert str(result.exception) == "names: N129 was in release 0.1.0; a public id is never used again"


def test_a_package_with_faults_is_refused_with_them_and_nothing_is_written(package_copy: Path) -> None:
    path = package_copy / "data" / "actors.csv"
    path.write_text(path.read_text("utf-8").replace(",state,", ",stat,", 1), "utf-8")
    before = state(package_copy)
    result = run("rename", "actors", "putin", "vladimir-putin", package_copy)
    assert result.exit_code == 1
    assert "actors.actor_type.enum" in result.output
    assert result.output.endswith("1 fault; nothing was written\n")
    assert state(package_copy) == before


def test_a_zip_is_refused(package_copy: Path, tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "zipped"), "zip", package_copy)
    result = run("rename", "actors", "putin", "x", archive)
    assert isinstance(result.exception, LegitimateTargetsError)
    assert "a zip is read, never written" in str(result.exception)


@pytest.mark.parametrize("command", [("rename", "t", "a", "b"), ("remove", "t", "a", "--reason", "x")])
def test_a_package_of_other_tables_is_refused_with_a_sentence(command: tuple[str, ...], tmp_path: Path) -> None:
    schema = {"fields": [{"name": "id", "type": "string"}], "missingValues": [""], "primaryKey": ["id"]}
    resource = {"name": "t", "path": "data/t.csv", "schema": "t.json"}
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "t.csv").write_text("id\na\n", "utf-8")
    (tmp_path / "t.json").write_text(json.dumps(schema), "utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [resource]}), "utf-8")
    before = state(tmp_path)
    result = run(*command, tmp_path)
    assert str(result.exception) == ("this package has no table actors: its derived tables cannot be written again")
    assert state(tmp_path) == before
