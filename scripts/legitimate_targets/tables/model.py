"""Reads one table's schema (Table Schema JSON) and refuses whatever it does not know, with its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from legitimate_targets.datapackage.package import NAME, Package, Resource, read_json
from legitimate_targets.errors import PackageError, shortened
from legitimate_targets.tables.json_shapes import refuse_misshapen

TYPES = ("string", "integer", "number", "date", "boolean")
ORDERED = ("integer", "number", "date")
SCHEMA_KEYS = {"$schema", "name", "title", "description", "fields", "missingValues", "primaryKey"} | {
    "uniqueKeys", "foreignKeys", "span", "rules", "derived",
}  # fmt: skip
FIELD_KEYS = {"name", "type", "description", "example", "constraints", "list", "text", "evidence", "why"}
CONSTRAINTS: dict[str, tuple[str, ...]] = {
    "required": TYPES,
    "unique": TYPES,
    "enum": ("string",),
    "pattern": ("string",),
    "minLength": ("string",),
    "maxLength": ("string",),
    "minimum": ORDERED,
    "maximum": ORDERED,
}
"""Each constraint that is checked, and the types of field that may have it."""


@dataclass(frozen=True)
class Field:
    """One column: its type, its constraints as they stand in the JSON, and the properties of this project.

    `list` names the vocabulary list of its codes; `printed` is true for text as an article prints it;
    `evidence` is true where every non-empty cell needs a row in the table evidence, else `why` says why not.
    """

    name: str
    type: str
    description: str
    example: str | None
    constraints: Mapping[str, Any]
    list: str | None
    printed: bool
    evidence: bool
    why: str | None

    @property
    def required(self) -> bool:
        """Whether no cell of the column may be empty."""
        return bool(self.constraints.get("required"))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that its cells may hold, in the order of the schema; none where any value of the type may stand."""
        return tuple(self.constraints.get("enum", ()))


@dataclass(frozen=True)
class Reference:
    """A foreign key: the columns of the table and the columns of the table that they point to."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True)
class Span:
    """The columns of a row's span: the source's key, and the text where the row carries it."""

    source: str
    text: str | None


@dataclass(frozen=True)
class Rule:
    """A rule over the cells of one row: SQL that is not false for a good row."""

    name: str
    sql: str
    message: str


@dataclass(frozen=True)
class Table:
    """One table's schema; `path` is its CSV and `schema` the JSON, both relative to the package.

    `missing` are the cells that are none, which in a package is the empty cell alone.
    `derived` says from what a command writes the table ("tables", "texts" as well, or "codings"); null where people do.
    """

    name: str
    path: str
    schema: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    references: tuple[Reference, ...]
    span: Span | None
    rules: tuple[Rule, ...]
    derived: str | None = None
    missing: tuple[str, ...] = ("",)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns in the order of the file."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """The column of that name; raises PackageError when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise PackageError(f"{self.schema}: there is no field {name!r}")


def read_table(package: Package, resource: Resource) -> Table:
    """The schema of one table; raises PackageError with the place of what is wrong or unknown in it."""
    place = resource.schema
    schema = read_json(package.files, place)
    refuse_misshapen(schema, place)
    try:
        _known(schema, SCHEMA_KEYS, place)
        table = _table(resource, schema)
    except (KeyError, TypeError, AttributeError) as error:
        raise PackageError(f"{place}: is not a Table Schema: {type(error).__name__} at {error}") from None
    for column in table.columns:
        if not NAME.fullmatch(column):
            raise PackageError(f"{place}: {shortened(column)!r} is no name for a column")
    for name in _named_columns(table):
        table.field(name)
    return table


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
        span=_span(schema["span"]) if "span" in schema else None,
        rules=tuple(Rule(entry["name"], entry["sql"], entry["message"]) for entry in schema.get("rules", ())),
        derived=schema.get("derived"),
    )


def _field(entry: Mapping[str, Any], place: str) -> Field:
    _known(entry, FIELD_KEYS, place)
    kind, constraints = entry["type"], entry.get("constraints", {})
    if kind not in TYPES:
        raise PackageError(f"{place}: unknown type {kind!r}")
    _known(constraints, set(CONSTRAINTS), f"{place}: constraints")
    for constraint in constraints:
        if kind not in CONSTRAINTS[constraint]:
            raise PackageError(f"{place}: constraints: {constraint} is not for the type {kind}")
    _one_of(entry.get("text", "quoted"), ("quoted",), f"{place}: text")
    _one_of(entry.get("evidence", "none"), ("required", "none"), f"{place}: evidence")
    if "list" in entry and "enum" not in constraints:
        raise PackageError(f"{place}: a field with a list has the list's codes as its enum")
    return Field(
        name=entry["name"],
        type=kind,
        description=entry.get("description", ""),
        example=entry.get("example"),
        constraints=constraints,
        list=entry.get("list"),
        printed="text" in entry,
        evidence=entry.get("evidence") == "required",
        why=entry.get("why"),
    )


def _reference(entry: Mapping[str, Any]) -> Reference:
    reference = entry["reference"]
    return Reference(columns_of(entry["fields"]), reference["resource"], columns_of(reference["fields"]))


def columns_of(value: str | list[str]) -> tuple[str, ...]:
    """The columns of a key, which the standard lets be one name or a list of names."""
    return (value,) if isinstance(value, str) else tuple(value)


def _span(entry: Mapping[str, Any]) -> Span:
    return Span(entry["source"], entry.get("text"))


def _named_columns(table: Table) -> list[str]:
    named = [*table.primary_key, *(name for key in table.unique_keys for name in key)]
    named += [name for reference in table.references for name in reference.columns]
    if table.span:
        named += [table.span.source, "start", "end", "sha256"]
        named += [table.span.text] if table.span.text else []
    return named


def _known(entry: Mapping[str, Any], known: set[str], place: str) -> None:
    unknown = sorted(set(entry) - known)
    if unknown:
        raise PackageError(f"{place}: unknown property {unknown[0]!r}")


def _one_of(value: object, known: tuple[str, ...], place: str) -> None:
    if value not in known:
        raise PackageError(f"{place}: {value!r} is not one of {', '.join(known)}")
