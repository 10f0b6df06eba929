"""Building a release: equal bytes each time, and a refusal that leaves the old release whole."""

import hashlib
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legitimate_targets.checks import checksums
from legitimate_targets.commands.diff import command as diff
from legitimate_targets.commands.release import command
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError
from legitimate_targets.publish.citation import CFF
from legitimate_targets.publish.codebook import PATH as CODEBOOK
from tests.support.editing import REWORDED, reword_a_rule
from tests.support.releasing import edit, git, next_version, refresh, release_command


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by its path there."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def release(package: Path, out: Path, *more: str) -> Result:
    return CliRunner().invoke(command, [str(package), "--out", str(out), *more])


@pytest.fixture
def package(releasable: Path, tmp_path: Path) -> Path:
    """Return a package that may be released, and that a test may change."""
    return Path(shutil.copytree(releasable, tmp_path / "package"))


@pytest.fixture
def out(releases: tuple[Path, Path], tmp_path: Path) -> Path:
    """Return a folder that holds a release."""
    return Path(shutil.copytree(releases[0], tmp_path / "out"))


def test_two_builds_under_different_settings_have_the_same_bytes(releases: tuple[Path, Path]) -> None:
    assert digests(releases[0]) == digests(releases[1])


def test_files_and_folders_have_the_same_modes_whatever_the_umask(releases: tuple[Path, Path]) -> None:
    for out in releases:
        (folder,) = (path for path in out.iterdir() if path.is_dir())
        paths = [folder, *folder.rglob("*")]
        assert {path.stat().st_mode & 0o777 for path in paths if path.is_dir()} == {0o755}
        assert {path.stat().st_mode & 0o777 for path in paths if path.is_file()} == {0o644}


def test_the_zip_holds_the_folder(released: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(released.with_name(f"{released.name}.zip")) as archive:
        names = [entry.filename for entry in archive.infolist()]
        assert names == sorted(names)
        archive.extractall(tmp_path)
    assert digests(tmp_path / released.name) == digests(released)


def test_the_sums_are_those_of_every_other_file(released: Path) -> None:
    others = {path: digest for path, digest in digests(released).items() if path != checksums.PATH}
    lines = (released / checksums.PATH).read_text(encoding="utf-8").splitlines()
    assert lines == [f"{others[path]}  {path}" for path in sorted(others)]


def test_a_build_leaves_nothing_beside_the_release(releases: tuple[Path, Path], released: Path) -> None:
    assert {path.name for path in releases[0].iterdir()} == {released.name, f"{released.name}.zip"}


def unknown_code(package: Path) -> None:
    edit(package / "data" / "actors.csv", "\nanalysts,Analysts,group,", "\nanalysts,Analysts,grouping,")


def edited_codebook(package: Path) -> None:
    edit(package / CODEBOOK, "# Codebook\n", "# The codebook\n")


def edited_citation(package: Path) -> None:
    edit(package / CFF, "cff-version", "CFF-version")


def changes_by_hand(package: Path) -> None:
    row = "quotes,Q001,cue,modify,says,said,By hand,0.1.0\n"
    path = package / "data" / "audit" / "changes.csv"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    refresh(package)


def uncommitted(package: Path) -> None:
    git(package, "init", "--quiet")
    git(package, "add", ".")
    git(package, "rm", "--quiet", "--cached", CODEBOOK)
    git(package, "commit", "--quiet", "--message", "Without the codebook")


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "not_valid": (unknown_code, "[actors.actor_type.enum]"),
    "codebook_edited": (edited_codebook, "data/README.md: is not current"),
    "citation_edited": (edited_citation, "CITATION.cff: is not current"),
    "changes_by_hand": (changes_by_hand, "data/audit/changes.csv: is not current"),
    "not_committed": (uncommitted, "data/README.md: is not committed"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_package_that_is_not_ready_is_refused_and_the_old_release_stays(name: str, package: Path, out: Path) -> None:
    change, reason = REFUSED[name]
    change(package)
    before = digests(out)
    result = release(package, out)
    assert (result.exit_code, reason in result.output) == (1, True), result.output
    assert digests(out) == before


def test_killed_while_it_writes_the_old_release_is_whole(package: Path, out: Path) -> None:
    before = digests(out)
    process = subprocess.Popen(release_command(package, out), stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not any(path.name.startswith(".") for path in out.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    after = digests(out)
    assert {path: after[path] for path in before} == before


def test_a_second_release_is_made_with_the_first_as_its_past(package: Path, out: Path) -> None:
    archive = next(out.glob("*.zip"))
    reword_a_rule(package)
    next_version(package, "0.1.1", "- `rules`: the first rule is plainer.")
    refresh(package)
    stale = release(package, out, "--before", str(archive))
    assert (stale.exit_code, "changes.csv: is not current" in stale.output) == (1, True), stale.output
    assert CliRunner().invoke(diff, [str(archive), str(package), "--write"]).exit_code == 0
    refresh(package)
    result = release(package, out, "--before", str(archive))
    assert result.exit_code == 0, result.output
    changes = (out / "legitimate-targets-0.1.1" / "data" / "audit" / "changes.csv").read_text(encoding="utf-8")
    assert changes.count("\n") == 2 and REWORDED in changes


def test_a_number_that_is_too_low_for_the_changes_is_refused(package: Path, out: Path) -> None:
    reword_a_rule(package)
    refresh(package)
    result = release(package, out, "--before", str(next(out.glob("*.zip"))))
    version = find(package).version
    assert result.exit_code == 1
    assert f"version {version} is too low: the changes since {version} call for" in result.output


def test_a_release_whose_past_is_nowhere_is_refused(package: Path, out: Path) -> None:
    next_version(package, "0.1.1")
    refresh(package)
    result = release(package, out)
    assert isinstance(result.exception, PackageError)
    assert "there is no git tag v0.1.0 of the earlier release" in str(result.exception)


def test_a_release_is_not_made_from_a_zip(out: Path, tmp_path: Path) -> None:
    result = release(next(out.glob("*.zip")), tmp_path / "other")
    assert isinstance(result.exception, PackageError)
    assert "a release is made from a checkout and not from a zip" in str(result.exception)


def test_without_the_extra_the_command_says_what_is_missing(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for name in [name for name in sys.modules if name.startswith("legitimate_targets.publish")]:
        monkeypatch.delitem(sys.modules, name)
    result = release(package, package / "out")
    assert str(result.exception) == "pyarrow is not installed; install it with the extra `release`"
