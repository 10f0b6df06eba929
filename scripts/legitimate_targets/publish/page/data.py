"""What every view is made from: the rows of the package as text, by table and by key, and the labels of the codes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from legitimate_targets.checks.loading import load
from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.datapackage.package import INDEX, Package, read_json
from legitimate_targets.publish.explain import SEPARATOR
from legitimate_targets.tables.cell_text import cells_as_text

Row = Mapping[str, str | None]

NEEDED = (
    "actors", "agreement", "attributions", "claims", "discrepancies", "discrepancy_members", "events", "evidence",
    "figures", "measures", "names", "places", "quotes", "reports", "shared_wording", "sources", "utterances",
    "vocabulary",
)  # fmt: skip
"""The tables that the views read; each may be empty."""


@dataclass(frozen=True)
class Material:
    """A package, its typed frames, the rows of its tables as text, the same by key, and labels by list and code."""

    package: Package
    index: Mapping[str, Any]
    plan: Plan
    frames: Mapping[str, pl.DataFrame]
    rows: Mapping[str, list[Row]]
    keyed: Mapping[str, Mapping[str, Row]]
    labels: Mapping[tuple[str, str], str]

    def label(self, table: str, field: str, code: str | None) -> str:
        """The label of the code that a cell of this column holds; the code itself where its list has none."""
        if code is None:
            return ""
        return self.labels.get((self.plan.tables[table].field(field).list or "", code), code)

    def word(self, table: str, field: str, code: str | None) -> str:
        """The label as it stands in the midst of a sentence: with a small first letter, but for abbreviations."""
        label = self.label(table, field, code)
        return label if label[1:2].isupper() else label[:1].lower() + label[1:]

    def name(self, actor_id: str | None) -> str:
        """The name of an actor; empty for none."""
        return self.words("actors", actor_id, "name")

    def words(self, table: str, key: str | None, column: str) -> str:
        """What stands in a column of the row with that key; the key itself where there is no such row."""
        row = self.keyed[table].get(key or "")
        return cell(row, column) if row else key or ""


def read(package: Package) -> Material:
    """The material of a package; raises PackageError where it cannot be read or lacks a table that the page shows."""
    for name in NEEDED:
        package.resource(name)
    plan, frames = read_plan(package), load(package=package)
    rows: dict[str, list[Row]] = {
        name: list(cells_as_text(frames[name], plan.tables[name]).iter_rows(named=True)) for name in NEEDED
    }
    keyed = {name: {key_of(row, plan.tables[name].primary_key): row for row in rows[name]} for name in NEEDED}
    labels = {(cell(row, "list"), cell(row, "code")): cell(row, "label") for row in rows["vocabulary"]}
    return Material(package, read_json(package.files, INDEX), plan, frames, rows, keyed, labels)


def key_of(row: Row, columns: Iterable[str]) -> str:
    """The key of a row, the parts of a key of several columns joined by a slash."""
    return SEPARATOR.join(cell(row, column) for column in columns)


def cell(row: Row, column: str) -> str:
    """The text of a cell, empty for an empty one."""
    return row.get(column) or ""


def grouped(rows: Iterable[Row], *columns: str) -> dict[tuple[str, ...], list[Row]]:
    """The rows by the cells of these columns, in the order of their first rows."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(cell(row, column) for column in columns), []).append(row)
    return groups


def span(row: Row) -> tuple[int, int]:
    """Start and end of a row that has a span."""
    return int(cell(row, "start")), int(cell(row, "end"))


def distinct(values: Iterable[str]) -> list[str]:
    """The values without repetition and without the empty one, in the order of their first appearance."""
    return list(dict.fromkeys(value for value in values if value))
