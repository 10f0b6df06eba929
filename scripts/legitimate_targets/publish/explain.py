"""Explains one row: every cell with what justifies it, and the way that the row took from its origin to the article."""

from collections.abc import Mapping
from difflib import get_close_matches
from string import digits

import polars as pl

from legitimate_targets.articles.words import in_context
from legitimate_targets.errors import PackageError
from legitimate_targets.publish.explanation import Cell, Explanation, Hop, Place, Reason
from legitimate_targets.tables.cell_text import cells_as_text
from legitimate_targets.tables.model import Field, Table

SHOWN_IDS = 5
LIKENESS = 0.4
"""How alike a key must be to be called near, from 0 to 1: Q999 and Q009 are."""

SEPARATOR = "/"
"""Between the parts of a key of several columns, as in `vocabulary scope/foreign`."""

ABOUT = ("evidence", "attributions", "discrepancy_members")
"""The tables whose rows speak of a row of another table, by its table and row_id."""

Row = Mapping[str, str | None]
Tables = Mapping[str, Table]
Frames = Mapping[str, pl.DataFrame]


def find_row(tables: Tables, frames: Frames, row: str) -> str:
    """The name of the table that has `row` as a key of its own; raises PackageError for none or several."""
    ids = {table.name: keys(table, frames) for table in tables.values() if _has_own_key(table)}
    found = [name for name, known in ids.items() if row in known]
    if len(found) == 1:
        return found[0]
    if found:
        raise PackageError(f"{row!r} is a row of {' and of '.join(found)}: say of which table")
    raise PackageError(f"there is no row {row!r}; {_nearest(row, [key for known in ids.values() for key in known])}")


def explain(
    tables: Tables, frames: Frames, table: str, row: str, texts: Mapping[str, str] | None = None
) -> Explanation:
    """Everything known of the row of `table` with the key `row`; `texts` (by source) give the words.

    Raises PackageError with the nearest keys when there is no such row.
    """
    schema = tables[table]
    known = keys(schema, frames)
    if row not in known:
        raise PackageError(f"there is no row {row!r} in {table}; {_nearest(row, known)}")
    cells = cells_as_text(frames[table].slice(known.index(row), 1), schema).row(0, named=True)
    evidence, hops, members = (_about(tables, frames, name, table, row) for name in ABOUT)
    return Explanation(
        table=table,
        row=row,
        place=_place(cells, schema.span.source, texts) if schema.span else None,
        cells=[_cell(column, cells, evidence, texts) for column in schema.fields],
        way=[_hop(hop, texts) for hop in hops],
        discrepancies=[member["discrepancy_id"] or "" for member in members],
    )


def keys(table: Table, frames: Frames) -> list[str]:
    """The keys of all rows of a table, those of several columns joined by `/`."""
    columns = [pl.col(column).cast(pl.String) for column in table.primary_key]
    return frames[table.name].select(pl.concat_str(columns, separator=SEPARATOR)).to_series().to_list()


def _has_own_key(table: Table) -> bool:
    """Whether its key is one column that points to no other table."""
    return len(table.primary_key) == 1 and table.primary_key not in [each.columns for each in table.references]


def _nearest(row: str, known: list[str]) -> str:
    of_its_kind = [key for key in known if _letters(key) == _letters(row)]
    near = get_close_matches(row, of_its_kind or known, SHOWN_IDS, LIKENESS)
    return f"nearest: {', '.join(near)}" if near else f"rows are, for example, {', '.join(known[:SHOWN_IDS])}"


def _letters(key: str) -> str:
    """What stands before the number of a key: in the ids of one table it is the same."""
    return key.rstrip(digits)


def _about(tables: Tables, frames: Frames, name: str, table: str, row: str) -> list[Row]:
    """The rows of the table `name`, if there is one, that speak of `row` of `table`, in their order."""
    if name not in tables:
        return []
    of_row = (pl.col("table").cast(pl.String) == table) & (pl.col("row_id") == row)
    return list(cells_as_text(frames[name].filter(of_row), tables[name]).iter_rows(named=True))


def _cell(column: Field, cells: Row, evidence: list[Row], texts: Mapping[str, str] | None) -> Cell:
    reasons = [
        Reason(each["basis"] or "", _place(each, "source_id", texts), each["page"])
        for each in evidence
        if each["field"] == column.name
    ]
    return Cell(column.name, cells[column.name], reasons, column.why)


def _hop(hop: Row, texts: Mapping[str, str] | None) -> Hop:
    place = _place(hop, "source_id", texts)
    return Hop(hop["hop"] or "", hop["actor_id"], hop["role"] or "", hop["stated"] or "", place)


def _place(row: Row, source: str, texts: Mapping[str, str] | None) -> Place | None:
    """The span of a row; null where it has none."""
    start, end, article = row["start"], row["end"], row[source]
    if start is None or end is None or article is None:
        return None
    words = None if texts is None else in_context(texts[article], int(start), int(end))
    return Place(article, start, end, words)
