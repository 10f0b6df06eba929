"""Explains one row: every cell with its standing and evidence, and the hops by which it reached its article."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from legitimate_targets.articles.words import in_context
from legitimate_targets.datapackage.package import unknown_name
from legitimate_targets.publish.row_key import find_table, keys
from legitimate_targets.publish.standing import standing
from legitimate_targets.tables.cell_text import cells_as_text
from legitimate_targets.tables.model import Field, Table

ABOUT = ("evidence", "attributions", "discrepancy_members")
"""The tables whose rows are about a row of another table, which their columns table and row_id name."""

Row = Mapping[str, str | None]
Tables = Mapping[str, Table]
Frames = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Place:
    """Characters of an article, `start` to `end`; `words` shows them in context, or is None without the texts."""

    source: str
    start: str
    end: str
    words: str | None

    def __str__(self) -> str:
        return f"{self.source} {self.start}-{self.end}"


@dataclass(frozen=True)
class Reason:
    """One row of evidence for a cell: its basis (a code of the list basis), and its place or its page."""

    basis: str
    place: Place | None
    page: str | None


@dataclass(frozen=True)
class Cell:
    """One cell of a row: its value as written (None if empty), its evidence, and why its column needs none.

    `standing` says whether it is proven, held or said by a coder; it is None for an empty cell and for the key.
    """

    column: str
    value: str | None
    standing: str | None
    reasons: list[Reason]
    why: str | None


@dataclass(frozen=True)
class Hop:
    """One hop of an attribution: the actor (None for the article itself), its role, and where the article names it."""

    number: str
    actor: str | None
    role: str
    stated: str
    place: Place | None


@dataclass(frozen=True)
class Explanation:
    """What the package says about one row: its span, its cells, its hops and its discrepancies."""

    table: str
    row: str
    place: Place | None
    cells: list[Cell]
    way: list[Hop]
    discrepancies: list[str]


def explain(
    tables: Tables, frames: Frames, table: str, row: str, texts: Mapping[str, str] | None = None
) -> Explanation:
    """Return all that the package says about the row of `table` with the key `row`.

    `texts` has the text of each article by its source_id; without it the words of a place are None.
    Raises PackageError with the nearest keys if there is no such row.
    """
    schema = tables[table]
    known = keys(schema, frames[table])
    if row not in known:
        raise unknown_name("row", row, known, f" in {table}")
    cells = cells_as_text(frames[table].slice(known.index(row), 1), schema).row(0, named=True)
    evidence, hops, members = (_about(tables, frames, name, table, row) for name in ABOUT)
    return Explanation(
        table=table,
        row=row,
        place=_place(cells, schema.span.source, texts) if schema.span else None,
        cells=[_cell(schema, column, cells, evidence, frames.get("names"), texts) for column in schema.fields],
        way=[_hop(hop, texts) for hop in hops],
        discrepancies=[member["discrepancy_id"] or "" for member in members],
    )


def table_of_row(tables: Tables, frames: Frames, row: str) -> str:
    """Return the name of the table that has `row` as a key of its own: in one column, which is no foreign key.

    Raises PackageError if no table has it, with the nearest keys, or if several have.
    """
    return find_table({each.name: keys(each, frames[each.name]) for each in tables.values() if _has_own_key(each)}, row)


def lines(explanation: Explanation) -> Iterator[str]:
    """Yield the lines in which an explanation is printed."""
    yield f"{explanation.table} {explanation.row}"
    yield from _place_lines("", explanation.place)
    for cell in explanation.cells:
        yield f"{cell.column}: {'(empty)' if cell.value is None else cell.value}" + _in_brackets(cell.standing)
        for reason in cell.reasons:
            yield from _place_lines(f"{reason.basis}: ", reason.place, reason.page)
        if not cell.reasons and cell.value is not None and cell.why:
            yield f"    no evidence: {cell.why}"
    for hop in explanation.way:
        yield f"hop {hop.number}: {hop.actor or 'the article'}, {hop.role}{'' if hop.stated == 'yes' else ', inferred'}"
        yield from _place_lines("", hop.place)
    for discrepancy in explanation.discrepancies:
        yield f"takes part in: {discrepancy}"


def _in_brackets(said: str | None) -> str:
    return "" if said is None else f" [{said}]"


def _place_lines(label: str, place: Place | None, page: str | None = None) -> Iterator[str]:
    """Yield the line of a place or page after its label, and the words of the place on a line of their own."""
    parts = [str(part) for part in (place, page) if part is not None]
    if parts or label:
        yield f"    {label}{', '.join(parts)}".rstrip(": ")
    if place is not None and place.words is not None:
        yield f"        {place.words}"


def _has_own_key(table: Table) -> bool:
    return len(table.primary_key) == 1 and table.primary_key not in [each.columns for each in table.references]


def _about(tables: Tables, frames: Frames, name: str, table: str, row: str) -> list[Row]:
    """Return the rows of the table `name` that are about `row` of `table`; none if the package lacks the table."""
    if name not in tables:
        return []
    of_row = (pl.col("table").cast(pl.String) == table) & (pl.col("row_id") == row)
    return list(cells_as_text(frames[name].filter(of_row), tables[name]).iter_rows(named=True))


def _cell(
    table: Table,
    column: Field,
    cells: Row,
    evidence: list[Row],
    names: pl.DataFrame | None,
    texts: Mapping[str, str] | None,
) -> Cell:
    own = [each for each in evidence if each["field"] == column.name]
    reasons = [Reason(each["basis"] or "", _place(each, "source_id", texts), each["page"]) for each in own]
    found = standing(table, column, cells, own, names, texts)
    return Cell(column.name, cells[column.name], found, reasons, column.why)


def _hop(hop: Row, texts: Mapping[str, str] | None) -> Hop:
    place = _place(hop, "source_id", texts)
    return Hop(hop["hop"] or "", hop["actor_id"], hop["role"] or "", hop["stated"] or "", place)


def _place(row: Row, source: str, texts: Mapping[str, str] | None) -> Place | None:
    """Return the span of a row whose column `source` names the article; None if it has no span."""
    start, end, article = row["start"], row["end"], row[source]
    if start is None or end is None or article is None:
        return None
    words = None if texts is None else in_context(texts[article], int(start), int(end))
    return Place(article, start, end, words)
