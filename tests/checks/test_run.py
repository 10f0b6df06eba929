"""A check reports the faulty cells with line and value, and later checks do not report the same cells again."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from legitimate_targets import validate
from legitimate_targets.errors import PackageError

Faults = list[tuple[int | None, str | None, str | None, str]]
Rows = Sequence[tuple[str, ...]]


def field(type_: str = "string", **constraints: Any) -> dict[str, Any]:
    """Return a column `x` of this type with these constraints."""
    return {"name": "x", "type": type_, "constraints": constraints}


def package(folder: Path, rows: Rows, x: dict[str, Any], **more: Any) -> Path:
    """Write a package of one table with the columns key, x and y, whose schema has the properties `more`."""
    key = {"name": "key", "type": "integer", "constraints": {"required": True}}
    fields = [key, x, {"name": "y", "type": "integer"}]
    schema = {"fields": fields, "missingValues": [""], "primaryKey": ["key"], **more}
    index = {"resources": [{"name": "t", "path": "t.csv", "schema": "t.json"}]}
    (folder / "t.json").write_text(json.dumps(schema))
    (folder / "datapackage.json").write_text(json.dumps(index))
    lines = [",".join(row) for row in [("key", "x", "y"), *rows]]
    (folder / "t.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def faults(folder: Path, rows: Rows, x: dict[str, Any], **more: Any) -> Faults:
    """Return (line, column, value, rule without the table) of every problem of such a package."""
    problems = validate(package(folder, rows, x, **more))
    return [(p.line, p.column, p.value, p.rule.removeprefix("t.")) for p in problems]


def cells(*values: str) -> Rows:
    """Return one row per value of x, with the keys 1, 2, …"""
    return [(str(key), value, "") for key, value in enumerate(values, 1)]


WITHIN_GRAMMAR = {
    "integer": ["0", "-0", "7", "-12", "9223372036854775807", "-9223372036854775808"],
    "number": ["0", "-1", "1.50", "0.000000000000001", "123456789012345", "-0.0"],
    "date": ["2024-02-29", "0001-01-01", "9999-12-31"],
    "boolean": ["true", "false"],
    "string": ["NA", "a b", "=1+1", "\u00e9", "\U0001f600", "null"],
}
OUTSIDE_GRAMMAR = {
    "integer": ["1_000", " 12", "12 ", "+1", "01", "1.0", "1e3", "\uff11", "9223372036854775808", "0x1", "-", "NaN"],
    "number": [".5", "1.", "1e3", "inf", "NaN", "1 000", "00.5", "1234567890123456", "0.12345678901234567"],
    "date": ["2023-02-29", "05/01/2020", "2020-W01-1", "2020-1-1", "20200101", "2020-01-01T00:00", "0000-01-01"],
    "boolean": ["True", "TRUE", "1", "yes", "t"],
    "string": ["a\tb", "e\u0301", "a\u200bb", "a\u202eb", "a\ufeff", "a\x85", "a\x7f", "a\u00adb"],
}


@pytest.mark.parametrize("type_", WITHIN_GRAMMAR)
def test_a_cell_within_the_grammar_of_its_type_passes(tmp_path: Path, type_: str) -> None:
    assert faults(tmp_path, cells(*WITHIN_GRAMMAR[type_]), field(type_)) == []


@pytest.mark.parametrize("type_", OUTSIDE_GRAMMAR)
def test_a_cell_outside_the_grammar_of_its_type_is_reported_with_its_line(tmp_path: Path, type_: str) -> None:
    expected = [(line, "x", value, "x.type") for line, value in enumerate(OUTSIDE_GRAMMAR[type_], 2)]
    assert faults(tmp_path, cells(*OUTSIDE_GRAMMAR[type_]), field(type_)) == expected


def test_unusual_characters_of_printed_text_are_allowed_with_a_note(tmp_path: Path) -> None:
    folder = package(tmp_path, cells("a\u200bb", "e\u0301", "a\tb"), {**field(), "text": "quoted"})
    assert [(p.line, p.rule, p.note) for p in validate(folder)] == [
        (2, "t.x.printed", True),
        (3, "t.x.printed", True),
        (4, "t.x.type", False),
    ]


BOUNDS: dict[str, tuple[dict[str, Any], list[str], list[str]]] = {
    "required": (field(required=True), ["a"], [""]),
    "enum": (field(enum=["a", "b"]), ["a", "b", ""], ["c", "A", "ab"]),
    "pattern": (field(pattern="^(?:a|b)$"), ["a", "b", ""], ["ab", "ba", "c"]),
    "minLength": (field(minLength=2), ["\u00e9\u00e9", ""], ["\u00e9"]),
    "maxLength": (field(maxLength=2), ["\u00e9\u00e9", ""], ["\u00e9\u00e9\u00e9"]),
    "minimum": (field("integer", minimum=0), ["0", "1", ""], ["-1"]),
    "maximum": (field("number", maximum=1.5), ["1.5", "1.4", ""], ["1.6"]),
    "minimum of a date": (field("date", minimum="2025-09-05"), ["2025-09-05"], ["2025-09-04"]),
    "unique": (field(unique=True), ["a", "b", "", ""], []),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_a_value_just_inside_a_bound_passes_and_one_just_outside_is_reported(tmp_path: Path, name: str) -> None:
    x, inside, outside = BOUNDS[name]
    start = len(inside) + 2
    expected = [(line, "x", value or None, f"x.{name.split()[0]}") for line, value in enumerate(outside, start)]
    assert faults(tmp_path, cells(*inside, *outside), x) == expected


def test_every_repetition_of_a_value_is_reported_and_its_first_use_is_not(tmp_path: Path) -> None:
    found = faults(tmp_path, cells("a", "b", "a", "a"), field(unique=True))
    assert found == [(4, "x", "a", "x.unique"), (5, "x", "a", "x.unique")]


def test_a_key_over_several_columns_is_reported_with_all_its_cells(tmp_path: Path) -> None:
    rows = [("1", "a", "1"), ("2", "a", "1"), ("3", "a", ""), ("4", "a", "")]
    assert faults(tmp_path, rows, field(), uniqueKeys=[["x", "y"]]) == [(3, None, "x=a, y=1", "x_y.unique")]


RULES = [
    {"name": "together", "sql": "(x IS NULL) = (y IS NULL)", "message": "x and y must be both filled or both empty"}
]


def test_a_row_rule_is_reported_with_the_cells_that_it_reads(tmp_path: Path) -> None:
    assert faults(tmp_path, [("1", "a", "1"), ("2", "", "1")], field(), rules=RULES) == [
        (3, None, "x=, y=1", "together")
    ]


def test_a_row_rule_that_an_empty_cell_leaves_undecided_passes(tmp_path: Path) -> None:
    rule = [{"name": "order", "sql": "x < y", "message": "x is less than y"}]
    rows = [("1", "", "1"), ("2", "2", ""), ("3", "2", "3"), ("4", "3", "3")]
    assert faults(tmp_path, rows, field("integer"), rules=rule) == [(5, None, "x=3, y=3", "order")]


def test_a_cell_that_failed_is_not_reported_again_by_checks_that_read_it(tmp_path: Path) -> None:
    refer = [{"fields": ["x"], "reference": {"resource": "t", "fields": ["key"]}}]
    found = faults(
        tmp_path, [("1", "x", "1"), ("2", "9", "")], field("integer", minimum=0), rules=RULES, foreignKeys=refer
    )
    assert found == [(2, "x", "x", "x.type"), (3, None, "x=9, y=", "together")]


def test_a_rule_that_cannot_be_run_is_named(tmp_path: Path) -> None:
    rule = [{"name": "odd", "sql": "LENGTH(y) > 1", "message": "m"}]
    with pytest.raises(PackageError, match=r"t\.odd: cannot be run"):
        validate(package(tmp_path, cells("a"), field(), rules=rule))


def add_query(folder: Path, sql: str) -> None:
    """Add a query over several tables to the package."""
    (folder / "schemas" / "across").mkdir(parents=True)
    (folder / "schemas" / "across" / "odd.sql").write_text(f"-- message: is odd\n{sql}\n")


def test_a_query_reports_its_rows_at_their_lines(tmp_path: Path) -> None:
    folder = package(tmp_path, cells("a", "b"), field())
    add_query(folder, """SELECT 't' AS "table", line, 'x' AS field, x AS value FROM t WHERE x = 'b'""")
    assert [str(problem) for problem in validate(folder)] == ["t.csv:3: x: is odd (b) [across.odd]"]


def test_a_query_does_not_report_a_row_because_of_a_cell_that_failed(tmp_path: Path) -> None:
    folder = package(tmp_path, cells("a", "c"), field(enum=["a"]))
    add_query(folder, """SELECT 't' AS "table", line, 'key' AS field, x AS value FROM t WHERE x <> 'a'""")
    assert [problem.rule for problem in validate(folder)] == ["t.x.enum"]


def test_a_query_without_the_four_columns_is_named(tmp_path: Path) -> None:
    folder = package(tmp_path, cells("a"), field())
    add_query(folder, "SELECT line FROM t")
    with pytest.raises(PackageError, match=r"across\.odd: cannot be run"):
        validate(folder)


def test_a_table_without_rows_has_no_faults(tmp_path: Path) -> None:
    assert faults(tmp_path, [], field(required=True, unique=True, enum=["a"]), rules=RULES) == []


REPEATED = {
    "integer": ["1", "2", "2", "1"],
    "number": ["1.5", "2", "2.0", "1.50"],
    "date": ["2020-01-01", "2020-01-02", "2020-01-02", "2020-01-01"],
    "string": ["a", "b", "b", "a"],
    "boolean": ["false", "true", "true", "false"],
}


@pytest.mark.parametrize("type_", REPEATED)
@pytest.mark.parametrize("empty", [(), ("",)])
def test_a_repeated_value_is_found_in_and_out_of_order(tmp_path: Path, type_: str, empty: tuple[str, ...]) -> None:
    found = faults(tmp_path, cells(*empty, *REPEATED[type_]), field(type_, unique=True))
    assert [(line, rule) for line, _, _, rule in found] == [(4 + len(empty), "x.unique"), (5 + len(empty), "x.unique")]


def test_a_repeated_cell_that_failed_is_not_reported_as_a_repetition(tmp_path: Path) -> None:
    found = faults(tmp_path, cells("5", "9", "5", "9"), field("integer", unique=True, maximum=5))
    assert [(line, rule) for line, _, _, rule in found] == [(3, "x.maximum"), (4, "x.unique"), (5, "x.maximum")]


@pytest.mark.parametrize("other", ["\u00e9", "a\tb", "\x7f"])
def test_the_characters_of_one_cell_do_not_hide_a_fault_of_another(tmp_path: Path, other: str) -> None:
    rows = cells("a", other, "e\u0301", "a\x01b")
    lines = {line for line, _, _, rule in faults(tmp_path, rows, field()) if rule == "x.type"}
    assert lines == {4, 5} | ({3} if other != "\u00e9" else set())
