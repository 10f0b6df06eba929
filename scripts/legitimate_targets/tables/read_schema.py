"""Reads the schema of a package's table (Table Schema JSON) and refuses whatever it does not know, with its place."""

from collections.abc import Mapping
from typing import Any

from legitimate_targets.datapackage.package import NAME, Package, Resource, read_json
from legitimate_targets.errors import PackageError, shortened
from legitimate_targets.tables.json_shapes import refuse_misshapen
from legitimate_targets.tables.model import Field, Reference, Rule, Span, Table
from legitimate_targets.tables.types import CONSTRAINTS, PACKAGE_TYPES

SCHEMA_KEYS = {"$schema", "name", "title", "description", "fields", "missingValues", "primaryKey"} | {
    "uniqueKeys", "foreignKeys", "span", "rules", "derived",
}  # fmt: skip
FIELD_KEYS = {"name", "type", "description", "example", "constraints", "list", "text", "evidence", "why"}
CONSTRAINT_KEYS = {name for name, constraint in CONSTRAINTS.items() if constraint.package_types}


def read_table(package: Package, resource: Resource) -> Table:
    """Return the schema of one table; raise PackageError with the place of what is wrong or unknown in it."""
    place = resource.schema
    schema = read_json(package.files, place)
    refuse_misshapen(schema, place)
    try:
        _refuse_unknown(schema, SCHEMA_KEYS, place)
        table = _table(resource, schema)
    except (KeyError, TypeError, AttributeError) as error:
        raise PackageError(f"{place}: is not a Table Schema: {type(error).__name__} at {error}") from None
    for column in table.columns:
        if not NAME.fullmatch(column):
            raise PackageError(f"{place}: {shortened(column)!r} is not a column's name")
    for name in _named_columns(table):
        table.field(name)
    return table


def columns_of(value: str | list[str]) -> tuple[str, ...]:
    """Return the columns of a key, which the standard allows to be one name or a list of names."""
    return (value,) if isinstance(value, str) else tuple(value)


def span_of(schema: Mapping[str, Any]) -> Span | None:
    """Return the span that a schema declares, or None."""
    return Span(schema["span"]["source"], schema["span"].get("text")) if "span" in schema else None


def rules_of(schema: Mapping[str, Any]) -> tuple[Rule, ...]:
    """Return the row rules of a schema."""
    return tuple(Rule(entry["name"], entry["sql"], entry["message"]) for entry in schema.get("rules", ()))


def _table(resource: Resource, schema: Mapping[str, Any]) -> Table:
    if schema.get("missingValues") != [""]:
        raise PackageError(f'{resource.schema}: missingValues: must be [""], the empty cell and nothing else')
    _one_of(schema.get("derived", "tables"), ("tables", "texts", "codings"), f"{resource.schema}: derived")
    fields = tuple(_field(entry, f"{resource.schema}: fields[{n}]") for n, entry in enumerate(schema["fields"]))
    return Table(
        name=resource.name,
        path=resource.path,
        schema=resource.schema,
        title=schema.get("title", resource.name),
        description=schema.get("description", ""),
        fields=fields,
        primary_key=columns_of(schema["primaryKey"]),
        unique_keys=tuple(tuple(key) for key in schema.get("uniqueKeys", ())),
        references=tuple(_reference(entry) for entry in schema.get("foreignKeys", ())),
        span=span_of(schema),
        rules=rules_of(schema),
        derived=schema.get("derived"),
    )


def _field(entry: Mapping[str, Any], place: str) -> Field:
    _refuse_unknown(entry, FIELD_KEYS, place)
    type_, constraints = entry["type"], entry.get("constraints", {})
    if type_ not in PACKAGE_TYPES:
        raise PackageError(f"{place}: unknown type {type_!r}")
    _refuse_unknown(constraints, CONSTRAINT_KEYS, f"{place}: constraints")
    for constraint in constraints:
        if type_ not in CONSTRAINTS[constraint].package_types:
            raise PackageError(f"{place}: constraints: {constraint} is not for the type {type_}")
    _one_of(entry.get("text", "quoted"), ("quoted", "former"), f"{place}: text")
    _one_of(entry.get("evidence", "none"), ("required", "none"), f"{place}: evidence")
    if "list" in entry and "enum" not in constraints:
        raise PackageError(f"{place}: a field with `list` must repeat the codes of the list in `enum`")
    return Field(
        name=entry["name"],
        type=type_,
        description=entry.get("description", ""),
        example=entry.get("example"),
        constraints=constraints,
        list=entry.get("list"),
        printed="text" in entry,
        evidence=entry.get("evidence") == "required",
        why=entry.get("why"),
        former=entry.get("text") == "former",
    )


def _reference(entry: Mapping[str, Any]) -> Reference:
    reference = entry["reference"]
    return Reference(columns_of(entry["fields"]), reference["resource"], columns_of(reference["fields"]))


def _named_columns(table: Table) -> list[str]:
    """Return the columns that keys, foreign keys and the span name, all of which must exist."""
    named = [*table.primary_key, *(name for key in table.unique_keys for name in key)]
    named += [name for reference in table.references for name in reference.columns]
    if table.span:
        named += [table.span.source, "start", "end", "sha256"]
        named += [table.span.text] if table.span.text else []
    return named


def _refuse_unknown(entry: Mapping[str, Any], known: set[str], place: str) -> None:
    unknown = sorted(set(entry) - known)
    if unknown:
        raise PackageError(f"{place}: unknown property {unknown[0]!r}")


def _one_of(value: object, known: tuple[str, ...], place: str) -> None:
    if value not in known:
        raise PackageError(f"{place}: {value!r} is not one of {', '.join(known)}")
