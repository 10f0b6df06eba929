"""A damaged CSV is refused, or read as the slow reader of tests/reference.py reads it; never read otherwise."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legitimate_targets.__main__ import program
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.csv_io import read_text, type_cells
from legitimate_targets.tables.standard_schema import read_standard
from legitimate_targets.validation.validate_file import validate_file
from tests.support import damage
from tests.support import slow_reader as reference

EACH = 25
FIELDS = [{"name": name, "type": type_} for name, type_ in zip(damage.COLUMNS, damage.TYPES, strict=True)]
TABLE, _ = read_standard({"fields": FIELDS}, "schema.json", "table", "table.csv")


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    """The Table Schema of the damaged files."""
    path = tmp_path / "schema.json"
    path.write_text(json.dumps({"fields": FIELDS}))
    return path


def expected(data: bytes) -> list[tuple[reference.Value, ...]] | None:
    """What the slow reader reads; null where it refuses."""
    try:
        return reference.read(data, damage.COLUMNS, damage.TYPES)
    except reference.Refused:
        return None


@pytest.mark.parametrize("kind", damage.FAULTS)
def test_damaged_bytes_are_refused_or_read_right(kind: str, schema: Path) -> None:
    file = schema.with_name("table.csv")
    for seed, data in damage.damaged(kind, EACH):
        file.write_bytes(data)
        wanted = expected(data)
        assert validate_file(file, schema).valid is (wanted is not None), seed
        if wanted is not None:
            assert type_cells(read_text(data, TABLE), TABLE).drop("line").rows() == wanted, seed


def test_a_fault_far_down_a_long_file_is_found(schema: Path) -> None:
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
    """What `validate FILE --schema SCHEMA` does with this text and this schema."""
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


def test_a_file_alone_is_told_from_a_package(schema: Path) -> None:
    result = run(schema, "a\n1\n", {"fields": [{"name": "a", "type": "integer"}]})
    assert (result.exit_code, result.output) == (0, "valid: 1 tables, 1 rows, 11 checks\n")


def test_cells_that_a_schema_calls_missing_are_empty(schema: Path) -> None:
    described = {"fields": [{"name": "a", "type": "integer"}, {"name": "b"}], "missingValues": ["NA", "-"]}
    assert run(schema, "a,b\nNA,-\n1,\n", described).exit_code == 0
    assert "is not an integer" in run(schema, "a,b\n,x\n", described).output


def test_a_name_with_a_comma_is_quoted_in_the_header(schema: Path) -> None:
    described = {"fields": [{"name": 'a, "b"'}, {"name": "c"}]}
    assert run(schema, '"a, ""b""",c\n1,2\n', described).exit_code == 0


def test_a_key_into_another_table_is_left_out_and_one_into_the_same_is_not(schema: Path) -> None:
    keys = [{"fields": "up", "reference": {"resource": table, "fields": "id"}} for table in ("", "others")]
    described = {"fields": [{"name": "id"}, {"name": "up"}], "primaryKey": "id", "foreignKeys": keys}
    result = run(schema, "id,up\n1,\n2,3\n", described)
    assert "table.csv:3: up: is not in table (3) [table.up.foreign_key]" in result.output
    assert "left out 1 checks" in result.output


@pytest.mark.parametrize(
    ("described", "sentence"),
    [
        ({"fields": [{"name": "a", "type": "geopoint"}]}, "the type 'geopoint' is not supported"),
        ({"fields": [{"name": "a", "type": "date", "format": "%d/%m/%Y"}]}, "format: '%d/%m/%Y' is not supported"),
        ({"fields": [{"name": "a", "type": "number", "decimalChar": ","}]}, "decimalChar: ',' is not supported"),
        ({"fields": [{"name": "a", "constraints": {"jsonSchema": {}}}]}, "jsonSchema is not supported"),
        ({"fields": [{"name": "a", "constraints": {"pattern": "(?=a)"}}]}, "is no linear-time regular expression"),
        ({"fields": [{"name": "a", "type": "integer", "constraints": {"minimum": 1.5}}]}, "is no value of the type"),
        ({"fields": [{"name": "a"}, {"name": "a"}]}, "is given twice"),
        ({"fields": []}, "fields: does not have the shape"),
        ({"fields": [{"name": "a"}], "fieldsMatch": "subset"}, "only exact is supported"),
        ({}, "fields: is missing"),
        ([], "must be a JSON object"),
    ],
)
def test_what_is_not_supported_is_said_in_a_sentence(schema: Path, described: object, sentence: str) -> None:
    result = run(schema, "a\n1\n", described)
    assert isinstance(result.exception, PackageError)
    assert sentence in str(result.exception)


def test_a_schema_without_a_file_is_wrong_use(schema: Path) -> None:
    schema.write_text("{}")
    assert CliRunner().invoke(program, ["validate", "--schema", str(schema)]).exit_code == 2
