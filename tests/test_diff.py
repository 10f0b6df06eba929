"""Differences between two packages: every changed cell, the version number they call for, and what is refused."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from releasing import edit, git, next_version

from legitimate_targets.changes import faults, table_of
from legitimate_targets.commands.diff import command
from legitimate_targets.diff import Difference, compare
from legitimate_targets.package import find
from legitimate_targets.plan import read_plan
from legitimate_targets.problem import PackageError
from legitimate_targets.versions import Step, lowest

Edit = Callable[[Path], None]


@pytest.fixture
def old(releasable: Path, tmp_path: Path) -> Path:
    """The package as it was."""
    return Path(shutil.copytree(releasable, tmp_path / "old"))


@pytest.fixture
def new(old: Path, tmp_path: Path) -> Path:
    """A copy of it, for changes."""
    return Path(shutil.copytree(old, tmp_path / "new"))


def difference(old: Path, new: Path) -> Difference:
    return compare(find(old), find(new))


def correct_a_cell(folder: Path) -> None:
    edit(folder / "data" / "actors.csv", "\nanalysts,Analysts,", "\nanalysts,The analysts,")


def fill_a_cell(folder: Path) -> None:
    edit(folder / "data" / "actors.csv", "\nanalysts,Analysts,group,,", "\nanalysts,Analysts,group,unnamed,")


def add_a_row(folder: Path) -> None:
    path = folder / "data" / "audit" / "retired.csv"
    path.write_text(path.read_text(encoding="utf-8") + "quotes,Q999,Not a quote,\n", encoding="utf-8")


def drop_a_row(folder: Path) -> None:
    path = folder / "data" / "quotes.csv"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")


def schema(change: Callable[[dict[str, Any]], object]) -> Edit:
    """A change to the schema of quotes."""

    def edited(folder: Path) -> None:
        path = folder / "schemas" / "quotes.json"
        content = json.loads(path.read_text(encoding="utf-8"))
        change(content)
        path.write_text(json.dumps(content), encoding="utf-8")

    return edited


def field(content: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in content["fields"] if entry["name"] == name)
    return found


def lift_codes(content: dict[str, Any]) -> None:
    del field(content, "kind")["constraints"]["enum"]
    del field(content, "kind")["list"]


def rename_column(folder: Path) -> None:
    path = folder / "data" / "quotes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",cue,", ",verb,", 1), encoding="utf-8")
    schema(lambda content: field(content, "cue").update(name="verb"))(folder)


def drop_table(folder: Path) -> None:
    index = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    index["resources"] = [entry for entry in index["resources"] if entry["name"] != "evidence"]
    (folder / "datapackage.json").write_text(json.dumps(index), encoding="utf-8")


STEPS: dict[str, tuple[Edit, Step]] = {
    "nothing": (lambda folder: None, Step.NONE),
    "cell_corrected": (correct_a_cell, Step.PATCH),
    "cell_filled": (fill_a_cell, Step.PATCH),
    "row_added": (add_a_row, Step.MINOR),
    "row_deleted": (drop_a_row, Step.MINOR),
    "column_renamed": (rename_column, Step.MAJOR),
    "table_dropped": (drop_table, Step.MAJOR),
    "code_dropped": (schema(lambda c: field(c, "kind")["constraints"]["enum"].pop()), Step.MAJOR),
    "code_added": (schema(lambda c: field(c, "kind")["constraints"]["enum"].append("z")), Step.MINOR),
    "codes_lifted": (schema(lift_codes), Step.MAJOR),
    "may_be_empty": (schema(lambda c: field(c, "kind")["constraints"].pop("required")), Step.MAJOR),
    "column_reworded": (schema(lambda c: field(c, "kind").update(description="Anew.")), Step.PATCH),
    "table_reworded": (schema(lambda c: c.update(description="Anew.")), Step.PATCH),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_change_calls_for_its_step(name: str, old: Path, new: Path) -> None:
    change, step = STEPS[name]
    change(new)
    assert difference(old, new).step == step


def test_a_table_that_came_calls_for_a_minor_step(old: Path, new: Path) -> None:
    drop_table(old)
    assert difference(old, new).step == Step.MINOR


@pytest.mark.parametrize(
    ("step", "version"), [(Step.NONE, "1.2.3"), (Step.PATCH, "1.2.4"), (Step.MINOR, "1.3.0"), (Step.MAJOR, "2.0.0")]
)
def test_the_lowest_version_of_a_step(step: Step, version: str) -> None:
    assert lowest("1.2.3", step) == version


def test_a_corrected_cell_is_one_row_with_old_and_new(old: Path, new: Path) -> None:
    correct_a_cell(new)
    assert difference(old, new).cells.rows() == [
        ("modify", "actors", "analysts", "name", "Analysts", "The analysts"),
    ]


def test_a_row_that_is_new_is_one_row_for_each_filled_cell(old: Path, new: Path) -> None:
    add_a_row(new)
    key = ("add", "retired", "quotes/Q999")
    assert difference(old, new).cells.rows() == [
        (*key, "reason", None, "Not a quote"),
        (*key, "row_id", None, "Q999"),
        (*key, "table", None, "quotes"),
    ]


@pytest.mark.parametrize("change", [correct_a_cell, fill_a_cell, add_a_row, drop_a_row])
def test_the_changes_undone_give_the_old_tables(change: Edit, old: Path, new: Path) -> None:
    change(new)
    changed = difference(old, new).cells.rows(named=True)
    assert changed
    cells = filled(new)
    for row in changed:
        place = row["table"], row["row_id"], row["field"]
        assert cells.pop(place, None) == row["new"]
        cells |= {place: row["old"]} if row["old"] else {}
    assert cells == filled(old)


def filled(folder: Path) -> dict[tuple[str, str, str], str]:
    """The filled cells of a package by table, row and column."""
    found: dict[tuple[str, str, str], str] = {}
    for table in read_plan(find(folder)).tables.values():
        with (folder / table.path).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                key = "/".join(row[name] for name in table.primary_key)
                found |= {(table.name, key, name): cell for name, cell in row.items() if cell}
    return found


def test_a_number_that_is_too_low_is_refused(old: Path, new: Path) -> None:
    add_a_row(new)
    next_version(new, "0.1.1", "- `retired`: Q999 is out.")
    assert list(faults(difference(old, new), find(new))) == [
        "version 0.1.1 is too low: the changes since 0.1.0 call for 0.2.0"
    ]


def test_a_changed_table_that_the_changelog_does_not_name_is_refused(old: Path, new: Path) -> None:
    correct_a_cell(new)
    next_version(new, "0.1.1", "- `quotes`: nothing of actors.")
    assert list(faults(difference(old, new), find(new))) == [
        "CHANGELOG.md: 0.1.1 says nothing of `actors`, which changed"
    ]


def test_a_change_in_bold_calls_for_a_major_step(old: Path, new: Path) -> None:
    correct_a_cell(new)
    next_version(new, "0.1.1", "- `actors`: **name** has the article in front.")
    assert next(faults(difference(old, new), find(new))).endswith("call for 1.0.0")


def test_an_id_that_is_gone_and_not_kept_is_refused(old: Path, new: Path) -> None:
    drop_a_row(new)
    (gone,) = difference(old, new).cells["row_id"].unique()
    next_version(new, "0.2.0", "- `quotes`: one is out.")
    assert list(faults(difference(old, new), find(new))) == [f"quotes: {gone} is gone and is not in retired"]


@pytest.mark.parametrize(
    ("bullets", "reason"),
    [
        (["- `actors`: Some names.", "- `actors`: `analysts` as printed.", "- `actors`: The name."], "`analysts` as"),
        (["- `actors`: Some of them.", "- `names`, `actors`: The name is\n  the printed one."], "The name is the"),
        (["- `actors`: Some of them.", "- `actors`: Others."], "Some of them."),
    ],
    ids=["names_the_row", "names_the_column", "names_neither"],
)
def test_a_change_has_the_reason_that_the_changelog_gives(
    bullets: list[str], reason: str, old: Path, new: Path
) -> None:
    correct_a_cell(new)
    next_version(new, "0.1.1", *bullets)
    written = table_of(difference(old, new), find(new)).decode("utf-8").splitlines()
    assert written[1].startswith(f"actors,analysts,name,modify,Analysts,The analysts,{reason}")
    assert written[1].endswith(",0.1.1")


def test_the_command_prints_the_cells_and_the_number(old: Path, new: Path) -> None:
    correct_a_cell(new)
    next_version(new, "0.1.1", "- `actors`: One name.")
    result = CliRunner().invoke(command, [str(old), str(new)])
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "modify actors/analysts name: 'Analysts' -> 'The analysts'",
        "1 cells; patch: at least 0.1.1, is 0.1.1",
    ]


def test_the_command_writes_the_table_of_changes_into_the_new_package(old: Path, new: Path) -> None:
    correct_a_cell(new)
    next_version(new, "0.1.1", "- `actors`: One name.")
    assert CliRunner().invoke(command, [str(old), str(new), "--write"]).exit_code == 0
    assert (new / "data" / "audit" / "changes.csv").read_bytes() == table_of(difference(old, new), find(new))
    assert difference(old, new).tables == ["actors"]


def test_a_zip_and_a_git_tag_are_compared_alike(old: Path, new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    correct_a_cell(new)
    next_version(new, "0.1.1", "- `actors`: One name.")
    archive = shutil.make_archive(str(old.parent / "old"), "zip", old)
    git(old, "init", "--quiet")
    git(old, "add", ".")
    git(old, "commit", "--quiet", "--message", "One")
    git(old, "tag", "v0.1.0")
    monkeypatch.chdir(old)
    outputs = {CliRunner().invoke(command, [place, str(new)]).output for place in (str(old), archive, "v0.1.0")}
    assert len(outputs) == 1


@pytest.mark.parametrize("place", ["v9.9.9", "--output=x"])
def test_what_is_neither_a_package_nor_a_revision_is_refused(place: str, new: Path) -> None:
    result = CliRunner().invoke(command, ["--", place, str(new)])
    assert isinstance(result.exception, PackageError)
    assert "is neither a package nor a revision" in str(result.exception)


def test_a_table_without_a_key_cannot_be_compared(old: Path, new: Path) -> None:
    path = new / "data" / "places.csv"
    path.write_text(path.read_text(encoding="utf-8") + path.read_text(encoding="utf-8").splitlines()[-1] + "\n")
    with pytest.raises(PackageError, match=r"data/places.csv: place_id: is no key"):
        difference(old, new)
