"""Makes the mutants of keys, foreign keys, spans and row rules."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from tests.mutation import sql
from tests.mutation.constraints import Changed
from tests.mutation.mutant import Schema


def mutants(schema: Schema, tables: Mapping[str, Schema]) -> Iterator[Changed]:
    """Yield every schema that differs in one key, reference, span or rule; `tables` are all schemas by name."""
    yield from _primary(schema)
    yield from _unique(schema)
    for place, reference in enumerate(schema.get("foreignKeys", ())):
        rule = f"{'_'.join(_listed(reference['fields']))}.foreign_key"
        yield rule, "foreignKeys", "dropped", _put(schema, "foreignKeys", place, None)
        for way, other in _references(schema, reference, tables):
            yield rule, "foreignKeys", way, _put(schema, "foreignKeys", place, other)
    yield from _span(schema)
    for place, rule in enumerate(schema.get("rules", ())):
        yield rule["name"], "row rule", "dropped", _put(schema, "rules", place, None)
        for way, text in sql.changes(rule["sql"]):
            yield rule["name"], "row rule", way, _put(schema, "rules", place, {**rule, "sql": text})


def _put(schema: Schema, name: str, place: int, value: Any) -> Schema:
    other = deepcopy(schema)
    other[name][place : place + 1] = [] if value is None else [value]
    return other


def _primary(schema: Schema) -> Iterator[Changed]:
    key = schema["primaryKey"]
    for way, other in _keys(schema, key):
        yield "primary_key", "primaryKey", way, {**schema, "primaryKey": other}


def _unique(schema: Schema) -> Iterator[Changed]:
    for place, key in enumerate(schema.get("uniqueKeys", ())):
        rule = f"{'_'.join(key)}.unique"
        yield rule, "uniqueKeys", "dropped", _put(schema, "uniqueKeys", place, None)
        for way, other in _keys(schema, key):
            yield rule, "uniqueKeys", way, _put(schema, "uniqueKeys", place, other)


def _keys(schema: Schema, key: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the key without one of its columns, with one more, and with one replaced."""
    others = [field["name"] for field in schema["fields"] if field["name"] not in key]
    for column in key:
        if len(key) > 1:
            yield f"without {column}", [each for each in key if each != column]
    for other in others:
        yield f"with {other}", [*key, other]
    if others:
        yield f"{others[-1]} for {key[0]}", [others[-1], *key[1:]]
        yield f"{others[0]} for {key[-1]}", [*key[:-1], others[0]]


def _references(schema: Schema, reference: Schema, tables: Mapping[str, Schema]) -> Iterator[tuple[str, Schema]]:
    """Yield the reference to another table, to another column of its table, and from another column."""
    target = reference["reference"]
    columns, keys = (_listed(each["fields"]) for each in (reference, target))
    if len(columns) > 1:
        return
    for table in tables:
        if table != target["resource"] and len(tables[table]["primaryKey"]) == 1:
            to = {"resource": table, "fields": tables[table]["primaryKey"]}
            yield f"to {table}", {**reference, "reference": to}
    for field in tables[target["resource"]]["fields"]:
        if field["name"] not in keys and field["type"] == "string":
            yield f"to {field['name']}", {**reference, "reference": {**target, "fields": [field["name"]]}}
    others = [field["name"] for field in schema["fields"] if field["name"] not in columns and field["type"] == "string"]
    yield from ((f"from {other}", {**reference, "fields": [other]}) for other in others[:3])


def _listed(columns: str | list[str]) -> list[str]:
    return [columns] if isinstance(columns, str) else columns


def _span(schema: Schema) -> Iterator[Changed]:
    if "span" not in schema:
        return
    yield "span", "span", "dropped", {name: value for name, value in schema.items() if name != "span"}
    span = schema["span"]
    if "text" in span:
        yield "span", "span", "without its text", {**schema, "span": {"source": span["source"]}}
        others = [field["name"] for field in schema["fields"] if field["type"] == "string"]
        for other in others[:3]:
            yield "span", "span", f"text is {other}", {**schema, "span": {**span, "text": other}}
