"""Mends the cells of a table that a program wrote in another way, where only one cell can have been meant."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from legitimate_targets.datapackage.storage import sha256_hex
from legitimate_targets.errors import shortened
from legitimate_targets.tables.cell_text import number_as_text
from legitimate_targets.tables.damage import restored, with_plain_spaces
from legitimate_targets.tables.model import Field, Table
from legitimate_targets.tables.types import NUMBER_DIGITS

NUMERAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]{1,2})?")
"""A number as programs write it. A capital E is left out: a spreadsheet writes it with the digits that it shows, which
may be fewer than it has."""

MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]00:00:00(?:\.0+)?")
BOOLEANS = {"TRUE": "true", "FALSE": "false", "True": "true", "False": "false"}
EDGES = " \t\xa0\u2007\u202f"
SHOWN = 40
"""Characters of a cell that the line about its column shows."""


@dataclass(frozen=True)
class Mending:
    """What was mended in one column for one cause: how many cells, and one of them before and after."""

    column: str
    cause: str
    cells: int
    before: str
    after: str

    def __str__(self) -> str:
        counted = "1 cell" if self.cells == 1 else f"{self.cells} cells"
        before, after = (shortened(cell, SHOWN) for cell in (self.before, self.after))
        return f"{self.column}: {counted} {self.cause}, such as `{before}`, now `{after}`"


def mend_cells(frame: pl.DataFrame, table: Table) -> tuple[pl.DataFrame, list[Mending]]:
    """Return the cells of a table, all text, as they were meant, and what was mended.

    Text as an article prints it is left alone if its row has the hash of it.
    """
    found: list[Mending] = []
    for field in table.fields:
        for cause, repair in REPAIRS:
            frame = _mend_column(frame, table, field, cause, repair, found)
    return frame, found


def canonical_number(cell: str, type_: str) -> str:
    """Return a number in plain digits; the cell itself if it is none, or if its program may have rounded it."""
    if not NUMERAL.fullmatch(cell):
        return cell
    value = Decimal(cell)
    digits = len(value.normalize().as_tuple().digits)
    if digits > NUMBER_DIGITS and not cell.lstrip("-").isdigit():
        return cell
    if type_ == "number":
        return number_as_text(float(value)) if digits <= NUMBER_DIGITS else cell
    return str(int(value)) if value == value.to_integral_value() else cell


def _mend_column(
    frame: pl.DataFrame, table: Table, field: Field, cause: str, repair: "Repair", found: list[Mending]
) -> pl.DataFrame:
    """Return the frame with one repair made in one column, and add to `found` what was mended."""
    cells = frame[field.name]
    new = {cell: repair(cell, field, table) for cell in cells.drop_nulls().unique(maintain_order=True)}
    new = {cell: mended for cell, mended in new.items() if mended != cell}
    if not new:
        return frame
    wrong = cells.is_in([*new]) & ~_proven(frame, table, field)
    first = cells.filter(wrong).first()
    if first is None:
        return frame
    found.append(Mending(field.name, cause, int(wrong.sum()), str(first), new[str(first)]))
    mended = cells.replace({cell: mended or None for cell, mended in new.items()})
    return frame.with_columns(pl.when(pl.lit(wrong)).then(mended).otherwise(cells).alias(field.name))


def _proven(frame: pl.DataFrame, table: Table, field: Field) -> pl.Series:
    """Return for each row whether it has the hash of its printed text, which is then what the article prints."""
    if table.span is None or table.span.text != field.name:
        return pl.Series([False] * frame.height, dtype=pl.Boolean())
    pairs = frame.select(field.name, "sha256").iter_rows()
    return pl.Series([bool(text) and sha256_hex(text) == sha256 for text, sha256 in pairs], dtype=pl.Boolean())


def _without_edges(cell: str, field: Field, table: Table) -> str:
    return cell if field.former else cell.strip(EDGES)


def _restored(cell: str, field: Field, table: Table) -> str:
    return restored(cell) if not cell.isascii() and table.has_words(field) else cell


def _with_plain_spaces(cell: str, field: Field, table: Table) -> str:
    return with_plain_spaces(cell) if table.has_words(field) and not field.printed else cell


def _as_number(cell: str, field: Field, table: Table) -> str:
    """Return a number, or a code that consists of digits, as it is written everywhere."""
    if field.codes and field.type == "string":
        plain = canonical_number(cell, "integer")
        return plain if cell not in field.codes and plain in field.codes else cell
    return canonical_number(cell, field.type) if field.type in ("integer", "number") else cell


def _as_date(cell: str, field: Field, table: Table) -> str:
    found = MIDNIGHT.fullmatch(cell) if field.type == "date" else None
    return found[1] if found else cell


def _as_boolean(cell: str, field: Field, table: Table) -> str:
    return BOOLEANS.get(cell, cell) if field.type == "boolean" else cell


Repair = Callable[[str, Field, Table], str]

REPAIRS: tuple[tuple[str, Repair], ...] = (
    ("had been opened as Windows-1252 and saved", _restored),
    ("had a space at an edge", _without_edges),
    ("had no-break spaces, or two spaces in a row", _with_plain_spaces),
    ("had another spelling of a number", _as_number),
    ("had midnight beside a day", _as_date),
    ("had another spelling of true or false", _as_boolean),
)
"""What is said of the cells that each repair changes. A garbled cell may end with a no-break space: it comes first."""
