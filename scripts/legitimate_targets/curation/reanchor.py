"""Moves the spans of a source to a new version of its text; what is not found again is listed, and nothing is
guessed.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from legitimate_targets.articles.compare import printed
from legitimate_targets.articles.read import read_articles
from legitimate_targets.checks.plan import Plan, read_plan, source_of
from legitimate_targets.curation.find_moved import Ladder
from legitimate_targets.curation.install import install, overlaid
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import PackageError, Problem
from legitimate_targets.suggest.text.article_file import read_article_file
from legitimate_targets.tables import gate
from legitimate_targets.tables.csv_io import LINE, canonical_csv, read_text
from legitimate_targets.tables.model import Table

ORPHAN = "reanchor.orphan"
Row = dict[str, str | None]


@dataclass
class Reanchoring:
    """How many spans each step found, what is not in the new text, the changed tables, and why nothing was written."""

    steps: dict[str, int] = field(default_factory=dict)
    orphans: list[Problem] = field(default_factory=list)
    changed: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def reanchor(package: Package, source_id: str, new: Path, texts: Path, write: bool) -> Reanchoring:
    """Finds every span of the source in the text of the file `new`; `texts` holds the texts that were coded.

    With `write` the tables get the new spans, hashes and printed words and the source its new hash, unless there are
    orphans or the package would have faults; then it is to be called inside `alone`. Raises PackageError where a text
    or the source is missing.
    """
    plan = read_plan(package)
    old, text = _texts(package, plan, source_id, texts), read_article_file(new).text
    found, ladder = Reanchoring(), Ladder(old, text)
    for table in plan.tables.values():
        if table.span and not table.derived:
            _move(package, table, source_id, ladder, found)
    sources = _sources(plan)
    name, data = _renew(package, sources, source_id, text, found)
    if write and not found.orphans:
        with overlaid(texts, {name: data}) as together:
            found.problems = install(package, found.changed, together)
    return found


def _renew(package: Package, sources: Table, source_id: str, text: str, found: Reanchoring) -> tuple[str, bytes]:
    """The source with the hash and size of its new text, of which it gives the file name and the bytes."""
    rows, data = _rows(package, sources), text.encode("utf-8")
    row = next(row for row in rows if row[sources.primary_key[0]] == source_id)
    row |= {"sha256": hashlib.sha256(data).hexdigest(), "characters": str(len(text)), "bytes": str(len(data))}
    found.changed[sources.path] = _bytes(rows, sources)
    return row["file_name"] or "", data


def _sources(plan: Plan) -> Table:
    table = next(each for each in plan.tables.values() if each.span)
    return plan.tables[source_of(table).table]


def _texts(package: Package, plan: Plan, source_id: str, folder: Path) -> str:
    """The text of the source that was coded."""
    table = _sources(plan)
    schema = {name: pl.String() for name in table.columns}
    rows = [row for row in _rows(package, table) if row[table.primary_key[0]] == source_id]
    if not rows:
        known = ", ".join(str(row[table.primary_key[0]]) for row in _rows(package, table))
        raise PackageError(f"there is no source {source_id!r}; there are {known}")
    return read_articles(pl.DataFrame(rows, schema=schema), folder)[source_id]


def _move(package: Package, table: Table, source_id: str, ladder: Ladder, found: Reanchoring) -> None:
    """The rows of one table with their new spans; an orphan keeps its row and is listed with its line."""
    assert table.span is not None
    rows = _rows(package, table)
    for line, row in enumerate(rows, 2):
        if row[table.span.source] == source_id and row["start"] and row["end"]:
            anchor = ladder.find(int(row["start"]), int(row["end"]))
            if anchor is None:
                value = f"{source_id} {row['start']}-{row['end']}"
                found.orphans.append(Problem(table.path, line, "start", "is not in the new text", value, ORPHAN))
                continue
            found.steps[anchor.step] = found.steps.get(anchor.step, 0) + 1
            row |= _place(ladder.new[anchor.start : anchor.end], anchor.start, anchor.end, table.span.text)
    if "printed" in table.columns:
        _count(rows, source_id, ladder.new)
    found.changed[table.path] = _bytes(rows, table)


def _place(words: str, start: int, end: int, column: str | None) -> Row:
    sha256 = hashlib.sha256(words.encode("utf-8")).hexdigest()
    cells: Row = {"start": str(start), "end": str(end), "sha256": sha256}
    return {**cells, column: words} if column else cells


def _count(rows: list[Row], source_id: str, text: str) -> None:
    forms = [row["form"] or "" for row in rows if row["source_id"] == source_id]
    counts: Mapping[str, int] = printed(text, forms)
    for row in rows:
        if row["source_id"] == source_id:
            row["printed"] = str(counts[row["form"] or ""])


def _rows(package: Package, table: Table) -> list[Row]:
    data = package.read(table.path)
    for problem in gate.gate_faults(data, table.path, table.columns):
        raise PackageError(f"the package cannot be read: {problem}")
    return read_text(data, table).drop(LINE).rows(named=True)


def _bytes(rows: list[Row], table: Table) -> bytes:
    return canonical_csv(pl.DataFrame(rows, schema={name: pl.String() for name in table.columns}), table)
