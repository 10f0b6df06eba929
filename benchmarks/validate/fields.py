"""The columns of the tables that `make bench` validates, and what their cells must satisfy."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

Cell = tuple[int, str | None]
"""A line of the file, and a column or, for a fault of the whole row, None."""

FIRST_LINE = 2
"""The line of the first row, after the header."""

STATIONS = 1000
PREFIXES = ("ABE", "BRU", "COR", "DAX", "ESK", "FYN", "GIL", "HOY", "ISK", "JUR")
KINDS = ("air", "dust", "heat", "light", "noise", "rain", "snow", "wind")
NOTE_LENGTH = 40
"""Characters of the longest note."""

STATES = ("closed", "held", "lost", "new", "open")
CODE = "^(?:[A-Z]{3}-[0-9]{6})$"
RULE = {"name": "begun_before_ended", "sql": "begun <= ended", "message": "it begins before it ends"}
NEEDED = {"required": True}
FIELDS: dict[str, tuple[str, dict[str, Any]]] = {
    "id": ("integer", {**NEEDED, "minimum": 1}),
    "code": ("string", {**NEEDED, "pattern": CODE}),
    "station": ("string", NEEDED),
    "kind": ("string", {**NEEDED, "enum": list(KINDS)}),
    "state": ("string", {**NEEDED, "enum": list(STATES)}),
    "count": ("integer", {**NEEDED, "minimum": 0, "maximum": 99999}),
    "change": ("integer", {"minimum": -1000, "maximum": 1000}),
    "share": ("number", {**NEEDED, "minimum": 0, "maximum": 1}),
    "price": ("number", {**NEEDED, "minimum": 0}),
    "begun": ("date", {**NEEDED, "minimum": "2000-01-01"}),
    "ended": ("date", {}),
    "checked": ("boolean", NEEDED),
    "public": ("boolean", NEEDED),
    "note": ("string", {"maxLength": NOTE_LENGTH}),
}
TYPES: dict[str, pl.DataType] = {
    "string": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "date": pl.Date(),
    "boolean": pl.Boolean(),
}
SCHEMA = {name: TYPES[type_] for name, (type_, _) in FIELDS.items()}
REQUIRED = [name for name, (_, constraints) in FIELDS.items() if constraints.get("required")]


def stations(folder: Path) -> list[str]:
    """Return the keys of the table of stations."""
    return pl.read_csv(folder / "stations.csv")["station"].to_list()


def bound(value: Any) -> Any:
    """Return a bound as a value of its column's type: a text is a day."""
    return date.fromisoformat(value) if isinstance(value, str) else value
