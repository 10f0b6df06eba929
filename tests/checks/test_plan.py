"""Every property of a schema becomes a check of the plan, and an unknown one is an error with its place."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from legitimate_targets.checks.check import LEVELS
from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.datapackage.package import Package, find
from legitimate_targets.errors import PackageError

Schema = dict[str, Any]


def small_package(folder: Path, change: Callable[[Schema], None] = lambda schema: None) -> Package:
    """Write a package of one table with a text key, whose schema `change` may alter first, and return it."""
    schema: Schema = {
        "fields": [
            {"name": "dog_id", "type": "string", "constraints": {"required": True}},
            {"name": "weight", "type": "number"},
        ],
        "missingValues": [""],
        "primaryKey": ["dog_id"],
    }
    change(schema)
    index = {"resources": [{"name": "dogs", "path": "dogs.csv", "schema": "dogs.json"}]}
    (folder / "dogs.json").write_text(json.dumps(schema))
    (folder / "datapackage.json").write_text(json.dumps(index))
    return find(folder)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(find())


def test_every_constraint_of_every_schema_is_a_check(plan: Plan) -> None:
    ids = {check.id for check in plan.checks}
    for table in plan.tables.values():
        for field in table.fields:
            assert f"{table.name}.{field.name}.type" in ids
            assert all(f"{table.name}.{field.name}.{constraint}" in ids for constraint in field.constraints)


def test_every_key_reference_and_rule_is_a_check(plan: Plan) -> None:
    ids = {check.id for check in plan.checks}
    for table in plan.tables.values():
        assert f"{table.name}.primary_key" in ids
        assert all(f"{table.name}.{'_'.join(key)}.unique" in ids for key in table.unique_keys)
        assert all(f"{table.name}.{'_'.join(key.columns)}.foreign_key" in ids for key in table.references)
        assert all(f"{table.name}.{rule.name}" in ids for rule in table.rules)


def test_every_column_that_needs_evidence_has_a_check(plan: Plan) -> None:
    ids = {check.id for check in plan.checks}
    with_evidence = [(t.name, f.name) for t in plan.tables.values() for f in t.fields if f.evidence]
    assert with_evidence and all(f"{table}.{field}.evidence" in ids for table, field in with_evidence)


def test_tables_have_exactly_the_checks_whose_kind_has_a_level(plan: Plan) -> None:
    leveled = {kind for level in LEVELS for kind in level}
    checks = [check for table in plan.tables for check in plan.of(table)]
    assert {check.kind for check in checks} <= leveled
    assert set(checks) == {check for check in plan.checks if check.kind in leveled}


def test_a_row_rule_reads_the_columns_of_its_sql(plan: Plan) -> None:
    (check,) = (check for check in plan.checks if check.id == "quotes.span.length")
    assert check.columns == ("text", "end", "start")


def first(schema: Schema) -> Schema:
    """Return the first field of a schema, to be altered."""
    field: Schema = schema["fields"][0]
    return field


REFUSED: dict[str, tuple[Callable[[Schema], Any], str]] = {
    "property": (lambda s: s.update(colour=1), "dogs.json: unknown property 'colour'"),
    "field_property": (lambda s: first(s).update(colour=1), "dogs.json: fields[0]: unknown property 'colour'"),
    "type": (lambda s: first(s).update(type="list"), "dogs.json: fields[0]: unknown type 'list'"),
    "constraint": (
        lambda s: first(s).update(constraints={"minLenght": 1}),
        "dogs.json: fields[0]: constraints: unknown property 'minLenght'",
    ),
    "constraint_of_type": (
        lambda s: first(s).update(constraints={"minimum": 1}),
        "dogs.json: fields[0]: constraints: minimum is not for the type string",
    ),
    "open_pattern": (
        lambda s: first(s).update(constraints={"pattern": "a|b"}),
        "dogs.json: dog_id: pattern: must be anchored and grouped, ^(?:...)$",
    ),
    "pattern": (lambda s: first(s).update(constraints={"pattern": "^(?:()$"}), "dogs.json: dog_id: pattern: "),
    "look_around": (lambda s: first(s).update(constraints={"pattern": "^(?:(?=a)b)$"}), "linear-time"),
    "bound": (
        lambda s: s["fields"][1].update(constraints={"minimum": "heavy"}),
        "dogs.json: weight: minimum: 'heavy' is not a value of the type number",
    ),
    "rule": (
        lambda s: s.update(rules=[{"name": "r", "sql": "weight >>> 1", "message": "m"}]),
        "dogs.json: rules: r: ",
    ),
    "rule_column": (
        lambda s: s.update(rules=[{"name": "r", "sql": "height > 1", "message": "m"}]),
        "dogs.json: there is no field 'height'",
    ),
    "key_column": (lambda s: s.update(primaryKey=["cat_id"]), "dogs.json: there is no field 'cat_id'"),
    "reference": (
        lambda s: s.update(foreignKeys=[{"fields": ["dog_id"], "reference": {"resource": "cats", "fields": ["x"]}}]),
        "dogs.json: foreignKeys: dog_id: there is no table 'cats' in the package",
    ),
    "no_key": (lambda s: s.pop("primaryKey"), "dogs.json: is not a Table Schema: KeyError at 'primaryKey'"),
    "missing_values": (lambda s: s.update(missingValues=["", "NA"]), "dogs.json: missingValues: "),
    "list_without_codes": (
        lambda s: first(s).update(list="breed"),
        "dogs.json: fields[0]: a field with `list` must repeat",
    ),
    "same_id": (
        lambda s: s.update(rules=[{"name": "dog_id.type", "sql": "weight > 1", "message": "m"}]),
        "two checks have the id dogs.dog_id.type",
    ),
}


NOT_PORTABLE = [
    ".",
    r"\d",
    r"\w+",
    r"a\b",
    r"[\d]",
    "(?i)a",
    "[[:alpha:]]",
    r"\p{L}",
    "a*?",
    "a++",
    "[a&&b]",
    "[a--b]",
    "a$",
]


@pytest.mark.parametrize("inner", NOT_PORTABLE)
def test_a_pattern_that_engines_read_differently_is_refused_with_its_place(tmp_path: Path, inner: str) -> None:
    package = small_package(tmp_path, lambda s: first(s).update(constraints={"pattern": f"^(?:{inner})$"}))
    with pytest.raises(PackageError, match=r"dogs.json: dog_id: pattern: .* does not mean the same in all engines"):
        read_plan(package)


@pytest.mark.parametrize("inner", ["a|b", "[^a]{2,}", r"a\.b", "[!-~]+", "(?:a-)*b?", "\u00e9{3}", "[0-9a-f-]"])
def test_a_pattern_with_explicit_classes_is_accepted(tmp_path: Path, inner: str) -> None:
    read_plan(small_package(tmp_path, lambda s: first(s).update(constraints={"pattern": f"^(?:{inner})$"})))


@pytest.mark.parametrize("sql", ["weight / 2 < 1", "dog_id LIKE 'a%'", "dog_id RLIKE 'a'", "CAST(weight AS TEXT) > ''"])
def test_a_rule_beyond_the_sql_that_all_engines_share_is_refused_with_its_place(tmp_path: Path, sql: str) -> None:
    rule = {"name": "r", "sql": sql, "message": "m"}
    with pytest.raises(PackageError, match=r"dogs.json: rules: r: may hold only comparisons"):
        read_plan(small_package(tmp_path, lambda s: s.update(rules=[rule])))


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_schema_is_refused_with_the_place_of_the_fault(tmp_path: Path, name: str) -> None:
    change, sentence = REFUSED[name]
    with pytest.raises(PackageError) as error:
        read_plan(small_package(tmp_path, change))
    assert sentence in str(error.value)


def test_the_unchanged_small_package_is_accepted(tmp_path: Path) -> None:
    assert [check.id for check in read_plan(small_package(tmp_path)).of("dogs")] == [
        "dogs.empty_row",
        "dogs.dog_id.type",
        "dogs.dog_id.required",
        "dogs.weight.type",
        "dogs.primary_key",
    ]


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("SELECT * FROM read_csv('/etc/passwd')", "reads read_csv, which the package does not have"),
        ("SELECT 1 FROM cats", "reads cats, which the package does not have"),
        ("DROP TABLE dogs", "must be one query over the tables of the package, with known functions only"),
    ],
)
def test_a_query_over_anything_but_the_tables_of_the_package_is_refused(
    tmp_path: Path, sql: str, sentence: str
) -> None:
    package = small_package(tmp_path)
    across = tmp_path / "schemas" / "across"
    across.mkdir(parents=True)
    (across / "bad.sql").write_text(f"-- message: is bad\n{sql}\n")
    with pytest.raises(PackageError, match=f"bad.sql: {sentence}"):
        read_plan(package)
