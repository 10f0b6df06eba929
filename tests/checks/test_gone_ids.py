"""An id that was public in the last release is in the package or retired; without a release, nothing is claimed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legitimate_targets.__main__ import program
from legitimate_targets.checks.gone_ids import RULE
from legitimate_targets.validation.validate_package import validate
from tests.support import packages
from tests.support.paths import ROOT
from tests.support.releasing import edit, tagged

COMPARED = "; ids compared with release 0.1.0\n"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return the small valid package, committed under the tag of the release in the project's changelog."""
    return tagged(packages.build("base", tmp_path / "package"))


def run(*arguments: str | Path) -> Result:
    """Run a command."""
    return CliRunner().invoke(program, [*map(str, arguments)])


def gone(package: Path) -> list[str]:
    """Return the ids that `validate` says are gone."""
    return [f"{problem.path} {problem.value}" for problem in validate(package) if problem.rule == RULE]


def drop(package: Path, table: str, row_id: str) -> None:
    """Delete the lines of a table that begin with an id."""
    path = package / "data" / f"{table}.csv"
    kept = [line for line in path.read_text("utf-8").splitlines(keepends=True) if not line.startswith(f"{row_id},")]
    path.write_text("".join(kept), "utf-8")


def test_a_package_with_every_id_of_its_release_is_valid_and_the_closing_line_says_that_it_was_compared(
    base: Path,
) -> None:
    result = run("validate", base)
    assert (result.exit_code, result.output.endswith(COMPARED)) == (0, True), result.output


def test_an_id_that_is_gone_and_not_retired_is_a_fault_with_its_remedy(base: Path) -> None:
    drop(base, "names", "N006")
    assert gone(base) == ["data/names.csv N006"]
    (line,) = (line for line in run("validate", base).output.splitlines() if RULE in line)
    assert "was in release 0.1.0 and is neither here nor in retired" in line
    assert "legitimate-targets remove" in line


def test_an_id_that_is_gone_and_retired_is_no_fault(base: Path) -> None:
    drop(base, "names", "N006")
    retired = base / "data" / "audit" / "retired.csv"
    retired.write_text(retired.read_text("utf-8") + "names,N006,Not a name,\n", "utf-8")
    assert gone(base) == []


def test_a_retired_row_of_the_release_that_is_gone_is_a_fault(base: Path) -> None:
    drop(base, "audit/retired", "quotes")
    assert gone(base) == ["data/quotes.csv Q000"]


def test_an_id_of_a_table_that_the_gate_refuses_is_not_said_to_be_gone(base: Path) -> None:
    (base / "data" / "names.csv").write_text("no header\n", "utf-8")
    assert gone(base) == []


def test_an_id_of_the_release_is_never_given_again(base: Path) -> None:
    before = run("new-id", "names", base).output
    drop(base, "names", "N006")
    assert run("new-id", "names", base).output == before == "N007\n"


def test_the_newest_release_that_has_a_tag_is_compared(base: Path) -> None:
    edit(base / "CHANGELOG.md", "## 0.1.0 - ", "## 0.3.0 - 2027-02-01\n\n## 0.2.0 - 2027-01-31\n\n## 0.1.0 - ")
    edit(base / "datapackage.json", '"version": "0.1.0"', '"version": "0.2.0"')
    drop(base, "names", "N006")
    tagged(base, "v0.2.0")
    assert gone(base) == []
    assert run("new-id", "names", base).output == "N006\n"
    assert run("validate", base).output.endswith("; ids compared with release 0.2.0\n")


def _no_tag(base: Path) -> None:
    (base / ".git" / "refs" / "tags" / "v0.1.0").unlink()


def _no_changelog(base: Path) -> None:
    (base / "CHANGELOG.md").unlink()


def _unreadable_changelog(base: Path) -> None:
    (base / "CHANGELOG.md").write_bytes(b"## 0.1.0 - 2027-13-01\n\xff\n")


def _no_checkout(base: Path) -> None:
    (base / ".git").rename(base / "git")


def _pointer_in_place_of_a_table(base: Path) -> None:
    """Release a file such as git LFS keeps in place of a large one."""
    table = base / "data" / "names.csv"
    kept = table.read_bytes()
    table.write_text("version https://git-lfs.github.com/spec/v1\n", "utf-8")
    _no_tag(base)
    tagged(base)
    table.write_bytes(kept)


@pytest.mark.parametrize(
    "without", [_no_tag, _no_changelog, _unreadable_changelog, _no_checkout, _pointer_in_place_of_a_table]
)
def test_without_a_release_nothing_is_claimed(without: object, base: Path) -> None:
    assert callable(without)
    without(base)
    drop(base, "names", "N006")
    assert gone(base) == []
    assert "ids compared" not in run("validate", base).output


def test_without_git_nothing_is_claimed(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(base))
    assert "ids compared" not in run("validate", base).output


def test_a_copy_inside_another_checkout_is_not_compared_with_the_releases_of_that_checkout(base: Path) -> None:
    inner = packages.build("base", base / "inner")
    (inner / "CHANGELOG.md").write_bytes((ROOT / "CHANGELOG.md").read_bytes())
    drop(inner, "names", "N006")
    assert gone(inner) == []


def test_a_table_of_a_stranger_that_happens_to_be_called_retired_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "retired.json").write_text(
        '{"fields": [{"name": "word", "type": "string"}], "missingValues": [""], "primaryKey": ["word"]}', "utf-8"
    )
    (tmp_path / "retired.csv").write_text("word\na\n", "utf-8")
    (tmp_path / "datapackage.json").write_text(
        '{"resources": [{"name": "retired", "path": "retired.csv", "schema": "retired.json"}]}', "utf-8"
    )
    assert run("validate", tmp_path).exit_code == 0


def test_no_program_that_a_strangers_repository_names_is_run(base: Path) -> None:
    ran = base / "ran"
    command = f"touch {ran}; cat"
    settings = "".join(
        f'[{section}]\n\t{key} = "{command}"\n'
        for section, key in (
            ('filter "x"', "smudge"),
            ('filter "x"', "process"),
            ('diff "x"', "textconv"),
            ("core", "fsmonitor"),
            ("core", "pager"),
            ("core", "sshCommand"),
        )
    )
    config = base / ".git" / "config"
    config.write_text(config.read_text("utf-8") + settings, "utf-8")
    (base / ".git" / "info").mkdir(exist_ok=True)
    (base / ".git" / "info" / "attributes").write_text("* filter=x diff=x\n", "utf-8")
    assert run("validate", base).output.endswith(COMPARED)
    assert not ran.exists()
