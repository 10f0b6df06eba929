"""A release with a changed byte is reported or refused with the name of the changed file."""

import shutil
import zipfile
from pathlib import Path

import pytest

from legitimate_targets import validate
from legitimate_targets.checks import checksums
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError

FILES = ("data/quotes.csv", "data/audit/retired.csv", "parquet/quotes.parquet", "legitimate-targets.sqlite", "load.py")
READ_FIRST = ("datapackage.json", checksums.PATH, "schemas/quotes.json", "schemas/across/claim_is_reported.sql")
"""Files that are read before any table, so that damage to one of them ends the validation."""


@pytest.fixture
def archive(released: Path, tmp_path: Path) -> Path:
    """Return a copy of the zip of a release, to be damaged."""
    return Path(shutil.copy(released.with_name(f"{released.name}.zip"), tmp_path))


def damage_file(archive: Path, name: str) -> None:
    """Change one byte in the middle of the compressed data of a file in a zip."""
    with zipfile.ZipFile(archive) as opened:
        (entry,) = (entry for entry in opened.infolist() if entry.filename.endswith(f"/{name}"))
    data = bytearray(archive.read_bytes())
    # 30 bytes are the part of the local file header before the name.
    start = entry.header_offset + 30 + len(entry.filename)
    data[start + entry.compress_size // 2] ^= 1
    archive.write_bytes(data)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_in_a_zip_is_reported_with_its_name(name: str, archive: Path) -> None:
    damage_file(archive, name)
    assert {problem.path for problem in validate(archive)} == {name}


@pytest.mark.parametrize("name", READ_FIRST)
def test_a_zip_with_damage_to_a_file_that_is_read_first_is_refused_with_its_name(name: str, archive: Path) -> None:
    damage_file(archive, name)
    with pytest.raises(PackageError, match=name):
        validate(archive)


def test_a_zip_with_a_damaged_directory_is_refused(archive: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        start = opened.start_dir
    data = bytearray(archive.read_bytes())
    data[start] ^= 1
    archive.write_bytes(data)
    with pytest.raises(PackageError, match=r"\.zip: cannot be unpacked: Bad magic number"):
        validate(archive)


def test_a_zip_whose_directory_renames_the_list_of_checksums_is_reported(archive: Path) -> None:
    data = archive.read_bytes()
    place = data.rindex(checksums.PATH.encode())
    archive.write_bytes(data[:place] + b"sHA256SUMS" + data[place + len(checksums.PATH) :])
    assert [problem.path for problem in validate(archive)] == ["sHA256SUMS"]


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_of_an_unpacked_release_is_reported(name: str, released: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(released, tmp_path / "copy"))
    (copy / name).write_bytes((copy / name).read_bytes() + b"x")
    assert ("package.sha256", name) in {(problem.rule, problem.path) for problem in validate(copy)}


def test_a_missing_file_of_an_unpacked_release_is_reported(released: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(released, tmp_path / "copy"))
    (copy / "CODEBOOK.md").unlink()
    assert [str(problem) for problem in validate(copy)] == [
        f"CODEBOOK.md: {checksums.CHECK.message} (CODEBOOK.md: there is no such file) [package.sha256]"
    ]


def test_an_unpacked_release_is_valid(released: Path) -> None:
    assert [problem for problem in validate(released) if not problem.note] == []


def test_a_package_without_checksums_has_no_checksum_faults(root: Path) -> None:
    assert list(checksums.checksum_faults(find(root))) == []
