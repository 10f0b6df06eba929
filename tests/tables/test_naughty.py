"""Odd cells are read as they are written and written as they were read, or refused with the rule that they break."""

import json
import unicodedata
from pathlib import Path

import polars as pl
import pytest

from legitimate_targets import load
from legitimate_targets.errors import Problem
from legitimate_targets.tables.csv_io import canonical_csv, read_text
from legitimate_targets.tables.standard_schema import read_standard
from legitimate_targets.validation.validate_file import validate_file
from tests.support import slow_reader as reference
from tests.support.naughty import cells

CELLS = cells()
PLAIN, PRINTED = {"name": "cell"}, {"name": "cell", "text": "quoted"}


def described(field: dict[str, str]) -> dict[str, object]:
    """The schema of a key and a cell."""
    return {
        "fields": [{"name": "key", "type": "integer"}, {"type": "string", **field}],
        "missingValues": [""],
        "primaryKey": ["key"],
    }


def written(*cells: str) -> bytes:
    """A table of these cells, quoted where they must be."""
    quoted = ('"' + cell.replace('"', '""') + '"' if {*',"\n'} & {*cell} else cell for cell in cells)
    return "".join(["key,cell\n", *(f"{key},{cell}\n" for key, cell in enumerate(quoted, 1))]).encode()


def found(folder: Path, data: bytes, field: dict[str, str]) -> list[Problem]:
    """What `validate FILE --schema` says of a table."""
    (folder / "t.csv").write_bytes(data)
    (folder / "s.json").write_text(json.dumps(described(field)))
    return list(validate_file(folder / "t.csv", folder / "s.json").problems)


def is_control(cell: str) -> bool:
    return any(unicodedata.category(character) == "Cc" for character in cell)


def is_unusual(cell: str) -> bool:
    """Whether the slow reader finds an invisible or uncomposed character, and no control character."""
    return any(ord(c) in reference.INVISIBLE for c in cell) or unicodedata.normalize("NFC", cell) != cell


def expected(cell: str, printed: bool) -> set[tuple[str, bool]]:
    """The rules that a cell breaks, and whether that is a note only."""
    for rule, character in (("gate.nul", "\0"), ("gate.line_end", "\r"), ("gate.line_break", "\n")):
        if character in cell:
            return {(rule, False)} | ({("gate.line_break", False)} if "\n" in cell else set())
    if is_control(cell) or (is_unusual(cell) and not printed):
        return {("t.cell.type", False)}
    return {("t.cell.printed", True)} if is_unusual(cell) else set()


LET_IN = [cell for cell in CELLS if all(note for _, note in expected(cell, True))]


def test_there_are_as_many_cells_as_promised() -> None:
    assert len(CELLS) >= 300
    assert len(LET_IN) >= 250


@pytest.mark.parametrize("field", [PLAIN, PRINTED], ids=["plain", "printed"])
def test_a_cell_is_let_in_or_refused_with_its_rule(field: dict[str, str], tmp_path: Path) -> None:
    for cell in CELLS:
        rules = {(problem.rule, problem.note) for problem in found(tmp_path, written(cell), field)}
        assert rules == expected(cell, field is PRINTED), repr(cell[:80])


@pytest.mark.parametrize("data", [b"\xed\xa0\x80", b"\xc0\x80", b"\xff", b"\xf4\x90\x80\x80", b"\xe9", b"a\x80"])
def test_what_is_no_character_is_refused(data: bytes, tmp_path: Path) -> None:
    assert [problem.rule for problem in found(tmp_path, b"key,cell\n1," + data + b"\n", PRINTED)] == ["gate.utf8"]


def test_cells_are_read_written_and_read_as_they_were() -> None:
    table, _ = read_standard(described(PRINTED), "s.json", "t", "t.csv")
    data = written(*LET_IN)
    once = read_text(data, table)
    assert once["cell"].to_list() == LET_IN
    again = read_text(canonical_csv(once, table), table)
    assert again.equals(once)
    assert canonical_csv(again, table) == canonical_csv(once, table)


def test_loaded_frames_hold_the_cells_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(written(*LET_IN))
    (tmp_path / "s.json").write_text(json.dumps(described(PRINTED)))
    resources = [{"name": "t", "path": "t.csv", "schema": "s.json"}]
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": resources}))
    assert load("t", package=tmp_path)["cell"].to_list() == LET_IN
    assert load("t", engine="pandas", package=tmp_path)["cell"].to_list() == LET_IN


def test_no_cell_is_empty_but_the_empty_one() -> None:
    table, _ = read_standard(described(PRINTED), "s.json", "t", "t.csv")
    assert read_text(b'key,cell\n1,\n2,""\n', table)["cell"].null_count() == 2
    assert read_text(written(*LET_IN), table).select(pl.col("cell").null_count()).item() == 0
