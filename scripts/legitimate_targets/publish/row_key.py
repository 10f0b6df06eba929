"""Writes the key of a row as one text, `Q014` or `scope/foreign`, and finds the row that such a text names."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from string import digits

import polars as pl

from legitimate_targets.errors import PackageError
from legitimate_targets.tables.model import Table

SEPARATOR = "/"
"""Joins the cells of a key that has several columns."""

SHOWN_NAMES = 5
"""Names that a message offers in place of an unknown one, so that it stays on one line."""

LIKENESS = 0.4
"""The lowest ratio of difflib, from 0 to 1, at which two names count as near: Q999 and Q009 have 0.5."""


def row_key(table: Table) -> pl.Expr:
    """Return the expression for the key of a row of `table` as one text; null if a cell of the key is empty."""
    return pl.concat_str([pl.col(name).cast(pl.String()) for name in table.primary_key], separator=SEPARATOR)


def keys(table: Table, frame: pl.DataFrame) -> list[str]:
    """Return the keys of all rows of a table, in the order of its frame."""
    return frame.select(row_key(table)).to_series().to_list()


def key_of(row: Mapping[str, str | None], columns: Iterable[str]) -> str:
    """Return the key of one row of text cells; an empty cell counts as an empty text."""
    return SEPARATOR.join(row[column] or "" for column in columns)


def find_table(keys_of: Mapping[str, Sequence[str]], key: str) -> str:
    """Return the name of the one table that has a row with this key; `keys_of` has the keys of each table.

    Raises PackageError if no table has one, with the nearest keys, or if several have.
    """
    found = [table for table, known in keys_of.items() if key in known]
    if len(found) > 1:
        raise PackageError(f"{key!r} is a row of {' and of '.join(found)}: name the table as well")
    if not found:
        raise unknown_name("row", key, [each for known in keys_of.values() for each in known])
    return found[0]


def unknown_name(what: str, name: str, known: Sequence[str], where: str = "") -> PackageError:
    """Return the error for a name that is not one of the `known`, with the nearest of them.

    If some names differ from it only in the number at their end, the nearest are sought among these alone.
    """
    alike = [each for each in known if each.rstrip(digits) == name.rstrip(digits)]
    nearest = get_close_matches(name, alike or known, SHOWN_NAMES, LIKENESS)
    label, offered = ("nearest", nearest) if nearest else ("for example", known[:SHOWN_NAMES])
    return PackageError(f"there is no {what} {name!r}{where}" + (f"; {label}: {', '.join(offered)}" if offered else ""))
