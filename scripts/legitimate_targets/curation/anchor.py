"""Finds the positions and hashes of spans from their words, so that nobody counts characters."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from legitimate_targets.articles.read import read_articles
from legitimate_targets.checks.plan import read_plan, source_of
from legitimate_targets.curation.format import read_edited
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import PackageError, Problem
from legitimate_targets.tables.csv_io import LINE, canonical_csv
from legitimate_targets.tables.model import Table

FIND, OCCURRENCE = "find", "occurrence"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
POSITION = ("start", "end", "sha256")
CONTEXT = 20
"""Characters that are shown on either side of a candidate."""

Row = dict[str, str | None]
Place = tuple[int, int]


class Unanchored(Exception):
    """Why a row gets no span: the column at fault, its value and a message."""

    def __init__(self, column: str, value: str | None, message: str) -> None:
        super().__init__(message)
        self.column, self.value = column, value


@dataclass
class Anchoring:
    """The new bytes of every table that changes, by path; how many rows got a span; what went wrong."""

    changed: dict[str, bytes] = field(default_factory=dict)
    rows: int = 0
    problems: list[Problem] = field(default_factory=list)


def anchor(package: Package, folder: Path) -> Anchoring:
    """Gives every row with an empty span the span of its words in its source's text, which stands in `folder`.

    The words are the text that the row carries or, in a table without one, its cell in the temporary column `find`:
    the words, or the first and the last with an ellipsis between. A number in the temporary column `occurrence` tells
    which of several places is meant, from 1. Raises PackageError where a text or the table of sources is missing.
    """
    tables = read_plan(package).tables
    found = Anchoring()
    for table in tables.values():
        if table.span:
            texts = _texts(package, tables[source_of(table).table], folder)
            _anchor_table(package.read(table.path), table, texts, found)
    return found


def _texts(package: Package, sources: Table, folder: Path) -> dict[str, str]:
    frame = read_edited(package.read(sources.path), sources)
    if isinstance(frame, list):
        raise PackageError(f"the sources cannot be read: {frame[0]}")
    return read_articles(frame, folder)


def _anchor_table(data: bytes, table: Table, texts: Mapping[str, str], found: Anchoring) -> None:
    frame = read_edited(data, table, (FIND, OCCURRENCE))
    if isinstance(frame, list):
        found.problems += frame
        return
    rows: list[Row] = frame.drop(LINE).rows(named=True)
    before = found.rows
    for line, row in zip(frame[LINE], rows, strict=True):
        try:
            found.rows += _anchor_row(row, table, texts)
        except Unanchored as error:
            rule = f"{table.name}.span.anchor"
            found.problems.append(Problem(table.path, line, error.column, str(error), error.value, rule))
    if found.rows > before or {FIND, OCCURRENCE} & set(frame.columns):
        schema = {name: pl.String() for name in frame.columns if name != LINE}
        found.changed[table.path] = canonical_csv(pl.DataFrame(rows, schema=schema), table)


def _anchor_row(row: Row, table: Table, texts: Mapping[str, str]) -> bool:
    """Fills in the span of one row; false where there is nothing to fill in. Raises Unanchored."""
    assert table.span is not None
    column = table.span.text or FIND
    words = row.get(column)
    empty = [name for name in POSITION if row[name] is None]
    if not empty:
        if row.get(FIND):
            raise Unanchored(FIND, row[FIND], "has a span already; empty start, end and sha256 to anchor the row anew")
        return False
    if words is None:
        return False
    if len(empty) < len(POSITION):
        raise Unanchored(empty[0], None, "is empty, but not all of start, end and sha256 are")
    source = row[table.span.source]
    if source is None or source not in texts:
        raise Unanchored(table.span.source, source, "is no source with a text")
    start, end = _chosen(row, column, list(places(texts[source], words)), texts[source])
    sha256 = hashlib.sha256(texts[source][start:end].encode("utf-8")).hexdigest()
    row.update(start=str(start), end=str(end), sha256=sha256)
    return True


def _chosen(row: Row, column: str, candidates: list[Place], text: str) -> Place:
    number = row.get(OCCURRENCE)
    shown = "; ".join(f"{n} at {_shown(text, place)}" for n, place in enumerate(candidates, 1))
    if not candidates:
        raise Unanchored(column, row[column], "is not in the text")
    if number is None and len(candidates) == 1:
        return candidates[0]
    if number is None:
        raise Unanchored(column, row[column], f"stands {len(candidates)} times in the text, say which: {shown}")
    if number not in map(str, range(1, len(candidates) + 1)):
        raise Unanchored(OCCURRENCE, number, f"is none of the places in the text: {shown}")
    return candidates[int(number) - 1]


def _shown(text: str, place: Place) -> str:
    start, end = place
    around = text[max(start - CONTEXT, 0) : start] + "[" + text[start : start + CONTEXT]
    return f"{start}-{end} {' '.join(around.split())!r}"


def places(text: str, words: str) -> Iterator[Place]:
    """Start and end of every place of `words` in `text`; `first ... last` reaches to the next `last` behind `first`."""
    first, ellipsis, last = words.replace("...", ELLIPSIS).partition(ELLIPSIS)
    if not ellipsis:
        first = words
    first, last = (first.strip(), last.strip()) if ellipsis else (first, "")
    start = text.find(first) if first else -1
    while start >= 0:
        end = start + len(first)
        close = text.find(last, end)
        if close >= 0:
            yield start, close + len(last) if ellipsis else end
        start = text.find(first, start + 1)
