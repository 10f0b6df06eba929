"""Odd cells are read and written without a change, or refused with the rule that they break."""

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
from tests.support.naughty import odd_cells
from tests.support.slow_reader import INVISIBLE

CELLS = odd_cells()
PLAIN, PRINTED = {"name": "cell"}, {"name": "cell", "text": "quoted"}


def schema_of(field: dict[str, str]) -> dict[str, object]:
    """Return the schema of a table with a key and a column with these properties."""
    return {
        "fields": [{"name": "key", "type": "integer"}, {"type": "string", **field}],
        "missingValues": [""],
        "primaryKey": ["key"],
    }


def csv_of(*cells: str) -> bytes:
    """Return the CSV of a table with one row per cell, quoted only if it must be."""
    quoted = ('"' + cell.replace('"', '""') + '"' if {*',"\n'} & {*cell} else cell for cell in cells)
    return "".join(["key,cell\n", *(f"{key},{cell}\n" for key, cell in enumerate(quoted, 1))]).encode()


def problems_of(folder: Path, data: bytes, field: dict[str, str]) -> list[Problem]:
    """Return the problems that `validate FILE --schema SCHEMA` reports for a table."""
    (folder / "t.csv").write_bytes(data)
    (folder / "s.json").write_text(json.dumps(schema_of(field)))
    return list(validate_file(folder / "t.csv", folder / "s.json").problems)


def has_control_character(cell: str) -> bool:
    """Return whether a cell has a control character."""
    return any(unicodedata.category(character) == "Cc" for character in cell)


def has_unusual_character(cell: str) -> bool:
    """Return whether a cell has an invisible character or is not in NFC, as the slow reader sees it."""
    return any(ord(c) in INVISIBLE for c in cell) or unicodedata.normalize("NFC", cell) != cell


def expected_rules(cell: str, printed: bool) -> set[tuple[str, bool]]:
    """Return the rules that a cell breaks, each with whether that is only a note."""
    for rule, character in (("gate.nul", "\0"), ("gate.line_end", "\r"), ("gate.line_break", "\n")):
        if character in cell:
            return {(rule, False)} | ({("gate.line_break", False)} if "\n" in cell else set())
    if has_control_character(cell) or (has_unusual_character(cell) and not printed):
        return {("t.cell.type", False)}
    return {("t.cell.printed", True)} if has_unusual_character(cell) else set()


ACCEPTED = [cell for cell in CELLS if all(note for _, note in expected_rules(cell, True))]


def test_at_least_300_cells_are_tried_and_250_accepted() -> None:
    assert len(CELLS) >= 300
    assert len(ACCEPTED) >= 250


@pytest.mark.parametrize("field", [PLAIN, PRINTED], ids=["plain", "printed"])
def test_a_cell_is_accepted_or_refused_with_its_rule(field: dict[str, str], tmp_path: Path) -> None:
    for cell in CELLS:
        rules = {(problem.rule, problem.note) for problem in problems_of(tmp_path, csv_of(cell), field)}
        assert rules == expected_rules(cell, field is PRINTED), repr(cell[:80])


@pytest.mark.parametrize("data", [b"\xed\xa0\x80", b"\xc0\x80", b"\xff", b"\xf4\x90\x80\x80", b"\xe9", b"a\x80"])
def test_bytes_that_are_not_utf8_are_refused(data: bytes, tmp_path: Path) -> None:
    assert [problem.rule for problem in problems_of(tmp_path, b"key,cell\n1," + data + b"\n", PRINTED)] == ["gate.utf8"]


def test_cells_do_not_change_when_they_are_read_written_and_read_again() -> None:
    table, _ = read_standard(schema_of(PRINTED), "s.json", "t", "t.csv")
    data = csv_of(*ACCEPTED)
    once = read_text(data, table)
    assert once["cell"].to_list() == ACCEPTED
    again = read_text(canonical_csv(once, table), table)
    assert again.equals(once)
    assert canonical_csv(again, table) == canonical_csv(once, table)


def test_loaded_frames_have_the_cells_as_they_were_written(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(csv_of(*ACCEPTED))
    (tmp_path / "s.json").write_text(json.dumps(schema_of(PRINTED)))
    resources = [{"name": "t", "path": "t.csv", "schema": "s.json"}]
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": resources}))
    assert load("t", package=tmp_path)["cell"].to_list() == ACCEPTED
    assert load("t", engine="pandas", package=tmp_path)["cell"].to_list() == ACCEPTED


def test_only_an_empty_cell_is_null() -> None:
    table, _ = read_standard(schema_of(PRINTED), "s.json", "t", "t.csv")
    assert read_text(b'key,cell\n1,\n2,""\n', table)["cell"].null_count() == 2
    assert read_text(csv_of(*ACCEPTED), table).select(pl.col("cell").null_count()).item() == 0
