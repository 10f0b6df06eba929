"""Compares spans, hashes and counts with the articles themselves, for whoever holds their texts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import polars as pl

from legitimate_targets.articles import compare as kernel
from legitimate_targets.articles.compare import Article, Fault, Row
from legitimate_targets.checks.frame import Cells
from legitimate_targets.checks.from_spans import source_of
from legitimate_targets.tables.csv_io import LINE
from legitimate_targets.tables.problem import Problem

Read = Callable[[str], bytes | None]
"""What gives the bytes of the text of a name; null where there is none."""

OF_SOURCE = ("file_name", "sha256", "bytes", "characters")
"""The columns of a table of sources that are compared with the text."""

NOTHING = pl.DataFrame(
    schema={"source": pl.String(), "table": pl.String(), LINE: pl.Int64()}
    | {"start": pl.Int64(), "end": pl.Int64(), "sha256": pl.String(), "form": pl.String(), "printed": pl.Int64()}
)
"""No rows: the columns in the order in which they are asked for."""


@dataclass
class Comparison:
    """What a comparison with the texts found, and how many spans it compared."""

    problems: list[Problem] = field(default_factory=list)
    spans: int = 0


def compare_with_texts(cells: Mapping[str, Cells], read: Read, messages: Mapping[str, str]) -> Comparison:
    """Compares every table with the texts that `read` gives; `messages` are what to say, by the id of the check.

    A span is compared when its source's text is there and is, by its hash, the text that was coded.
    """
    found = Comparison()
    sources = {source_of(each.table).table for each in cells.values() if each.table.span}
    for name in sorted(sources & cells.keys()):
        for article in _articles(cells, name, read):
            compared = kernel.compare(article)
            found.problems += [_problem(fault, cells, messages) for fault in compared.faults]
            found.spans += compared.spans
    found.problems.sort(key=Problem.sort_key)
    return found


def read_text(folder: Path, name: str) -> bytes | None:
    """The bytes of the text `name` in `folder`; null when no regular file of that name stands directly in it."""
    path = folder / name
    inside = path.resolve().parent == folder.resolve()
    return path.read_bytes() if inside and path.is_file() else None


def _articles(cells: Mapping[str, Cells], name: str, read: Read) -> Iterator[Article[int]]:
    """The articles of one table of sources, each with the slice of the rows that lie in it; one text is held at a
    time.
    """
    key = cells[name].table.primary_key[0]
    columns = (key, *OF_SOURCE)
    sources = cells[name].sound(cells[name].typed, columns).select(LINE, *columns).rename({key: "source"})
    sources = sources.drop_nulls(("source", "file_name", "sha256"))
    within = [each for each in cells.values() if each.table.span and source_of(each.table).table == name]
    rows = pl.concat([_rows(each) for each in within])
    counts = rows.group_by("source").len()
    sources = sources.join(counts, on="source", how="left").sort("source")
    slices = rows.join(sources, on="source", how="semi").sort("source").drop("source").iter_rows()
    for line, source, file_name, sha256, size, length, count in sources.iter_rows():
        own: tuple[Row[int], ...] = tuple(Row(*row) for row in islice(slices, count or 0))
        yield Article(name, line, source, file_name, sha256, size, length, read(file_name), own)


def _rows(cells: Cells) -> pl.DataFrame:
    """What the sound rows of one table say of the texts: the cells of a `Row`, behind their source."""
    assert cells.table.span is not None
    source, name = cells.table.span.source, pl.lit(cells.table.name).alias("table")
    place, count = (source, "start", "end", "sha256"), (source, "form", "printed")
    frames = [cells.sound(cells.typed, place).select(name, LINE, *place).drop_nulls()]
    if "printed" in cells.table.columns:
        frames.append(cells.sound(cells.typed, count).select(name, LINE, *count).drop_nulls())
    return pl.concat([frame.rename({source: "source"}, strict=False) for frame in (NOTHING, *frames)], how="diagonal")


def _problem(fault: Fault[int], cells: Mapping[str, Cells], messages: Mapping[str, str]) -> Problem:
    message = messages[fault.rule] if fault.found is None else f"{messages[fault.rule]} ({fault.found})"
    return Problem(cells[fault.table].table.path, fault.key, fault.field, message, fault.value, fault.rule)
