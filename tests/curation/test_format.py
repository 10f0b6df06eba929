"""`format` brings every edit of the same rows to the same bytes, and writes nothing if any table is faulty."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legitimate_targets.__main__ import program
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError
from tests.support import packages
from tests.support.paths import ROOT

CANONICAL = b'word,meaning\ncat,"an animal, small"\ndog,animal\n'
EDITS = {
    "canonical": CANONICAL,
    "different order of rows": b'word,meaning\ndog,animal\ncat,"an animal, small"\n',
    "different order of columns": b'meaning,word\n"an animal, small",cat\nanimal,dog\n',
    "quotes everywhere": b'"word","meaning"\n"cat","an animal, small"\n"dog","animal"\n',
    "CR LF": CANONICAL.replace(b"\n", b"\r\n"),
    "byte order mark": b"\xef\xbb\xbf" + CANONICAL,
    "no final newline": CANONICAL.rstrip(b"\n"),
    "blank lines at the end": CANONICAL + b"\n\n",
}
FAULTS = {
    "unknown column": (b"word,sense\ncat,animal\n", "gate.header"),
    "column twice": (b"word,word\ncat,animal\n", "gate.header"),
    "short row": (b"word,meaning\ncat\n", "gate.width"),
    "line break in a cell": (b'word,meaning\ncat,"an\nanimal"\n', "gate.line_break"),
    "no UTF-8": (b"word,meaning\ncat,anim\xe4l\n", "gate.utf8"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a package of one table, words.csv."""
    return packages.build("gate_width", tmp_path)


def run(folder: Path, *options: str) -> Result:
    """Run the command `format` on a package."""
    return CliRunner().invoke(program, ["format", *options, str(folder)])


@pytest.mark.parametrize("edit", EDITS)
def test_every_edit_of_the_same_rows_gives_the_same_bytes(folder: Path, edit: str) -> None:
    (folder / "words.csv").write_bytes(EDITS[edit])
    result = run(folder)
    assert (result.exit_code, (folder / "words.csv").read_bytes()) == (0, CANONICAL)
    assert result.output == ("" if edit == "canonical" else "formatted words.csv\n")


@pytest.mark.parametrize("edit", EDITS)
def test_a_check_names_the_first_line_that_differs_and_writes_nothing(folder: Path, edit: str) -> None:
    (folder / "words.csv").write_bytes(EDITS[edit])
    result = run(folder, "--check")
    assert result.exit_code == (edit != "canonical")
    assert (folder / "words.csv").read_bytes() == EDITS[edit]
    assert result.output.startswith("words.csv:") == (edit != "canonical")


def test_the_first_difference_has_its_line_in_the_file(folder: Path) -> None:
    (folder / "words.csv").write_bytes(CANONICAL.replace(b"dog,animal", b'dog,"animal"'))
    line = "words.csv:3: is the first line that is not in canonical form [format.canonical]\n"
    assert run(folder, "--check").output == line


@pytest.mark.parametrize("name", FAULTS)
def test_ambiguous_bytes_are_reported_and_not_changed(folder: Path, name: str) -> None:
    data, rule = FAULTS[name]
    (folder / "words.csv").write_bytes(data)
    result = run(folder)
    assert (result.exit_code, (folder / "words.csv").read_bytes()) == (1, data)
    assert f"[{rule}]" in result.output


def test_a_merge_conflict_is_one_fault_and_not_one_per_line(folder: Path) -> None:
    data = b"word,meaning\n<<<<<<< HEAD\r\ncat,pet\n=======\ncat,animal\n>>>>>>> other\n"
    (folder / "words.csv").write_bytes(data)
    assert run(folder).output == (
        "words.csv:2: lines 2 to 6 are a merge conflict that git could not solve: solve it, or use the merge driver "
        "[gate.merge_conflict]\n"
    )
    assert (folder / "words.csv").read_bytes() == data


def test_if_one_table_is_faulty_none_is_written(tmp_path: Path) -> None:
    base = packages.build("base", tmp_path)
    names, quotes = base / "data" / "names.csv", base / "data" / "quotes.csv"
    names.write_bytes(names.read_bytes().replace(b"\n", b"\r\n"))
    quotes.write_bytes(quotes.read_bytes() + b"Q099\n")
    before = names.read_bytes()
    assert run(base).exit_code == 1
    assert names.read_bytes() == before


def test_a_missing_table_is_named(folder: Path) -> None:
    (folder / "words.csv").unlink()
    result = run(folder)
    assert isinstance(result.exception, PackageError)
    assert "words.csv: there is no such file" in str(result.exception)


def test_the_tables_of_the_project_are_in_canonical_form() -> None:
    assert run(ROOT, "--check").output == ""
    assert find(ROOT).resources
