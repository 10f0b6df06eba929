"""The files of a release are read out of git as they were committed, and none outside of the package."""

from pathlib import Path

import pytest

from legitimate_targets.datapackage.git import Revision
from legitimate_targets.datapackage.last_release import last_release
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError
from tests.support.releasing import tagged
from tests.support.writers import WRITERS


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a package of small tables whose tag v0.1.0 has other bytes than its folder."""
    WRITERS["format"].prepare(tmp_path)
    package = tagged(tmp_path / "package")
    (package / "data" / "one.csv").write_text("word\nnew\n", "utf-8")
    return package


def test_a_file_is_read_as_it_was_committed(package: Path) -> None:
    with last_release(find(package)) as released:
        assert released is not None
        assert released.read("data/one.csv") == b"word\nb\na\n"
        assert released.files.names("data") == sorted(path.name for path in (package / "data").iterdir())


@pytest.mark.parametrize(
    "path", ["data/none.csv", "../package/words.json", "/etc/hostname", "data", "words.json\nHEAD"]
)
def test_what_is_no_file_of_the_package_is_refused_and_the_next_file_is_still_read(path: str, package: Path) -> None:
    with Revision(package, "v0.1.0") as files:
        with pytest.raises(PackageError):
            files.read(path)
        assert files.read("data/one.csv") == b"word\nb\na\n"


def test_a_file_over_the_limit_is_refused(package: Path) -> None:
    with Revision(package, "v0.1.0") as files, pytest.raises(PackageError, match="more than 3 are refused"):
        files.read("data/one.csv", 3)


def test_a_file_is_read_after_one_that_was_too_large(package: Path) -> None:
    with Revision(package, "v0.1.0") as files:
        with pytest.raises(PackageError):
            files.read("datapackage.json", 3)
        assert files.read("data/one.csv") == b"word\nb\na\n"


def test_a_package_in_a_folder_of_a_checkout_is_found_there(tmp_path: Path, package: Path) -> None:
    outer = tmp_path / "outer"
    (package / ".git").rename(tmp_path / "unused")
    outer.mkdir()
    inner = package.rename(outer / "inner")
    (outer / "CHANGELOG.md").write_text("", "utf-8")
    tagged(outer)
    with last_release(find(inner)) as released:
        assert released is not None
        assert released.read("data/one.csv") == b"word\nnew\n"
