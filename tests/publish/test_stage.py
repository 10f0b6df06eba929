"""The place of a release: it holds the old release or the new one, and a folder that is no release is left alone."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from legitimate_targets.checks import checksums
from legitimate_targets.errors import CannotWrite
from legitimate_targets.publish.stage import move, refuse_foreign, staged

NAME = "words-1.0.0"


def parts(word: str) -> dict[str, bytes]:
    files = {"data/words.csv": word.encode()}
    return {**files, checksums.PATH: checksums.sha256sums(files)}


def put(out: Path, word: str) -> None:
    """Release one word into `out`."""
    refuse_foreign(out, NAME)
    with staged(out, NAME, parts(word), word.encode()) as stage:
        move(stage, out)


def content(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def expected(word: str) -> dict[str, bytes]:
    return {f"{NAME}.zip": word.encode(), **{f"{NAME}/{path}": data for path, data in parts(word).items()}}


def test_the_first_release_makes_its_folder(tmp_path: Path) -> None:
    put(tmp_path / "new" / "out", "one")
    assert content(tmp_path / "new" / "out") == expected("one")


def test_a_further_release_takes_the_place_of_the_first(tmp_path: Path) -> None:
    put(tmp_path, "one")
    put(tmp_path, "two")
    assert content(tmp_path) == expected("two")


def test_an_error_before_the_move_leaves_the_first(tmp_path: Path) -> None:
    put(tmp_path, "one")
    with pytest.raises(ZeroDivisionError), staged(tmp_path, NAME, parts("two"), b"two"):
        raise ZeroDivisionError
    assert content(tmp_path) == expected("one")


@pytest.mark.parametrize("has_exchange", [True, False])
def test_at_every_rename_a_whole_release_is_there(
    has_exchange: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the system's exchange the old release is beside its place for a moment, still whole."""
    put(tmp_path, "one")
    if not has_exchange:
        monkeypatch.setattr("legitimate_targets.datapackage.exchange.RENAME_EXCHANGE", 0)
    seen: list[set[bytes]] = []
    rename = os.rename

    def watched(*names: str) -> None:
        rename(*names)
        seen.append({path.read_bytes() for path in tmp_path.rglob("words.csv")})

    monkeypatch.setattr("os.rename", watched)
    put(tmp_path, "two")
    assert content(tmp_path) == expected("two")
    assert seen == ([] if has_exchange else [{b"one", b"two"}] * 2)


def a_file_in_it(out: Path) -> None:
    (out / NAME / "notes.txt").write_text("mine")


def a_folder_of_its_name(out: Path) -> None:
    for path in (out / NAME / checksums.PATH, out / NAME / "data" / "words.csv"):
        path.unlink()


def a_link(out: Path) -> None:
    (out / NAME).rename(out / "elsewhere")
    (out / NAME).symlink_to(out / "elsewhere")


@pytest.mark.parametrize("foreign", [a_file_in_it, a_folder_of_its_name, a_link])
def test_what_is_not_a_release_is_left_alone(foreign: Callable[[Path], None], tmp_path: Path) -> None:
    put(tmp_path, "one")
    foreign(tmp_path)
    before = content(tmp_path)
    with pytest.raises(CannotWrite, match=f"{NAME}: is not replaced: .* is not part of a release"):
        put(tmp_path, "two")
    assert content(tmp_path) == before


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(CannotWrite, match="out: is not a folder"):
        put(tmp_path / "out", "one")
