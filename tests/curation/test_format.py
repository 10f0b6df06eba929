"""`format` brings every edit of the same rows to the same bytes, and writes nothing if any table is faulty."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legitimate_targets.__main__ import program
from legitimate_targets.curation.mend_cells import canonical_number
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError
from tests.support import packages
from tests.support.paths import ROOT

CANONICAL = b'word,meaning\ncat,"an animal, small"\ndog,animal\n'
EDITS = {
    "canonical": (CANONICAL, None),
    "different order of rows": (
        b'word,meaning\ndog,animal\ncat,"an animal, small"\n',
        "had its rows in a different order",
    ),
    "different order of columns": (
        b'meaning,word\n"an animal, small",cat\nanimal,dog\n',
        "had its columns in a different order",
    ),
    "quotes everywhere": (b'"word","meaning"\n"cat","an animal, small"\n"dog","animal"\n', "had needless quotes"),
    "CR LF": (CANONICAL.replace(b"\n", b"\r\n"), "had lines that end with CR LF"),
    "CR": (CANONICAL.replace(b"\n", b"\r"), "had lines that end with CR"),
    "byte order mark": (b"\xef\xbb\xbf" + CANONICAL, "began with a byte order mark"),
    "UTF-16": (CANONICAL.decode().encode("utf-16"), "was UTF-16"),
    "UTF-16 that begins with the high byte": (b"\xfe\xff" + CANONICAL.decode().encode("utf-16-be"), "was UTF-16"),
    "semicolons": (b"word;meaning\ncat;an animal, small\ndog;animal\n", "had semicolons between its cells"),
    "tabs": (b"word\tmeaning\ncat\tan animal, small\ndog\tanimal\n", "had tabs between its cells"),
    "a line for Excel": (b"sep=,\n" + CANONICAL, "had a first line for Excel alone, sep="),
    "no final newline": (CANONICAL.rstrip(b"\n"), "did not end with exactly one line feed"),
    "blank lines at the end": (CANONICAL + b"\n\n", "did not end with exactly one line feed"),
    "a blank line": (CANONICAL.replace(b"dog", b"\ndog"), "had 1 empty row"),
    "empty rows": (CANONICAL + b",\n,\n", "had 2 empty rows"),
    "an empty column": (
        b'word,meaning,\ncat,"an animal, small",\ndog,animal,\n',
        "had 1 empty column at the end",
    ),
    "a space at an edge": (
        CANONICAL.replace(b"dog", b"dog "),
        "word: 1 cell had a space at an edge, such as `dog `, now `dog`",
    ),
}
"""By name: an edit of the same rows, and what is said of it."""

FAULTS = {
    "unknown column": (b"word,sense\ncat,animal\n", "gate.header"),
    "column twice": (b"word,word\ncat,animal\n", "gate.header"),
    "short row": (b"word,meaning\ncat\n", "gate.width"),
    "line break in a cell": (b'word,meaning\ncat,"an\nanimal"\n', "gate.line_break"),
    "no UTF-8": (b"word,meaning\ncat,anim\xe4l\n", "gate.utf8"),
    "half a character of UTF-16": (CANONICAL.decode().encode("utf-16") + b"a", "gate.utf8"),
    "a stray quote among semicolons": (b'word;meaning\ncat;"an" animal\n', "gate.quoting"),
    "a line break among semicolons": (b'word;meaning\ncat;"an\nanimal"\n', "gate.line_break"),
    "a short row among semicolons": (b"word;meaning\ncat\n", "gate.width"),
    "an index": (b",word,meaning\n0,cat,animal\n", "gate.header"),
    "a filled column without a name": (b"word,meaning,\ncat,animal,pet\n", "gate.header"),
    "a capital letter in the header": (b"Word,meaning\ncat,animal\n", "gate.header"),
    "a word for nothing": (b"word,meaning\ncat,NA\n", "format.nothing"),
    "a character that was lost": ("word,meaning\ncat,M\ufffd\n".encode(), "format.damaged"),
    "a day as a word": (b"word,meaning\ncat,9/5/2025\n", "format.day_first"),
    "a decimal comma": (b'word,meaning\ncat,"3,5"\n', "format.decimal_comma"),
    "a rounded number": (b"word,meaning\ncat,1.23E+11\n", "format.rounded"),
    "a grouped number": (b'word,meaning\ncat,"1,684"\n', "format.grouped"),
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
    data, told = EDITS[edit]
    (folder / "words.csv").write_bytes(data)
    result = run(folder)
    assert (result.exit_code, (folder / "words.csv").read_bytes()) == (0, CANONICAL)
    assert result.output == ("" if told is None else f"words.csv: {told}\nformatted words.csv\n")


@pytest.mark.parametrize("edit", EDITS)
def test_a_check_names_the_first_line_that_differs_and_writes_nothing(folder: Path, edit: str) -> None:
    data, told = EDITS[edit]
    (folder / "words.csv").write_bytes(data)
    result = run(folder, "--check")
    assert result.exit_code == (told is not None)
    assert (folder / "words.csv").read_bytes() == data
    assert result.output.startswith("words.csv:") == (told is not None)
    assert f"not in canonical form: {told} [format.canonical]" in result.output or told is None


def test_the_first_difference_has_its_line_in_the_file(folder: Path) -> None:
    (folder / "words.csv").write_bytes(CANONICAL.replace(b"dog,animal", b'dog,"animal"'))
    line = "words.csv:3: is the first line that is not in canonical form: had needless quotes [format.canonical]\n"
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


def test_a_refused_cell_has_its_line_in_the_file(folder: Path) -> None:
    (folder / "words.csv").write_bytes(b"sep=;\nword;meaning\n\ncat;animal\ndog;NULL\n")
    says = "meaning: 1 cell says that there is nothing: write an empty cell"
    assert run(folder).output.startswith(f"words.csv:5: {says}")


NUMBERS = {
    ("26.0", "number"): "26",
    ("1.1e+09", "number"): "1100000000",
    ("1.1e+09", "integer"): "1100000000",
    ("-0.0", "number"): "0",
    ("+7", "integer"): "7",
    (".50", "number"): "0.5",
    ("3.", "number"): "3",
    ("1e-7", "number"): "0.0000001",
    ("13.0", "integer"): "13",
    ("13.5", "integer"): "13.5",
    ("1.1E+09", "number"): "1.1E+09",
    ("1.2345678901234567e+18", "integer"): "1.2345678901234567e+18",
    ("0.30000000000000004", "number"): "0.30000000000000004",
    ("9223372036854775807", "integer"): "9223372036854775807",
    ("1e999", "number"): "1e999",
    ("3,5", "number"): "3,5",
    ("NaN", "number"): "NaN",
}
"""By what a program writes and the type of the column: the canonical form, or the cell itself if it has none."""


@pytest.mark.parametrize(("cell", "type_"), NUMBERS)
def test_a_number_has_one_canonical_form(cell: str, type_: str) -> None:
    assert canonical_number(cell, type_) == NUMBERS[cell, type_]


def test_a_missing_table_is_named(folder: Path) -> None:
    (folder / "words.csv").unlink()
    result = run(folder)
    assert isinstance(result.exception, PackageError)
    assert "words.csv: there is no such file" in str(result.exception)


def test_the_tables_of_the_project_are_in_canonical_form() -> None:
    assert run(ROOT, "--check").output == ""
    assert find(ROOT).resources
