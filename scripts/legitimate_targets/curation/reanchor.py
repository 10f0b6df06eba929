"""Moves the spans of a source to a new version of its text; a span that is not found again is listed, never guessed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from legitimate_targets.articles.compare import printed
from legitimate_targets.articles.find import span_cells
from legitimate_targets.articles.read import read_articles
from legitimate_targets.checks.cells import read_sound
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.curation.find_moved import SpanFinder
from legitimate_targets.curation.install import install, texts_with
from legitimate_targets.curation.rows import Row, read_rows, rows_as_csv, sources_table
from legitimate_targets.datapackage.package import Package
from legitimate_targets.datapackage.storage import sha256_hex
from legitimate_targets.errors import PackageError, Problem
from legitimate_targets.suggest.text.article_file import read_article_file
from legitimate_targets.tables.csv_io import FIRST_LINE
from legitimate_targets.tables.model import Table

ORPHAN = "reanchor.orphan"


@dataclass
class Reanchoring:
    """How many spans each step found, which are not in the new text, the changed tables, and the package's faults."""

    steps: Counter[str] = field(default_factory=Counter)
    orphans: list[Problem] = field(default_factory=list)
    changed: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def reanchor(package: Package, source_id: str, new: Path, texts: Path, write: bool) -> Reanchoring:
    """Find every span of a source in the text of the file `new`, and write the new spans if `write` is true.

    `texts` is a folder with the texts that were coded. The tables get the new spans, hashes and counts of printed
    names, and the source its new hash and size. Nothing is written if there are orphans or if the package would have
    faults. To write, call this inside datapackage.lock.exclusive. Raises PackageError if the source is unknown or a
    text is missing.
    """
    tables = read_plan(package).tables
    sources = sources_table(tables)
    old, text = _coded_text(package, sources, source_id, texts), read_article_file(new).text
    found, finder = Reanchoring(), SpanFinder(old, text)
    for table in tables.values():
        if table.span and not table.derived:
            _move_spans(package, table, source_id, finder, found)
    name, data = _renew_source(package, sources, source_id, text, found)
    if write and not found.orphans:
        with texts_with(texts, {name: data}) as folder:
            found.problems = install(package, found.changed, folder)
    return found


def _coded_text(package: Package, sources: Table, source_id: str, folder: Path) -> str:
    """Return the text of the source that was coded."""
    frame, key = read_sound(package, sources), sources.primary_key[0]
    rows = frame.filter(pl.col(key) == source_id)
    if rows.is_empty():
        raise PackageError(f"there is no source {source_id!r}; there are {', '.join(frame[key].drop_nulls())}")
    return read_articles(rows, folder)[source_id]


def _move_spans(package: Package, table: Table, source_id: str, finder: SpanFinder, found: Reanchoring) -> None:
    """Give the rows of one table their new spans; an orphan keeps its old span and is listed with its line."""
    assert table.span is not None
    rows = read_rows(package, table)
    for line, row in enumerate(rows, FIRST_LINE):
        if row[table.span.source] == source_id and row["start"] and row["end"]:
            span = finder.find(int(row["start"]), int(row["end"]))
            if span is None:
                value = f"{source_id} {row['start']}-{row['end']}"
                found.orphans.append(Problem(table.path, line, "start", "is not in the new text", value, ORPHAN))
                continue
            found.steps[span.step] += 1
            row |= span_cells(finder.new, (span.start, span.end))
            row |= {table.span.text: finder.new[span.start : span.end]} if table.span.text else {}
    if "printed" in table.columns:
        _count_forms([row for row in rows if row["source_id"] == source_id], finder.new)
    found.changed[table.path] = rows_as_csv(rows, table)


def _count_forms(rows: list[Row], text: str) -> None:
    counts: Mapping[str, int] = printed(text, (row["form"] or "" for row in rows))
    for row in rows:
        row["printed"] = str(counts[row["form"] or ""])


def _renew_source(package: Package, sources: Table, source_id: str, text: str, found: Reanchoring) -> tuple[str, bytes]:
    """Give the source the hash and size of its new text; return the name of its file and the bytes of the text."""
    rows, data = read_rows(package, sources), text.encode("utf-8")
    row = next(row for row in rows if row[sources.primary_key[0]] == source_id)
    row |= {"sha256": sha256_hex(data), "characters": str(len(text)), "bytes": str(len(data))}
    found.changed[sources.path] = rows_as_csv(rows, sources)
    return row["file_name"] or "", data
