"""Reads any Table Schema for one CSV file: the plain constraints of the standard. Anything else is refused by name."""

from collections.abc import Iterator, Mapping
from typing import Any

from legitimate_targets.errors import PackageError
from legitimate_targets.tables.json_shapes import refuse_misshapen
from legitimate_targets.tables.model import Field, Reference, Table
from legitimate_targets.tables.read_schema import columns_of, rules_of, span_of
from legitimate_targets.tables.types import CONSTRAINTS, TYPES

STANDARD_TYPES: dict[str, str] = {name: name for name in TYPES} | {"any": "string"}
"""The types of the standard that are read, each with the type that its cells are checked as."""

AS_WRITTEN: dict[str, tuple[object, ...]] = {
    "format": ("default",),
    "decimalChar": (".",),
    "bareNumber": (True,),
    "trueValues": (["true"],),
    "falseValues": (["false"],),
}
"""Properties that would change how a cell is written, each with the values that change nothing."""

UNSUPPORTED = ("groupChar", "missingValues", "itemType", "delimiter")
"""Properties of a field that change how a cell is read, whatever their value."""

EXACT = ("exact", ["exact"])
"""The two spellings that ask for exactly the schema's header: the standard's, and the list that some tools write."""


def read_standard(schema: Mapping[str, Any], place: str, name: str, path: str) -> tuple[Table, list[str]]:
    """Return the table that a Table Schema describes, and the ids of its foreign keys into other tables.

    `place` is the path of the schema for messages; `name` and `path` are those of the table. Properties that the
    standard does not know are ignored, except `text`, `span` and `rules`, which mean what they mean in a package.
    Raises PackageError with the place of what is wrong or unsupported.
    """
    refuse_misshapen(schema, place)
    if schema.get("fieldsMatch", "exact") not in EXACT:
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
        span=span_of(schema),
        rules=rules_of(schema),
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
    for name in UNSUPPORTED:
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
    """Return the constraints of a field; a pattern, which matches as a whole by the standard, is anchored."""
    for name in given:
        if name not in CONSTRAINTS or type_ not in CONSTRAINTS[name].file_types:
            raise PackageError(f"{place}: {name} is not supported for the type {type_}")
    return {name: f"^(?:{value})$" if name == "pattern" else value for name, value in given.items()}


def _references(schema: Mapping[str, Any], name: str) -> Iterator[Reference]:
    """Yield the foreign keys; an empty or missing name of the other table means the table itself."""
    for entry in schema.get("foreignKeys", ()):
        target = entry["reference"]
        yield Reference(columns_of(entry["fields"]), target.get("resource") or name, columns_of(target["fields"]))


def _missing(values: list[Any]) -> Iterator[str]:
    """Yield the spellings of an empty cell, which version 2 of the standard also gives as objects with a label."""
    yield from (value if isinstance(value, str) else value["value"] for value in values)
