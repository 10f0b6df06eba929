"""Hashes of a release: whatever byte of it changed, validate names the file."""

import shutil
import zipfile
from pathlib import Path

import pytest

from legitimate_targets import validate
from legitimate_targets.checks import checksums as sums
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError

FILES = ("data/quotes.csv", "data/audit/retired.csv", "parquet/quotes.parquet", "legitimate-targets.sqlite", "load.py")
FIRST = ("datapackage.json", sums.PATH, "schemas/quotes.json", "schemas/across/claim_is_reported.sql")


@pytest.fixture
def archive(released: Path, tmp_path: Path) -> Path:
    """The zip of a release, to be damaged."""
    return Path(shutil.copy(released.with_name(f"{released.name}.zip"), tmp_path))


def damage(archive: Path, name: str) -> None:
    """Changes one byte in the middle of what a zip holds of a file."""
    with zipfile.ZipFile(archive) as opened:
        (entry,) = (entry for entry in opened.infolist() if entry.filename.endswith(f"/{name}"))
    data = bytearray(archive.read_bytes())
    start = entry.header_offset + 30 + len(entry.filename)
    data[start + entry.compress_size // 2] ^= 1
    archive.write_bytes(data)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_zip_is_reported_with_the_file(name: str, archive: Path) -> None:
    damage(archive, name)
    assert {problem.path for problem in validate(archive)} == {name}


@pytest.mark.parametrize("name", FIRST)
def test_a_zip_whose_index_schema_or_sums_are_damaged_is_refused_with_the_file(name: str, archive: Path) -> None:
    damage(archive, name)
    with pytest.raises(PackageError, match=name):
        validate(archive)


def test_a_zip_whose_list_of_files_is_damaged_is_refused(archive: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        start = opened.start_dir
    data = bytearray(archive.read_bytes())
    data[start] ^= 1
    archive.write_bytes(data)
    with pytest.raises(PackageError, match=r"\.zip: cannot be unpacked: Bad magic number"):
        validate(archive)


def test_a_zip_whose_sums_have_another_name_in_its_list_is_reported(archive: Path) -> None:
    data = archive.read_bytes()
    place = data.rindex(sums.PATH.encode())
    archive.write_bytes(data[:place] + b"sHA256SUMS" + data[place + len(sums.PATH) :])
    assert [problem.path for problem in validate(archive)] == ["sHA256SUMS"]


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_of_an_unpacked_release_is_reported(name: str, released: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(released, tmp_path / "copy"))
    (copy / name).write_bytes((copy / name).read_bytes() + b"x")
    assert ("package.sha256", name) in {(problem.rule, problem.path) for problem in validate(copy)}


def test_a_lost_file_of_an_unpacked_release_is_reported(released: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(released, tmp_path / "copy"))
    (copy / "CODEBOOK.md").unlink()
    assert [str(problem) for problem in validate(copy)] == [
        f"CODEBOOK.md: {sums.CHECK.message} (CODEBOOK.md: there is no such file) [package.sha256]"
    ]


def test_an_unpacked_release_is_valid(released: Path) -> None:
    assert [problem for problem in validate(released) if not problem.note] == []


def test_a_package_without_hashes_has_none_that_differ(root: Path) -> None:
    assert list(sums.checksum_faults(find(root))) == []
