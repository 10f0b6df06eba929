"""A damaged CSV is refused, or read with the values that tests/support/slow_reader.py reads."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legitimate_targets.__main__ import program
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.csv_io import read_text, type_cells
from legitimate_targets.tables.standard_schema import read_standard
from legitimate_targets.validation.validate_file import validate_file
from tests.support import damage, slow_reader

FILES_PER_KIND = 25
"""Damaged files of each kind of damage, which together take a few seconds."""

FIELDS = [{"name": name, "type": type_} for name, type_ in zip(damage.COLUMNS, damage.TYPES, strict=True)]
TABLE, _ = read_standard({"fields": FIELDS}, "schema.json", "table", "table.csv")


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    """Write the Table Schema of the damaged files and return its path."""
    path = tmp_path / "schema.json"
    path.write_text(json.dumps({"fields": FIELDS}))
    return path


def slowly_read(data: bytes) -> list[tuple[slow_reader.Value, ...]] | None:
    """Return the rows that the slow reader reads, or None if it refuses the bytes."""
    try:
        return slow_reader.read(data, damage.COLUMNS, damage.TYPES)
    except slow_reader.Refused:
        return None


@pytest.mark.parametrize("kind", damage.KINDS)
def test_damaged_bytes_are_refused_or_read_correctly(kind: str, schema: Path) -> None:
    file = schema.with_name("table.csv")
    for seed, data in damage.damaged_files(kind, FILES_PER_KIND):
        file.write_bytes(data)
        rows = slowly_read(data)
        assert validate_file(file, schema).valid is (rows is not None), seed
        if rows is not None:
            assert type_cells(read_text(data, TABLE), TABLE).drop("line").rows() == rows, seed


def test_a_fault_far_down_a_long_file_is_reported_at_its_line(schema: Path) -> None:
    file = schema.with_name("table.csv")
    lines = damage.SOUND.split(b"\n")
    sound = b"\n".join([lines[0], *lines[1:-1] * 20_000, b""])
    file.write_bytes(sound)
    assert validate_file(file, schema).valid
    at = sound.rindex(b"12.25")
    for fault in (b"12,25", b"12.2\0", b'12.2"', b"12\n25", b"12.\xff5"):
        file.write_bytes(sound[:at] + fault + sound[at + 5 :])
        (problem, *_) = validate_file(file, schema).problems
        assert problem.line == sound[:at].count(b"\n") + 1


def run(schema: Path, text: str, described: object) -> Result:
    """Write a schema and a table of this text, and run `validate FILE --schema SCHEMA` on them."""
    schema.write_text(json.dumps(described))
    file = schema.with_name("table.csv")
    file.write_bytes(text.encode())
    return CliRunner().invoke(program, ["validate", str(file), "--schema", str(schema)])


@pytest.mark.parametrize(
    ("field", "good", "bad", "rule"),
    [
        ({"type": "string", "constraints": {"pattern": "a|bc"}}, "bc", "abc", "pattern"),
        ({"type": "integer", "constraints": {"enum": [1, "2"]}}, "2", "3", "enum"),
        ({"type": "number", "constraints": {"enum": [0.5]}}, "0.50", "0.51", "enum"),
        ({"type": "date", "constraints": {"minimum": "2020-01-01"}}, "2020-01-01", "2019-12-31", "minimum"),
        ({"type": "integer", "constraints": {"exclusiveMinimum": 1}}, "2", "1", "exclusiveMinimum"),
        ({"type": "number", "constraints": {"exclusiveMaximum": "1.5"}}, "1.49", "1.5", "exclusiveMaximum"),
        ({"type": "year", "constraints": {"maximum": 2020}}, "2020", "2021", "maximum"),
        ({"type": "year"}, "0001", "20200", "type"),
        ({"type": "datetime"}, "2020-02-29T23:59:59.5Z", "2020-02-29T24:00:00", "type"),
        ({"type": "datetime"}, "2020-02-29T23:59:59", "2020-02-30T00:00:00", "type"),
        ({"type": "boolean", "constraints": {"enum": [True]}}, "true", "false", "enum"),
        ({"type": "any"}, "x", "\u200b", "type"),
        ({"constraints": {"required": True, "maxLength": 2}}, "\u00e9\U0001f600", "abc", "maxLength"),
        ({"constraints": {"unique": True}}, "b", "a", "unique"),
    ],
)
def test_a_constraint_of_the_standard_is_checked(
    schema: Path, field: dict[str, object], good: str, bad: str, rule: str
) -> None:
    described = {"fields": [{"name": "key"}, {"name": "cell", **field}], "primaryKey": "key"}
    start = f"key,cell\n1,{'a' if rule == 'unique' else good}\n2,"
    assert run(schema, f"{start}{good}\n", described).exit_code == 0
    result = run(schema, f"{start}{bad}\n", described)
    assert (result.exit_code, f"[table.cell.{rule}]" in result.output) == (1, True)


def test_a_bound_that_is_not_allowed_itself_is_a_constraint_in_json(schema: Path) -> None:
    schema.write_text(
        json.dumps({"fields": [{"name": "a", "type": "integer", "constraints": {"exclusiveMinimum": 1}}]})
    )
    file = schema.with_name("table.csv")
    file.write_bytes(b"a\n1\n")
    result = CliRunner().invoke(program, ["validate", str(file), "--schema", str(schema), "--format", "json"])
    (task,) = json.loads(result.output)["tasks"]
    assert [error["type"] for error in task["errors"]] == ["constraint-error"]


def test_the_report_of_a_single_file_says_nothing_about_a_package(schema: Path) -> None:
    result = run(schema, "a\n1\n", {"fields": [{"name": "a", "type": "integer"}]})
    assert (result.exit_code, result.output) == (0, "valid: 1 table, 1 row, 12 checks\n")


def test_cells_that_a_schema_calls_missing_are_empty(schema: Path) -> None:
    described = {"fields": [{"name": "a", "type": "integer"}, {"name": "b"}], "missingValues": ["NA", "-"]}
    assert run(schema, "a,b\nNA,-\n1,\n", described).exit_code == 0
    assert "is not an integer" in run(schema, "a,b\n,x\n", described).output


def test_a_name_with_a_comma_is_quoted_in_the_header(schema: Path) -> None:
    described = {"fields": [{"name": 'a, "b"'}, {"name": "c"}]}
    assert run(schema, '"a, ""b""",c\n1,2\n', described).exit_code == 0


def test_a_foreign_key_into_another_table_is_left_out_and_one_into_the_same_table_checked(schema: Path) -> None:
    keys = [{"fields": "up", "reference": {"resource": table, "fields": "id"}} for table in ("", "others")]
    described = {"fields": [{"name": "id"}, {"name": "up"}], "primaryKey": "id", "foreignKeys": keys}
    result = run(schema, "id,up\n1,\n2,3\n", described)
    assert "table.csv:3: up: is not in table (3) [table.up.foreign_key]" in result.output
    assert "left out 1 foreign key into other tables" in result.output


@pytest.mark.parametrize(
    ("described", "sentence"),
    [
        ({"fields": [{"name": "a", "type": "geopoint"}]}, "the type 'geopoint' is not supported"),
        ({"fields": [{"name": "a", "type": "date", "format": "%d/%m/%Y"}]}, "format: '%d/%m/%Y' is not supported"),
        ({"fields": [{"name": "a", "type": "number", "decimalChar": ","}]}, "decimalChar: ',' is not supported"),
        ({"fields": [{"name": "a", "constraints": {"jsonSchema": {}}}]}, "jsonSchema is not supported"),
        ({"fields": [{"name": "a", "constraints": {"pattern": "(?=a)"}}]}, "is not a linear-time regular expression"),
        ({"fields": [{"name": "a", "type": "integer", "constraints": {"minimum": 1.5}}]}, "is not a value of the type"),
        ({"fields": [{"name": "a"}, {"name": "a"}]}, "is given twice"),
        ({"fields": []}, "fields: does not have the shape"),
        ({"fields": [{"name": "a"}], "fieldsMatch": "subset"}, "only exact is supported"),
        ({}, "fields: is missing"),
        ([], "must be a JSON object"),
    ],
)
def test_a_wrong_or_unsupported_schema_is_refused_with_a_reason(schema: Path, described: object, sentence: str) -> None:
    result = run(schema, "a\n1\n", described)
    assert isinstance(result.exception, PackageError)
    assert sentence in str(result.exception)


def test_a_schema_without_a_file_is_a_usage_error(schema: Path) -> None:
    schema.write_text("{}")
    assert CliRunner().invoke(program, ["validate", "--schema", str(schema)]).exit_code == 2
