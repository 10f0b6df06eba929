"""Reads any Table Schema for one file: the standard's plain constraints, and a sentence for what is not supported."""

from collections.abc import Iterator, Mapping
from typing import Any

from legitimate_targets.errors import PackageError
from legitimate_targets.tables.json_shapes import refuse_misshapen
from legitimate_targets.tables.model import ORDERED, TYPES, Field, Reference, Rule, Span, Table, columns_of

STANDARD_TYPES: dict[str, str] = {name: name for name in (*TYPES, "year", "datetime")} | {"any": "string"}
"""The types of the standard that are read, each with the type that its cells are checked as."""

BOUNDED = {*ORDERED, "year", "datetime"}
ANY_TYPE = {"required", "unique", "enum"}
TEXT = {"pattern", "minLength", "maxLength"}
BOUNDS = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}
AS_WRITTEN: dict[str, tuple[object, ...]] = {
    "format": ("default",),
    "decimalChar": (".",),
    "bareNumber": (True,),
    "trueValues": (["true"],),
    "falseValues": (["false"],),
}
"""Properties of a field that would change how a cell is written, and the values that leave the grammar as it is."""

UNREADABLE = ("groupChar", "missingValues", "itemType", "delimiter")
LAX = ("exact", ["exact"])


def read_standard(schema: Mapping[str, Any], place: str, name: str, path: str) -> tuple[Table, list[str]]:
    """The table that a Table Schema describes, and the ids of its foreign keys that one file cannot show.

    `place` is where the schema stands, `name` and `path` are those of the table. Properties that the standard does
    not know are passed over, but for `text`, `span` and `rules`, which mean what they mean in a package. Raises
    PackageError with the place of what is wrong, or not supported.
    """
    refuse_misshapen(schema, place)
    if schema.get("fieldsMatch", "exact") not in LAX:
        raise PackageError(f"{place}: fieldsMatch: only exact is supported")
    fields = tuple(_field(entry, f"{place}: fields[{number}]") for number, entry in enumerate(schema["fields"]))
    references = list(_references(schema, name))
    table = Table(
        name=name,
        path=path,
        schema=place,
        title=schema.get("title", name),
        description=schema.get("description", ""),
        fields=fields,
        primary_key=columns_of(schema.get("primaryKey", ())),
        unique_keys=tuple(tuple(key) for key in schema.get("uniqueKeys", ())),
        references=tuple(reference for reference in references if reference.table == name),
        span=Span(schema["span"]["source"], schema["span"].get("text")) if "span" in schema else None,
        rules=tuple(Rule(rule["name"], rule["sql"], rule["message"]) for rule in schema.get("rules", ())),
        missing=tuple(_missing(schema.get("missingValues", [""]))),
    )
    elsewhere = [reference for reference in references if reference.table != name]
    return table, [f"{name}.{'_'.join(reference.columns)}.foreign_key" for reference in elsewhere]


def _field(entry: Mapping[str, Any], place: str) -> Field:
    type_ = entry.get("type", "string")
    if type_ not in STANDARD_TYPES:
        raise PackageError(f"{place}: the type {type_!r} is not supported; {', '.join(STANDARD_TYPES)} are")
    for name, values in AS_WRITTEN.items():
        if name in entry and entry[name] not in values:
            raise PackageError(f"{place}: {name}: {entry[name]!r} is not supported")
    for name in UNREADABLE:
        if name in entry:
            raise PackageError(f"{place}: {name}: is not supported")
    return Field(
        name=entry["name"],
        type=STANDARD_TYPES[type_],
        description=entry.get("description", ""),
        example=None,
        constraints=_constraints(entry.get("constraints", {}), STANDARD_TYPES[type_], f"{place}: constraints"),
        list=None,
        printed=entry.get("text") == "quoted",
        evidence=False,
        why=None,
    )


def _constraints(given: Mapping[str, Any], type_: str, place: str) -> dict[str, Any]:
    """The constraints; a pattern, which by the standard matches as a whole, is anchored and grouped."""
    known = ANY_TYPE | (TEXT if type_ == "string" else set()) | (BOUNDS if type_ in BOUNDED else set())
    for name in given:
        if name not in known:
            raise PackageError(f"{place}: {name} is not supported for the type {type_}")
    return {name: f"^(?:{value})$" if name == "pattern" else value for name, value in given.items()}


def _references(schema: Mapping[str, Any], name: str) -> Iterator[Reference]:
    """The foreign keys; an empty or missing name of the other table means the table itself."""
    for entry in schema.get("foreignKeys", ()):
        target = entry["reference"]
        yield Reference(columns_of(entry["fields"]), target.get("resource") or name, columns_of(target["fields"]))


def _missing(values: list[Any]) -> Iterator[str]:
    yield from (value if isinstance(value, str) else value["value"] for value in values)
