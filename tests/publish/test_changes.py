"""The table of changes and its command: reasons from the changelog, and what forbids to release the changes."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from legitimate_targets.commands.diff import command
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError
from legitimate_targets.publish.changes import change_blockers, table_of
from tests.support.editing import add_a_row, correct_a_cell, difference, drop_a_row
from tests.support.releasing import git, next_version


def test_a_number_that_is_too_low_is_refused(old: Path, new: Path) -> None:
    add_a_row(new)
    next_version(new, "0.1.1", "- `retired`: Q999 is out.")
    assert list(change_blockers(difference(old, new), find(new))) == [
        "version 0.1.1 is too low: the changes since 0.1.0 call for 0.2.0"
    ]


def test_a_changed_table_that_the_changelog_does_not_name_is_refused(old: Path, new: Path) -> None:
    correct_a_cell(new)
    next_version(new, "0.1.1", "- `quotes`: nothing of actors.")
    assert list(change_blockers(difference(old, new), find(new))) == [
        "CHANGELOG.md: 0.1.1 does not mention `actors`, which changed"
    ]


def test_a_change_in_bold_calls_for_a_major_step(old: Path, new: Path) -> None:
    correct_a_cell(new)
    next_version(new, "0.1.1", "- `actors`: **name** has the article in front.")
    assert next(change_blockers(difference(old, new), find(new))).endswith("call for 1.0.0")


def test_an_id_that_is_gone_and_not_kept_is_refused(old: Path, new: Path) -> None:
    drop_a_row(new)
    (gone,) = difference(old, new).cells["row_id"].unique()
    next_version(new, "0.2.0", "- `quotes`: one is out.")
    assert list(change_blockers(difference(old, new), find(new))) == [f"quotes: {gone} is gone and is not in retired"]


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
        "1 cell changed: a patch change, so the version must be at least 0.1.1 (it is 0.1.1)",
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
