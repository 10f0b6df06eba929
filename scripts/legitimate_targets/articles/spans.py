"""Compares the spans, hashes and counts of all tables with the articles' texts, for those who hold them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

import polars as pl

from legitimate_targets.articles.compare import Article, Fault, Row, compare
from legitimate_targets.checks.cells import Cells, Failures
from legitimate_targets.checks.check import EVIDENCE, EVIDENCE_POINTER, EVIDENCE_WORDS, NORMALISED
from legitimate_targets.checks.plan import SOURCE_MESSAGES, dated_columns, source_of
from legitimate_targets.errors import Problem
from legitimate_targets.tables.csv_io import LINE

ReadText = Callable[[str], bytes | None]
"""Returns the bytes of the text with this name, or None."""

OF_SOURCE = tuple(SOURCE_MESSAGES)
"""The columns of a table of sources that are compared with the text: file_name, sha256, bytes, characters."""

NO_ROWS = pl.DataFrame(
    schema={"source": pl.String(), "table": pl.String(), LINE: pl.Int64()}
    | {"start": pl.Int64(), "end": pl.Int64(), "sha256": pl.String(), "form": pl.String(), "printed": pl.Int64()}
    | {"field": pl.String(), "day": pl.String()}
)
"""An empty frame with the columns of a `Row`, after the column `source`."""


@dataclass
class Comparison:
    """What a comparison with the texts found, and how many spans it compared."""

    problems: list[Problem] = field(default_factory=list)
    spans: int = 0


def compare_with_texts(
    cells: Mapping[str, Cells], read: ReadText, messages: Mapping[str, str], failures: Failures | None = None
) -> Comparison:
    """Compare every table with the texts that `read` returns; `messages` say what is wrong, by the id of the check.

    A span is compared if its source's text exists and is, by its hash, the text that was coded. Cells in `failures`
    are skipped.
    """
    failures = failures or Failures()
    found = Comparison()
    sources = {source_of(each.table).table for each in cells.values() if each.table.span}
    for name in sorted(sources & cells.keys()):
        for article in _articles(cells, name, read, failures):
            compared = compare(article)
            found.problems += [_problem(fault, cells, messages) for fault in compared.faults]
            found.spans += compared.spans
    found.problems.sort(key=Problem.sort_key)
    return found


def _articles(cells: Mapping[str, Cells], name: str, read: ReadText, failures: Failures) -> Iterator[Article[int]]:
    """Yield the articles of one table of sources, each with the rows that lie in it; one text is held at a time."""
    key = cells[name].table.primary_key[0]
    columns = (key, *OF_SOURCE)
    sources = failures.sound(name, cells[name].typed, columns).select(LINE, *columns).rename({key: "source"})
    sources = sources.drop_nulls(("source", "file_name", "sha256"))
    within = [each for each in cells.values() if each.table.span and source_of(each.table).table == name]
    dated = _dated_rows(cells, failures) if any(each.table.name == EVIDENCE for each in within) else ()
    rows = pl.concat([*(_rows(each, failures) for each in within), *dated])
    counts = rows.group_by("source").len()
    # Both are sorted by source, so that the rows of each article are the next slice of all rows.
    sources = sources.join(counts, on="source", how="left").sort("source")
    slices = rows.join(sources, on="source", how="semi").sort("source").drop("source").iter_rows()
    for line, source, file_name, sha256, size, length, count in sources.iter_rows():
        own: tuple[Row[int], ...] = tuple(Row(*row) for row in islice(slices, count or 0))
        yield Article(name, line, source, file_name, sha256, size, length, read(file_name), own)


def _rows(cells: Cells, failures: Failures) -> pl.DataFrame:
    """Return what the sound rows of one table say of the texts: the cells of a `Row`, after their source."""
    assert cells.table.span is not None
    source, name = cells.table.span.source, pl.lit(cells.table.name).alias("table")
    place, count = (source, "start", "end", "sha256"), (source, "form", "printed")
    asked = (place, count) if "printed" in cells.table.columns else (place,)
    frames = [
        failures.sound(cells.table.name, cells.typed, columns).select(name, LINE, *columns).drop_nulls()
        for columns in asked
    ]
    return pl.concat([frame.rename({source: "source"}, strict=False) for frame in (NO_ROWS, *frames)], how="diagonal")


def _dated_rows(cells: Mapping[str, Cells], failures: Failures) -> Iterator[pl.DataFrame]:
    """Yield, for each column of days, the cells of a `Row`: the sound cells, with the place of normalised evidence."""
    evidence = cells[EVIDENCE]
    assert evidence.table.span is not None
    source = evidence.table.span.source
    asked = (*EVIDENCE_POINTER, *EVIDENCE_WORDS, source, "start", "end")
    reasons = failures.sound(EVIDENCE, evidence.typed, asked)
    text = [pl.col(name).cast(pl.String()) for name in (*EVIDENCE_POINTER, "basis")]
    reasons = reasons.select(*text, pl.col(source).alias("source"), "sha256", "start", "end").drop_nulls()
    reasons = reasons.filter(pl.col("basis") == NORMALISED).drop("basis")
    for table, column in dated_columns({name: each.table for name, each in cells.items()}):
        key, own = table.primary_key[0], cells[table.name].typed
        days = failures.sound(table.name, own, (key, column)).select(
            pl.lit(table.name).alias("table"),
            LINE,
            pl.lit(column).alias("field"),
            pl.col(key).alias("row_id"),
            pl.col(column).cast(pl.String()).alias("day"),
        )
        placed = days.drop_nulls().join(reasons, on=EVIDENCE_POINTER).drop("row_id")
        yield pl.concat([NO_ROWS, placed], how="diagonal")


def _problem(fault: Fault[int], cells: Mapping[str, Cells], messages: Mapping[str, str]) -> Problem:
    message = messages[fault.rule] if fault.found is None else f"{messages[fault.rule]} ({fault.found})"
    return Problem(cells[fault.table].table.path, fault.key, fault.field, message, fault.value, fault.rule)
