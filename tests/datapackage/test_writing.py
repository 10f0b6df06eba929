"""Files and folders are replaced whole, and files that do not change are not touched."""

import os
import stat
from pathlib import Path

import pytest

from legitimate_targets.datapackage.exchange import exchange_folders, recover
from legitimate_targets.datapackage.lock import PART, exclusive, exclusive_folder
from legitimate_targets.datapackage.package import find
from legitimate_targets.datapackage.write import link, put, write, write_atomically
from legitimate_targets.errors import CannotWrite
from tests.support.writers import WRITERS, leftovers

BLOCKED = "another process is writing there; nothing was written"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Lay out a package of three small tables in data/ and return its folder."""
    WRITERS["format"].prepare(tmp_path)
    return tmp_path / "package"


def folder(path: Path, content: str) -> Path:
    """Make a folder with one file of this content and return its path."""
    path.mkdir()
    (path / "file").write_text(content, "utf-8")
    return path


def test_an_exchange_puts_the_new_folder_in_place_and_removes_the_old_one(tmp_path: Path) -> None:
    old, new = folder(tmp_path / "data", "old"), folder(tmp_path / "new", "new")
    exchange_folders(new, old)
    assert (old / "file").read_text("utf-8") == "new"
    assert list(tmp_path.iterdir()) == [old]


def test_folders_are_exchanged_without_the_system_call_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = folder(tmp_path / "data", "old"), folder(tmp_path / "new", "new")
    monkeypatch.setattr("legitimate_targets.datapackage.exchange.RENAME_EXCHANGE", 0)
    exchange_folders(new, old)
    assert (old / "file").read_text("utf-8") == "new"
    assert list(tmp_path.iterdir()) == [old]


def test_a_folder_that_a_kill_left_aside_is_restored(tmp_path: Path) -> None:
    folder(tmp_path / ".data.before", "old")
    recover(tmp_path)
    assert (tmp_path / "data" / "file").read_text("utf-8") == "old"


def test_a_folder_left_aside_is_removed_if_the_new_one_is_in_place(tmp_path: Path) -> None:
    folder(tmp_path / ".data.before", "old")
    folder(tmp_path / "data", "new")
    recover(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    assert (tmp_path / "data" / "file").read_text("utf-8") == "new"


def test_the_given_files_of_a_folder_are_replaced_and_the_others_are_not_touched(package: Path) -> None:
    stays = package / "data" / "one.md"
    before = stays.stat()
    files = {"data/one.csv": b"one\n", "data/more/new.csv": b"new\n"}
    put(find(package), files)
    assert {path: (package / path).read_bytes() for path in files} == files
    assert os.path.samestat(stays.stat(), before) and stays.stat().st_mtime_ns == before.st_mtime_ns
    assert leftovers(package) == []


def test_a_file_that_has_the_new_bytes_already_is_not_touched(package: Path) -> None:
    path = package / "data" / "one.csv"
    before = path.stat()
    put(find(package), {"data/one.csv": path.read_bytes()})
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(CannotWrite, match="taken: cannot be written: Is a directory"):
        write_atomically(tmp_path / "taken", b"new")
    assert [file.name for file in tmp_path.iterdir()] == ["taken"]


def test_a_partial_file_that_a_kill_left_is_overwritten_by_the_next_write(tmp_path: Path) -> None:
    (tmp_path / f".a.csv{PART}").write_bytes(b"longer than what is new")
    write_atomically(tmp_path / "a.csv", b"new")
    assert (tmp_path / "a.csv").read_bytes() == b"new"
    assert leftovers(tmp_path) == []


def test_a_linked_file_is_replaced_and_not_written_into(tmp_path: Path) -> None:
    old = folder(tmp_path / "old", "old")
    link(old, tmp_path / "new")
    write(tmp_path / "new" / "file", b"new")
    assert (old / "file").read_bytes() == b"old"


def test_one_process_at_a_time_may_write_in_a_folder(package: Path) -> None:
    with exclusive(find(package)), pytest.raises(CannotWrite, match=BLOCKED), exclusive(find(package)):
        raise AssertionError
    with exclusive(find(package), needed=False), exclusive(find(package)):
        pass


def test_leftovers_of_a_kill_are_removed(package: Path) -> None:
    folder(package / PART, "half")
    with exclusive_folder(package):
        assert leftovers(package) == []


def test_a_folder_that_cannot_be_made_is_reported_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotWrite, match="file: cannot be written: File exists"), exclusive_folder(tmp_path / "file"):
        raise AssertionError
