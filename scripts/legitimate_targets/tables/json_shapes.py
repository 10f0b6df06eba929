"""The JSON shape of every property of a Table Schema: which are texts, lists or objects, and of what."""

from collections.abc import Callable, Mapping
from typing import Any

from legitimate_targets.errors import PackageError

Shape = Callable[[Any], bool]
"""A function that says whether a JSON value has a shape."""

LONGEST_PATTERN = 1000
"""Characters of a regular expression: a longer one takes noticeable time to compile."""

MOST_FIELDS = 1000
"""Columns of one table: each becomes several checks."""


def is_text(value: Any) -> bool:
    """Return whether a JSON value is a text that is not empty."""
    return isinstance(value, str) and value != ""


def is_any_text(value: Any) -> bool:
    """Return whether a JSON value is a text, empty or not."""
    return isinstance(value, str)


def is_flag(value: Any) -> bool:
    """Return whether a JSON value is true or false."""
    return isinstance(value, bool)


def is_length(value: Any) -> bool:
    """Return whether a JSON value is a whole number that is not negative."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_scalar(value: Any) -> bool:
    """Return whether a JSON value is a text, a number, true or false."""
    return isinstance(value, str | int | float)


def is_pattern(value: Any) -> bool:
    """Return whether a JSON value is a text that is short enough to be compiled."""
    return is_text(value) and len(value) <= LONGEST_PATTERN


def list_of(shape: Shape, least: int = 0) -> Shape:
    """Return the shape of a list of at least `least` values of one shape."""
    return lambda value: isinstance(value, list) and len(value) >= least and all(map(shape, value))


def object_of(shapes: Mapping[str, Shape], *needed: str) -> Shape:
    """Return the shape of an object whose named properties have their shapes and include the needed ones."""
    return lambda value: isinstance(value, dict) and not wrong_property(value, shapes) and set(needed) <= set(value)


def is_name_or_names(value: Any) -> bool:
    """Return whether a JSON value is the name of a column or a list of such names."""
    return is_text(value) or list_of(is_text, 1)(value)


CONSTRAINT_SHAPES: Mapping[str, Shape] = {
    "required": is_flag,
    "unique": is_flag,
    "enum": list_of(is_scalar, 1),
    "pattern": is_pattern,
    "minLength": is_length,
    "maxLength": is_length,
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), is_scalar),
}
FIELD_SHAPES: Mapping[str, Shape] = {
    "constraints": lambda value: isinstance(value, dict),
    **dict.fromkeys(("name", "type", "description", "list", "text", "evidence", "why"), is_any_text),
}
REFERENCE_SHAPES: Mapping[str, Shape] = {"resource": is_any_text, "fields": is_name_or_names}
SCHEMA_SHAPES: Mapping[str, Shape] = {
    "fields": lambda value: list_of(lambda entry: isinstance(entry, dict), 1)(value) and len(value) <= MOST_FIELDS,
    "missingValues": list_of(lambda value: is_any_text(value) or object_of({"value": is_any_text}, "value")(value)),
    "primaryKey": is_name_or_names,
    "uniqueKeys": list_of(list_of(is_text, 1)),
    "foreignKeys": list_of(
        object_of(
            {"fields": is_name_or_names, "reference": object_of(REFERENCE_SHAPES, "fields")}, "fields", "reference"
        )
    ),
    "span": object_of({"source": is_text, "text": is_text}, "source"),
    "rules": list_of(object_of(dict.fromkeys(("name", "sql", "message"), is_text), "name", "sql", "message")),
    **dict.fromkeys(("$schema", "name", "title", "description", "derived"), is_any_text),
}


def refuse_misshapen(schema: Mapping[str, Any], place: str) -> None:
    """Raise PackageError for the first property whose JSON has the wrong shape, and name its place."""
    _refuse(schema, SCHEMA_SHAPES, ("fields",), place)
    for number, entry in enumerate(schema["fields"]):
        inner = f"{place}: fields[{number}]"
        _refuse(entry, FIELD_SHAPES, ("name",), inner)
        _refuse(entry.get("constraints", {}), CONSTRAINT_SHAPES, (), f"{inner}: constraints")
    found = [entry["name"] for entry in schema["fields"]]
    for name in found:
        if name == "line":
            raise PackageError(f"{place}: 'line' is the name of the line number in queries; rename the column")
        if not name.isprintable() or name == "" or found.count(name) > 1:
            raise PackageError(f"{place}: {name!r}: is not a column's name, or is given twice")


def _refuse(value: Mapping[str, Any], shapes: Mapping[str, Shape], needed: tuple[str, ...], place: str) -> None:
    for name in needed:
        if name not in value:
            raise PackageError(f"{place}: {name}: is missing")
    wrong = wrong_property(value, shapes)
    if wrong is not None:
        raise PackageError(f"{place}: {wrong}: does not have the shape that Table Schema gives it")


def wrong_property(value: Mapping[str, Any], shapes: Mapping[str, Shape]) -> str | None:
    """Return the first property of an object that does not have its shape, or None if all have it."""
    return next((name for name, shape in shapes.items() if name in value and not shape(value[name])), None)
