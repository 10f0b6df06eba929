"""Reads and writes rows as cells of text by column, and finds the span of words in a text."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from legitimate_targets.checks.from_spans import source_of
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import PackageError
from legitimate_targets.tables import gate
from legitimate_targets.tables.csv_io import canonical_csv, read_text
from legitimate_targets.tables.model import Table

Row = dict[str, str | None]
Span = tuple[int, int]

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def read_sound(package: Package, table: Table) -> pl.DataFrame:
    """Return the cells of a table as text, with the column `line`; raise PackageError if its bytes are faulty."""
    data = package.read(table.path)
    for problem in gate.gate_faults(data, table.path, table.columns):
        raise PackageError(f"the package cannot be read: {problem}")
    return read_text(data, table)


def read_rows(package: Package, table: Table) -> list[Row]:
    """Return the rows of a table in the order of the file; raise PackageError if its bytes are faulty."""
    return read_sound(package, table).select(table.columns).rows(named=True)


def rows_as_csv(rows: Sequence[Row], table: Table) -> bytes:
    """Return the canonical CSV of the rows; cells in columns that the table does not have are left out."""
    cells = [{name: row[name] for name in table.columns} for row in rows]
    return canonical_csv(pl.DataFrame(cells, schema=dict.fromkeys(table.columns, pl.String())), table)


def sources_table(tables: Mapping[str, Table]) -> Table:
    """Return the table that holds the sources of spans; raise PackageError if no table has spans."""
    for table in tables.values():
        if table.span:
            return tables[source_of(table).table]
    raise PackageError("no table of the package has spans")


def span_cells(text: str, span: Span | None) -> Row:
    """Return the cells start, end and sha256 of a span of `text`; they are None without a span."""
    if span is None:
        return {"start": None, "end": None, "sha256": None}
    start, end = span
    digest = hashlib.sha256(text[start:end].encode("utf-8")).hexdigest()
    return {"start": str(start), "end": str(end), "sha256": digest}


def places(text: str, words: str) -> Iterator[Span]:
    """Yield the span of each place where `text` has `words`; the spans may overlap.

    `first ... last`, with three dots or an ellipsis, spans the text from `first` to the next `last` after it.
    """
    first, ellipsis, last = words.replace("...", ELLIPSIS).partition(ELLIPSIS)
    if not ellipsis:
        yield from ((start, start + len(words)) for start in occurrences(text, words))
        return
    first, last = first.strip(), last.strip()
    for start in occurrences(text, first):
        end = text.find(last, start + len(first))
        if end >= 0:
            yield start, end + len(last)


def occurrences(text: str, words: str) -> Iterator[int]:
    """Yield each position at which `words` begin in `text`; yield nothing if `words` is empty."""
    start = text.find(words) if words else -1
    while start >= 0:
        yield start
        start = text.find(words, start + 1)
