"""One check of the plan, and the order in which the kinds of check run."""

from dataclasses import dataclass
from typing import Any

from legitimate_targets.tables.model import Reference
from legitimate_targets.tables.types import CONSTRAINTS, Value

NOTE = "unusual_characters"
"""The kind of check whose failures are notes, which leave a package valid."""

EMPTY_ROW, DAMAGED = "empty_row", "damaged"
"""The kinds of check that see what a program has done to rows and cells; they come before all others."""

EVIDENCE = "evidence"
"""The table whose rows give reasons for cells of other tables."""

EVIDENCE_POINTER = ("field", "table", "row_id")
"""The columns with which a row of evidence points to its cell."""

NORMALISED = "normalised"
"""The basis of evidence whose words say what is in the cell in another form."""

VERBATIM = "verbatim"
"""The basis of evidence whose words are the cell, letter for letter."""

EVIDENCE_WORDS = ("basis", "sha256")
"""The columns of a row of evidence that say how its words support the cell, and their SHA-256."""

LEVELS: tuple[tuple[str, ...], ...] = (
    (EMPTY_ROW,),
    (DAMAGED,),
    ("type",),
    (*(name for name in CONSTRAINTS if name != "unique"), NOTE),
    ("rule",),
    ("order",),
    ("length",),
    ("hash",),
    ("unique",),
    ("foreign_key",),
    ("evidence_missing", "evidence_unneeded", "evidence_verbatim"),
)
"""Kinds of check on one table, in the order in which they run.

A check skips a row if an earlier level found a fault in one of the cells that the check reads, so that one fault is
reported once."""


@dataclass(frozen=True)
class Check:
    """One thing that a table must satisfy.

    An empty cell passes every check but `required`, and SQL that tests for NULL.
    `columns` are the columns of `table` that it reads. What else is set depends on `kind`:

    - empty_row: nothing; `columns` are all of the table
    - type, damaged, required, unusual_characters (a note and no fault): nothing
    - enum: `codes`; pattern: `pattern`, anchored on both sides
    - minLength, maxLength: `limit` in code points, which is allowed
    - minimum, maximum: `limit`, a value of the column's type, which is allowed; exclusiveMinimum, exclusiveMaximum: the
      limit is not allowed
    - rule, order, length: `sql`, an expression that is not false for a good row
    - hash: nothing; `columns` are a text and its SHA-256
    - unique: nothing; the values of `columns`, if none is empty, do not repeat
    - foreign_key: `reference`; the values of `columns` must be among its values
    - across: `sql`, a query over the tables `reads` that gives one row (table, line, field, value) per fault;
      `untrusted` if it is not one of this project
    - evidence_missing: nothing; `columns` are a cell that needs a row in evidence and the key of its row
    - evidence_verbatim: nothing; `columns` are as in evidence_missing. The cell's text has the `sha256` of each row of
      evidence for it whose basis is verbatim
    - evidence_unneeded: `optional_cells`, the columns (table, column, key) whose cells may be empty; `columns` are what
      a row of evidence points to
    - derived, derived_texts: `reads`, the tables that a fresh run needs
    - vocabulary, gate, texts: nothing; the check is made by the module of that name
    """

    id: str
    table: str
    columns: tuple[str, ...]
    kind: str
    message: str
    codes: tuple[Any, ...] = ()
    pattern: str = ""
    limit: Value | None = None
    sql: str = ""
    reference: Reference | None = None
    reads: tuple[str, ...] = ()
    optional_cells: tuple[tuple[str, str, str], ...] = ()
    untrusted: bool = False
