"""Names the cells that a program changed and nobody can change back without knowing what was meant."""

import re
from collections.abc import Callable, Iterator

import polars as pl

from legitimate_targets.errors import Problem
from legitimate_targets.tables.csv_io import LINE, type_cell
from legitimate_targets.tables.damage import damage_pattern, damage_sentence
from legitimate_targets.tables.model import Field, Table
from legitimate_targets.tables.types import TYPES

NOTHING = ("NA", "N/A", "#N/A", "NULL", "null", "NaN", "nan", "None", "<NA>", "NaT")
"""What programs write for an empty cell."""

ROUNDED = re.compile(r"[+-]?[0-9.,]+E[+-]?[0-9]+")
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[,.' \xa0\u2009\u202f][0-9]{3})+(?:[.,][0-9]+)?")
DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
DAY_FIRST = re.compile(r"[0-9]{1,2}([./-])[0-9]{1,2}\1(?:[0-9]{2}|[0-9]{4})")

NUMBERS = ("integer", "number")


def refused_cells(frame: pl.DataFrame, table: Table) -> Iterator[Problem]:
    """Yield one fault for each column and cause: the first of these cells with its line, and how many there are."""
    for field in table.fields:
        causes: dict[str, tuple[str, list[str]]] = {}
        for cell in _suspicious(frame, table, field):
            cause = _cause(cell, field, table, frame)
            if cause:
                causes.setdefault(cause[0], (cause[1], []))[1].append(cell)
        for name, (sentence, cells) in causes.items():
            rows = frame.select(LINE, field.name).filter(pl.col(field.name).is_in(cells))
            line, example = rows.row(0)
            counted = f"1 cell {sentence}" if rows.height == 1 else f"{rows.height} cells: each {sentence}"
            yield Problem(table.path, line, field.name, counted, example, f"format.{name}")


def _suspicious(frame: pl.DataFrame, table: Table, field: Field) -> list[str]:
    """Return the different cells of a column that may have a cause: those outside its type, and words for nothing."""
    cells = frame.select(field.name).drop_nulls().unique(maintain_order=True)
    text = pl.col(field.name)
    wanted = text.is_in(NOTHING)
    if field.type != "string":
        wanted = wanted | type_cell(field).is_null() | ~text.str.contains(TYPES[field.type].written or "")
    elif field.codes or table.has_words(field):
        wanted = wanted | text.str.contains(r"[^\x00-\x7f]|^[+-]?[0-9].*[0-9]$")
    return cells.filter(wanted).to_series().to_list()


def _cause(cell: str, field: Field, table: Table, frame: pl.DataFrame) -> tuple[str, str] | None:
    """Return the last word of the rule and the sentence for a cell that cannot be mended, or None."""
    if cell in NOTHING:
        meant = _can_be_meant(cell, field, table, frame)
        return None if meant else ("nothing", 'says that there is nothing: write an empty cell (in R, na = "")')
    if field.type == "string":
        return None if cell in field.codes else _cause_in_text(cell, field, table)
    for types, pattern, name, sentence in CAUSES:
        if field.type in types and pattern(cell):
            return name, sentence
    return "type", TYPES[field.type].expected


def _cause_in_text(cell: str, field: Field, table: Table) -> tuple[str, str] | None:
    """Return the cause for text: damage to words, or a number or a day that a coder wrote as a word."""
    if table.has_words(field) and re.search(damage_pattern(field.printed), cell):
        return "damaged", damage_sentence(cell)
    if field.printed:
        return None
    return next(((name, sentence) for _, pattern, name, sentence in CAUSES if pattern(cell)), None)


def _can_be_meant(cell: str, field: Field, table: Table, frame: pl.DataFrame) -> bool:
    """Return whether NA may be a code, such as that of Namibia: then the program must write empty cells as empty."""
    if field.type != "string" or field.former:
        return field.former
    is_code = cell in field.codes or re.search(field.constraints.get("pattern", "(?!)"), cell) is not None
    has_empty = any(frame[name].null_count() for name in table.columns)
    return is_code and has_empty


Pattern = Callable[[str], object]

CAUSES: tuple[tuple[tuple[str, ...], Pattern, str, str], ...] = (
    (
        NUMBERS,
        ROUNDED.fullmatch,
        "rounded",
        "has an exponent, and a spreadsheet writes then only the digits that it shows: give the column the format 0",
    ),
    (
        NUMBERS,
        GROUPED.fullmatch,
        "grouped",
        "may have thousands separators or a decimal comma: write plain digits with a decimal point",
    ),
    (
        NUMBERS,
        DECIMAL_COMMA.fullmatch,
        "decimal_comma",
        "has a decimal comma: write a decimal point",
    ),
    (
        ("date",),
        DAY_FIRST.fullmatch,
        "day_first",
        "may begin with the day or with the month: write YYYY-MM-DD",
    ),
)
"""By the types of column: what a cell looks like, the last word of the rule, and what is said of the cell."""
