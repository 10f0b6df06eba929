"""Makes the mutants of what a cell must satisfy: types, evidence, required, unique, enum, pattern and bounds."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from tests.mutation import patterns
from tests.mutation.mutant import Schema

OTHER_TYPES = {
    "integer": ("number", "string"),
    "number": ("integer", "string"),
    "date": ("string",),
    "boolean": ("string",),
    "string": ("integer",),
}
LESS, MORE = "minimum", "maximum"
SMALL = 0.000001
"""How far a bound of numbers is moved, as well as by one."""

Changed = tuple[str, str, str, Schema]
"""The id of the check without the table, the sort of rule, the way it was changed, and the changed schema."""


def mutants(schema: Schema) -> Iterator[Changed]:
    """Yield every schema that differs in one property of one field."""
    for place, field in enumerate(schema["fields"]):
        for rule, sort, way, changed, *added in _of_field(schema, field):
            other = deepcopy(schema)
            other["fields"][place] = changed
            other.setdefault("rules", []).extend(added)
            yield f"{field['name']}.{rule}", sort, way, other


def _of_field(schema: Schema, field: Schema) -> Iterator[tuple[Any, ...]]:
    for type_ in OTHER_TYPES[field["type"]]:
        constraints = {name: value for name, value in field.get("constraints", {}).items() if name == "required"}
        plain = {name: value for name, value in field.items() if name != "list"}
        yield "type", "type", type_, {**plain, "type": type_, "constraints": constraints}
    if "evidence" in field:
        other = "none" if field["evidence"] == "required" else "required"
        yield "evidence", "evidence", other, {**field, "evidence": other}
    if "text" in field:
        yield "printed", "printed", "dropped", {name: value for name, value in field.items() if name != "text"}
    for name, value in field.get("constraints", {}).items():
        for way, other, *added in _of_constraint(schema, field, name, value):
            constraints = {each: given for each, given in field["constraints"].items() if each != name}
            bare = {each: given for each, given in field.items() if other or each != "list" or name != "enum"}
            yield name, name, way, {**bare, "constraints": {**constraints, **other}}, *added
    given = field.get("constraints", {})
    if not given.get("required"):
        yield "required", "required", "added", {**field, "constraints": {**given, "required": True}}


def _of_constraint(schema: Schema, field: Schema, name: str, value: Any) -> Iterator[tuple[Any, ...]]:
    """Yield each way to change a constraint, with the constraints and row rules that replace it."""
    yield "dropped", {}
    column = f'"{field["name"]}"'
    if name == "required":
        yield "negated", {}, _rule(field, name, f"{column} IS NULL")
        for way, other in _neighbours(schema, field):
            yield way, {}, _rule(field, name, f"{column} IS NOT NULL OR {other} IS NULL")
    elif name == "enum":
        codes = ", ".join(f"'{code}'" for code in value)
        yield "negated", {}, _rule(field, name, f"{column} NOT IN ({codes})")
        yield from ((way, {name: codes}) for way, codes in _codes(value))
    elif name == "pattern":
        yield from ((way, {name: pattern}) for way, pattern in patterns.changes(value))
    elif name in (LESS, MORE):
        yield from _bounds(field, name, value, column)


def _rule(field: Schema, name: str, sql: str) -> Schema:
    return {"name": f"{field['name']}.{name}", "sql": sql, "message": "is a mutant"}


def _neighbours(schema: Schema, field: Schema) -> Iterator[tuple[str, str]]:
    """Yield columns on which `required` could be made to depend."""
    others = [each for each in schema["fields"] if not each.get("constraints", {}).get("required")]
    yield from ((f"only with {each['name']}", f'"{each["name"]}"') for each in others[:2])


def _codes(codes: list[str]) -> Iterator[tuple[str, list[str]]]:
    for place, code in enumerate(codes):
        yield f"{code} is gone", [*codes[:place], *codes[place + 1 :]] or [f"{code}s"]
    first = codes[0]
    for longer in (first.upper(), first[:-1] or "x", f"{first}s", f"{first} ", "another"):
        if longer not in codes:
            yield f"{longer!r} is added", [*codes, longer]


def _bounds(field: Schema, name: str, value: Any, column: str) -> Iterator[tuple[Any, ...]]:
    steps = (-1, 1) if field["type"] == "integer" else (-1, 1, -SMALL, SMALL)
    for step in steps:
        yield f"moved by {step:g}", {name: value + step}
    sign = ">" if name == LESS else "<"
    yield "exclusive", {}, _rule(field, name, f"{column} {sign} {value}")
    yield "negated", {}, _rule(field, name, f"NOT ({column} {sign}= {value})")
    yield "equal", {}, _rule(field, name, f"{column} = {value}")
    yield "turned", {MORE if name == LESS else LESS: value}
