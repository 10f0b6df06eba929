"""The data of every view: the rows of the package as text, by table and by key, and the labels of the codes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from legitimate_targets.datapackage.package import INDEX, Package, read_json
from legitimate_targets.tables.cell_text import cells_as_text, key_as_text
from legitimate_targets.tables.model import Table

Row = Mapping[str, str | None]

NEEDED = (
    "actors", "agreement", "attributions", "claims", "discrepancies", "discrepancy_members", "events", "evidence",
    "figures", "measures", "names", "places", "quotes", "reports", "shared_wording", "sources", "utterances",
    "vocabulary",
)  # fmt: skip
"""The tables that the views read; each may be empty."""

NUMBERED = re.compile(r"[A-Z][0-9]{3,}")
"""Keys that are unique in the whole package: a letter for the table, and a number."""


@dataclass(frozen=True)
class PageData:
    """A package: its index, its tables and typed frames, and its rows as text.

    `rows` has the rows of each table in their order, `keyed` the same rows by their key, and `labels` the label of
    each code by list and code.
    """

    package: Package
    index: Mapping[str, Any]
    tables: Mapping[str, Table]
    frames: Mapping[str, pl.DataFrame]
    rows: Mapping[str, list[Row]]
    keyed: Mapping[str, Mapping[str, Row]]
    labels: Mapping[tuple[str, str], str]

    def label(self, table: str, field: str, code: str | None) -> str:
        """Return the label of a code in this column, the code itself if its list has none, and "" for None."""
        if code is None:
            return ""
        return self.labels.get((self.tables[table].field(field).list or "", code), code)

    def word(self, table: str, field: str, code: str | None) -> str:
        """Return the label for use inside a sentence: with a small first letter, unless it is an abbreviation."""
        label = self.label(table, field, code)
        return label if label[1:2].isupper() else label[:1].lower() + label[1:]

    def name(self, actor_id: str | None) -> str:
        """Return the name of an actor; "" for None."""
        return self.words("actors", actor_id, "name")

    def words(self, table: str, key: str | None, column: str) -> str:
        """Return the cell of a column in the row with this key; the key itself if there is no such row."""
        row = self.keyed[table].get(key or "")
        return cell(row, column) if row else key or ""


def page_data(package: Package, tables: Mapping[str, Table], frames: Mapping[str, pl.DataFrame]) -> PageData:
    """Return the data of the page from a package, its schemas and its typed frames."""
    rows: dict[str, list[Row]] = {
        name: list(cells_as_text(frames[name], tables[name]).iter_rows(named=True)) for name in NEEDED
    }
    keyed = {
        name: {key_as_text(row[column] for column in tables[name].primary_key): row for row in rows[name]}
        for name in NEEDED
    }
    labels = {(cell(row, "list"), cell(row, "code")): cell(row, "label") for row in rows["vocabulary"]}
    return PageData(package, read_json(package.files, INDEX), tables, frames, rows, keyed, labels)


def address(table: str, key: str) -> str:
    """Return the id of the element that shows a row: `Q014` for a numbered row, `claims/<key>` for any other."""
    return key if NUMBERED.fullmatch(key) else f"{table}/{key}"


def web_address(source: Row) -> str:
    """Return the address of an article; "" if it has none that a browser opens as a page."""
    url = cell(source, "url")
    return url if url.startswith(("https://", "http://")) else ""


def cell(row: Row, column: str) -> str:
    """Return the text of a cell; "" for an empty one."""
    return row.get(column) or ""


def grouped(rows: Iterable[Row], *columns: str) -> dict[tuple[str, ...], list[Row]]:
    """Return the rows by the cells of these columns, in the order of the first row of each group."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(cell(row, column) for column in columns), []).append(row)
    return groups


def span(row: Row) -> tuple[int, int]:
    """Return the start and the end of a row that has a span, in characters of its article."""
    return int(cell(row, "start")), int(cell(row, "end"))


def distinct(values: Iterable[str]) -> list[str]:
    """Return the values without repetitions and without the empty text, in the order of their first appearance."""
    return list(dict.fromkeys(value for value in values if value))
