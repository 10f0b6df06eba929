"""Counts how often each column uses each code of a list, for the codebook and the page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from legitimate_targets.tables.model import Table


@dataclass(frozen=True)
class CountedCode:
    """One code: its label, its definition, and how many cells of each column of its list hold it."""

    code: str
    label: str
    definition: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class CodeList:
    """One list of the vocabulary: its codes, the columns that use it, and the rows of the table vocabulary."""

    name: str
    columns: tuple[str, ...]
    codes: tuple[CountedCode, ...]
    rows: pl.DataFrame


def code_lists(tables: Mapping[str, Table], frames: Mapping[str, pl.DataFrame]) -> Iterator[CodeList]:
    """Yield the lists in the order of the table vocabulary."""
    for (name,), rows in frames["vocabulary"].group_by("list", maintain_order=True):
        counts = _counts(str(name), tables, frames)
        codes = tuple(
            CountedCode(code, label, definition, tuple(column.get(code, 0) for column in counts.values()))
            for code, label, definition in rows.select("code", "label", "definition").iter_rows()
        )
        yield CodeList(str(name), tuple(counts), codes, rows)


def _counts(
    list_name: str, tables: Mapping[str, Table], frames: Mapping[str, pl.DataFrame]
) -> dict[str, dict[str, int]]:
    """Return, for each column (`table.column`) whose codes are of the list, the number of cells with each code."""
    return {
        f"{table.name}.{field.name}": dict(frames[table.name][field.name].cast(pl.String).value_counts().iter_rows())
        for table in tables.values()
        for field in table.fields
        if field.list == list_name
    }
