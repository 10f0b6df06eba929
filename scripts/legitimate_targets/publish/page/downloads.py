"""The tables as links that hold their bytes, as far as the page has room for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from legitimate_targets.publish.page.data import PageData

UNESCAPED = " !$()*+,/:;=@[]^`{|}"
"""Characters that need no escape in a data link between double quotes, besides letters, digits and `_.-~`."""

MARKUP = 60
"""Bytes of the page around one link, at most."""

FIRST = ("quotes", "figures", "claims", "utterances", "measures", "sources", "actors", "reports")
"""The tables that get room before the others: those whose rows the page shows."""


@dataclass(frozen=True)
class Download:
    """One table: its description, rows and bytes, and its CSV as a link ("" if the page has no room for it)."""

    name: str
    description: str
    rows: int
    path: str
    size: int
    link: str


def downloads(data: PageData, room: int) -> Iterator[Download]:
    """Yield the tables in the order of the package; together their links need no more than `room` bytes.

    The room is given to the tables of FIRST, then to the others, each if its link fits into what is left.
    """
    links: dict[str, str] = {}
    for name in [*FIRST, *(name for name in data.tables if name not in FIRST)]:
        link = data_link(data.package.read(data.tables[name].path))
        links[name] = link if len(link) + MARKUP <= room else ""
        room -= len(link) + MARKUP if links[name] else 0
    for table in data.tables.values():
        rows, size = data.frames[table.name].height, len(data.package.read(table.path))
        yield Download(table.name, table.description, rows, table.path, size, links[table.name])


def data_link(content: bytes) -> str:
    """Return a link that holds the bytes of a CSV file, for an HTML attribute between double quotes."""
    return f"data:text/csv;charset=utf-8,{quote(content, safe=UNESCAPED)}"
