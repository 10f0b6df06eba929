"""The tables as links that hold their bytes, as many as the page has room for."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from legitimate_targets.publish.page.data import Material

UNCHANGED = " !$()*+,/:;=@[]^`{|}"
"""Characters that a data link keeps as they are, besides letters, digits and the marks that no link changes."""


@dataclass(frozen=True)
class Download:
    """One table: what a row is, its number of rows, and its CSV as a link, empty where the page has no room for it."""

    name: str
    description: str
    rows: int
    path: str
    size: int
    link: str


AROUND = 60
"""Bytes that the page needs around a link, at most."""

FIRST = ("quotes", "figures", "claims", "utterances", "measures", "sources", "actors", "reports")
"""The tables that get the room first: those whose rows the page shows."""


def downloads(material: Material, room: int) -> Iterator[Download]:
    """The tables in the order of the package; each has a link if it fits into the `room` bytes that are left.

    The tables in `FIRST` are asked first, then the others in the order of the package.
    """
    links: dict[str, str] = {}
    tables = material.plan.tables
    for name in [*FIRST, *(name for name in tables if name not in FIRST)]:
        link = data_link(material.package.read(tables[name].path))
        links[name] = link if len(link) + AROUND <= room else ""
        room -= len(link) + AROUND if links[name] else 0
    for table in tables.values():
        rows, size = material.frames[table.name].height, len(material.package.read(table.path))
        yield Download(table.name, table.description, rows, table.path, size, links[table.name])


def data_link(data: bytes) -> str:
    """A link that holds the bytes of a CSV, fit to stand between double quotes in HTML."""
    return f"data:text/csv;charset=utf-8,{quote(data, safe=UNCHANGED)}"
