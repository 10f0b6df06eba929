"""Draws packages for Hypothesis: random columns, constraints and keys, and rows that are faulty now and then."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hypothesis import strategies as st

from legitimate_targets.datapackage.limits import LARGEST_FILE
from legitimate_targets.datapackage.package import Package, Resource
from legitimate_targets.errors import PackageError

TABLE, KINDS = "things", "kinds"
MOST_ROWS = 7
"""Most rows of a drawn table: enough for keys to repeat, few enough for Hypothesis to be quick."""

KIND_ROWS = [["kind"], ["a"], ["b"], ["c"]]
GOOD: Mapping[str, Sequence[str]] = {
    "string": ("a", "b", "c", "ab", "ABC", "a b", "NA", "-1", "z9", "\u00e9", "=1+1", 'say "no"', "x,y"),
    "integer": ("0", "1", "2", "-1", "10", "99", "9007199254740993"),
    "number": ("0", "1", "0.5", "-1", "1.50", "2.25", "10", "123456789.125"),
    "date": ("2025-01-01", "2025-01-02", "2024-02-29", "1999-12-31"),
    "boolean": ("true", "false"),
}
BAD: Mapping[str, Sequence[str]] = {
    "string": (),
    "integer": ("x", "1.5", "1.0", "0x1", "--1", "1e3", "a1"),
    "number": ("x", "1.5.2", "1,5", "--1", "1/2"),
    "date": ("x", "2023-02-29", "05/01/2020", "2020-13-01", "20200101", "2020-01-01T00:00"),
    "boolean": ("x", "yes", "tru", "2"),
}
"""Cells that Frictionless refuses as well; test_differential.py has those outside the grammar that it accepts."""

CONSTRAINTS: Mapping[str, Sequence[tuple[str, Any]]] = {
    "string": (
        ("enum", ["a", "b", "c"]),
        ("enum", ["NA", "z9", "ab"]),
        ("pattern", "^(?:[a-z]+)$"),
        ("pattern", "^(?:[A-Za-z0-9-]{1,2})$"),
        ("minLength", 2),
        ("maxLength", 2),
    ),
    "integer": (("minimum", 0), ("minimum", 1), ("maximum", 10), ("maximum", 1)),
    "number": (("minimum", 0), ("minimum", 0.5), ("maximum", 2), ("maximum", 2.25)),
    "date": (("minimum", "2025-01-01"), ("maximum", "2025-01-01")),
    "boolean": (),
}
RULES = ("x IS NULL OR y IS NOT NULL", "x <> y", "(x IS NULL) = (z IS NULL)")
Field = dict[str, Any]


@dataclass(frozen=True)
class Drawn:
    """A package of two tables: a drawn one, and one with the kinds that the first may point to."""

    schema: Mapping[str, Any]
    rows: list[list[str]]

    @cached_property
    def package(self) -> Package:
        """The package in memory, as the validator reads it."""
        return Package(Memory(self._files()), "", (_resource(TABLE), _resource(KINDS)))

    @property
    def descriptor(self) -> dict[str, Any]:
        """The descriptor with the cells in it, as Frictionless reads the package."""
        header = [field["name"] for field in self.schema["fields"]]
        cells = {TABLE: [header, *self.rows], KINDS: KIND_ROWS}
        schemas = {TABLE: self.schema, KINDS: KIND_SCHEMA}
        return {"resources": [{"name": name, "data": cells[name], "schema": schemas[name]} for name in cells]}

    def _files(self) -> dict[str, bytes]:
        resources = [{"name": name, "path": f"{name}.csv", "schema": f"{name}.json"} for name in (TABLE, KINDS)]
        header = [field["name"] for field in self.schema["fields"]]
        return {
            "datapackage.json": json.dumps({"resources": resources}).encode(),
            f"{TABLE}.json": json.dumps(self.schema).encode(),
            f"{KINDS}.json": json.dumps(KIND_SCHEMA).encode(),
            f"{TABLE}.csv": _written([header, *self.rows]),
            f"{KINDS}.csv": _written(KIND_ROWS),
        }


@dataclass(frozen=True)
class Memory:
    """The storage of a package that is not on disk."""

    files: Mapping[str, bytes]

    def read(self, path: str, most: int = LARGEST_FILE) -> bytes:
        if path not in self.files:
            raise PackageError(f"{path}: there is no such file")
        return self.files[path]

    def names(self, folder: str) -> list[str]:
        return []

    def damaged(self) -> list[str]:
        return []


KIND_SCHEMA = {
    "fields": [{"name": "kind", "type": "string", "constraints": {"required": True}}],
    "missingValues": [""],
    "primaryKey": ["kind"],
}


def _resource(name: str) -> Resource:
    return Resource(name, f"{name}.csv", f"{name}.json")


def _written(rows: list[list[str]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue().encode("utf-8")


@st.composite
def fields(draw: st.DrawFn, name: str) -> Field:
    """Draw a column of any type with up to two constraints of its type, at times required and at times unique."""
    type_ = draw(st.sampled_from(list(GOOD)))
    found = dict(draw(st.lists(st.sampled_from(CONSTRAINTS[type_]), max_size=2))) if CONSTRAINTS[type_] else {}
    for flag in ("required", "unique"):
        if draw(st.integers(0, 3)) == 0:
            found[flag] = True
    return {"name": name, "type": type_, "constraints": found}


@st.composite
def packages(draw: st.DrawFn) -> Drawn:
    """Draw a package with a key, three columns of any type and, at times, a foreign key, a second key or a row rule."""
    key: Field = {"name": "key", "type": "integer", "constraints": {"required": True}}
    x, y, z = (draw(fields(name)) for name in "xyz")
    kind: Field = {"name": "kind", "type": "string", "constraints": {}}
    schema: Field = {"fields": [key, x, y, z, kind], "missingValues": [""], "primaryKey": ["key"]}
    if draw(st.booleans()):
        schema["foreignKeys"] = [{"fields": ["kind"], "reference": {"resource": KINDS, "fields": ["kind"]}}]
    if draw(st.integers(0, 3)) == 0:
        x["constraints"]["required"] = True
        schema["primaryKey"] = ["key", "x"]
    if draw(st.integers(0, 3)) == 0:
        schema["uniqueKeys"] = [["y", "z"]]
    sql = draw(st.sampled_from([*RULES, ""]))
    if sql and (x["type"] == y["type"] or "<>" not in sql):
        schema["rules"] = [{"name": "rule", "sql": sql, "message": "is a rule"}]
    rows = draw(st.lists(st.tuples(*(cells(each) for each in schema["fields"])), max_size=MOST_ROWS))
    return Drawn(schema, [list(row) for row in rows])


def cells(field: Field) -> st.SearchStrategy[str]:
    """Return a strategy for the cells of a column: mostly good ones, some empty or outside the grammar."""
    if field["name"] == "kind":
        return st.sampled_from(["a", "b", "c", "", "d"])
    good, bad = list(GOOD[field["type"]]), [*BAD[field["type"]], ""]
    return st.integers(0, 9).flatmap(lambda die: st.sampled_from(bad if die == 0 else good))
