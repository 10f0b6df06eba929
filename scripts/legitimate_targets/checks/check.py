"""One check of the plan, and the order in which the kinds of check run."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from legitimate_targets.tables.model import Reference

Limit = int | float | date | str
"""A value of a column: what a bound may be."""

LEVELS: tuple[tuple[str, ...], ...] = (
    ("type",),
    (
        *("required", "enum", "pattern", "minLength", "maxLength"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "unusual_characters"),
    ),
    ("rule",),
    ("order",),
    ("length",),
    ("hash",),
    ("unique",),
    ("foreign_key",),
    ("evidence_missing", "evidence_unneeded"),
)
"""Kinds of check on one table, in the order in which they run: a check passes over every row of
which an earlier level refused a cell that it reads, so that one fault is reported once."""


@dataclass(frozen=True)
class Check:
    """One thing that a table must satisfy; an empty cell passes every check but `required` and SQL that asks for it.

    `columns` are the columns of `table` that it reads. What else is set depends on `kind`:

    - type, required, printed (which gives a note and no fault): nothing
    - enum: `codes`; pattern: `pattern`, anchored on both sides
    - minLength, maxLength: `limit` in code points; minimum, maximum: `limit` of the column's type, itself allowed;
      exclusiveMinimum, exclusiveMaximum: itself not allowed
    - rule, order, length: `sql`, an expression that is not false for a good row
    - hash: `columns` are a text and its SHA-256
    - unique: nothing; the values of `columns`, where none is empty, do not repeat
    - foreign_key: `reference`, where the values of `columns` must stand
    - across: `sql`, a query over the tables `reads` that gives one row (table, line, field, value) a fault;
      `untrusted` where it is not one of this project
    - unproven: `columns` are a cell that needs a row in evidence and the key of its row; needless: `columns` are what
      a row of evidence points to, `codes` the cells that may be empty (table, column, key)
    - derived, derived_texts: `reads` are the tables that a fresh run needs
    - vocabulary, gate, texts: the check of that id in the module of that name
    """

    id: str
    table: str
    columns: tuple[str, ...]
    kind: str
    message: str
    codes: tuple[Any, ...] = ()
    pattern: str = ""
    limit: Limit | None = None
    sql: str = ""
    reference: Reference | None = None
    reads: tuple[str, ...] = ()
    untrusted: bool = False
