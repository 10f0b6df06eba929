"""Compiles checks to Spark SQL: for each kind of check, the condition that is true for a faulty row, named `r`.

A new kind of check is one function and one entry in `ROW_CONDITIONS` or `TABLE_CONDITIONS`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from legitimate_targets.checks.check import (
    DAMAGED,
    EMPTY_ROW,
    EVIDENCE,
    EVIDENCE_POINTER,
    EVIDENCE_WORDS,
    NOTE,
    VERBATIM,
    Check,
)
from legitimate_targets.spark.nfc import DOUBTFUL, FLAG
from legitimate_targets.spark.sql import any_of, literal, matches, quoted, text_literal, translate
from legitimate_targets.tables.damage import damage_pattern
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.types import CONTROL, INVISIBLE

NOT_NUMBERS = ("Infinity", "-Infinity")
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
"""The days that can be written YYYY-MM-DD; a date in Parquet may lie outside of them."""


class Scope(Protocol):
    """The tables as a condition sees them."""

    @property
    def tables(self) -> Mapping[str, Table]:
        """The tables of the plan, by name."""

    @property
    def exact(self) -> bool:
        """Whether the rows have the flags of `nfc`; without them, a doubtful text counts as one that is not NFC."""

    def relation(self, table: str, columns: Collection[str]) -> str:
        """Return a relation of the rows of a table, with the verdicts of earlier checks on these columns."""

    def refused(self, table: str, columns: Collection[str], alias: str) -> str:
        """Return the condition that a cell of these columns failed an earlier check, for a row of that relation."""


@dataclass(frozen=True)
class WholeTables:
    """The tables as they are stored, before any cell has been refused."""

    tables: Mapping[str, Table]
    exact: bool = False

    def relation(self, table: str, columns: Collection[str]) -> str:
        """Return the name of the table."""
        return quoted(table)

    def refused(self, table: str, columns: Collection[str], alias: str) -> str:
        """Return the condition that is never true."""
        return "FALSE"


Condition = Callable[[Check, Scope], str]


def condition(check: Check, scope: Scope) -> str:
    """Return the SQL condition that is true for a row that fails the check, and FALSE or NULL for any other row."""
    return CONDITIONS[check.kind](check, scope)


def cell(column: str) -> str:
    """Return a column of the row `r`."""
    return f"r.{quoted(column)}"


def all_filled(columns: Iterable[str]) -> str:
    """Return the condition that no cell of these columns is empty."""
    return " AND ".join(f"{cell(column)} IS NOT NULL" for column in columns)


def _not_of_type(check: Check, scope: Scope) -> str:
    """Compile the condition that a cell holds a value that a CSV could not have written.

    Integers and booleans never do.
    """
    field, this = scope.tables[check.table].field(check.columns[0]), cell(check.columns[0])
    match field.type:
        case "string":
            control = matches(this, CONTROL)
            return control if field.printed else any_of([control, _has_unusual_characters(check, scope)])
        case "number":
            return any_of([f"isnan({this})", *(f"{this} = CAST('{each}' AS DOUBLE)" for each in NOT_NUMBERS)])
        case "date":
            return any_of([f"{this} < CAST('{FIRST_DAY}' AS DATE)", f"{this} > CAST('{LAST_DAY}' AS DATE)"])
    return "FALSE"


def _is_damaged(check: Check, scope: Scope) -> str:
    printed = scope.tables[check.table].field(check.columns[0]).printed
    return matches(cell(check.columns[0]), damage_pattern(printed))


def _is_empty_row(check: Check, scope: Scope) -> str:
    return f"({' AND '.join(f'{cell(column)} IS NULL' for column in check.columns)})"


def _is_empty(check: Check, scope: Scope) -> str:
    return f"{cell(check.columns[0])} IS NULL"


def _is_no_code(check: Check, scope: Scope) -> str:
    codes = ", ".join(map(literal, check.codes))
    return f"{cell(check.columns[0])} NOT IN ({codes})" if codes else all_filled(check.columns)


def _does_not_match(check: Check, scope: Scope) -> str:
    return f"NOT ({matches(cell(check.columns[0]), check.pattern)})"


def _compared(sign: str, size: str = "{}") -> Condition:
    """Return what compiles a bound: a cell fails if its `size` is less (`<`) or more (`>`) than the limit."""

    def compiled(check: Check, scope: Scope) -> str:
        assert check.limit is not None
        return f"{size.format(cell(check.columns[0]))} {sign} {literal(check.limit)}"

    return compiled


def _has_unusual_characters(check: Check, scope: Scope) -> str:
    column = check.columns[0]
    uncomposed = f"coalesce({cell(FLAG + column)}, FALSE)" if scope.exact else matches(cell(column), DOUBTFUL)
    return any_of([matches(cell(column), INVISIBLE), uncomposed])


def _breaks_expression(check: Check, scope: Scope) -> str:
    return f"NOT ({translate(check.sql)})"


def _is_not_hash(check: Check, scope: Scope) -> str:
    text, sha256 = check.columns
    return f"sha2({cell(text)}, 256) <> {cell(sha256)}"


def _repeats(check: Check, scope: Scope) -> str:
    """Rows with an empty or refused cell are numbered apart, so that none of them counts as the first of its key."""
    compared = f"({all_filled(check.columns)} AND NOT {scope.refused(check.table, check.columns, 'r')})"
    key = ", ".join([*map(cell, check.columns), compared])
    return f"({compared} AND row_number() OVER (PARTITION BY {key} ORDER BY r.line) > 1)"


def _points_nowhere(check: Check, scope: Scope) -> str:
    assert check.reference is not None
    pairs = zip(check.reference.target, check.columns, strict=True)
    same = " AND ".join(f"o.{quoted(target)} = {cell(column)}" for target, column in pairs)
    known = f"SELECT 1 FROM {quoted(check.reference.table)} AS o WHERE {same}"
    return f"{all_filled(check.columns)} AND NOT EXISTS ({known})"


def _lacks_evidence(check: Check, scope: Scope) -> str:
    reasons = f"SELECT 1 FROM {EVIDENCE} AS o WHERE {_is_for_cell(check)}"
    return f"{all_filled(check.columns)} AND NOT EXISTS ({reasons})"


def _is_not_its_evidence(check: Check, scope: Scope) -> str:
    columns = (*EVIDENCE_POINTER, *EVIDENCE_WORDS)
    unlike = f"{_is_for_cell(check)} AND {is_unlike_cell(cell(check.columns[0]))}"
    sound = f"NOT {scope.refused(EVIDENCE, columns, 'o')}"
    return f"EXISTS (SELECT 1 FROM {scope.relation(EVIDENCE, columns)} AS o WHERE {unlike} AND {sound})"


def is_unlike_cell(text: str) -> str:
    """Return the condition that a row `o` of evidence is verbatim and its words are not this text, by their hash."""
    return f"o.basis = {text_literal(VERBATIM)} AND o.sha256 <> sha2(CAST({text} AS STRING), 256)"


def _is_for_cell(check: Check) -> str:
    """Return the condition that a row `o` of evidence is for the cell of the row `r`."""
    field, key = check.columns
    return f"o.`table` = {text_literal(check.table)} AND o.`field` = {text_literal(field)} AND o.row_id = {cell(key)}"


def _is_evidence_for_nothing(check: Check, scope: Scope) -> str:
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, key in check.optional_cells:
        if table in scope.tables:
            found.setdefault(table, []).append((column, key))
    empty = " UNION ALL ".join(_rows_with_empty_cells(table, cells, scope) for table, cells in found.items())
    same = "o.id = r.row_id AND o.`table` = r.`table` AND array_contains(o.fields, r.field)"
    return f"EXISTS (SELECT 1 FROM ({empty}) AS o WHERE {same})" if empty else "FALSE"


def _rows_with_empty_cells(table: str, cells: list[tuple[str, str]], scope: Scope) -> str:
    """Return the rows of a table in which one of these cells (column, key column) is empty, and the names of these."""
    columns, key = {each for cell in cells for each in cell}, cells[0][1]
    fields = ", ".join(
        f"CASE WHEN o.{quoted(column)} IS NULL AND NOT {scope.refused(table, (column, key), 'o')}"
        f" THEN {text_literal(column)} END"
        for column, key in cells
    )
    some = any_of([f"o.{quoted(column)} IS NULL" for column, _ in cells])
    head = f"{text_literal(table)} AS `table`, CAST(o.{quoted(key)} AS STRING) AS id, array({fields}) AS fields"
    return f"SELECT {head} FROM {scope.relation(table, columns)} AS o WHERE {some}"


ROW_CONDITIONS: dict[str, Condition] = {
    EMPTY_ROW: _is_empty_row,
    DAMAGED: _is_damaged,
    "type": _not_of_type,
    "required": _is_empty,
    "enum": _is_no_code,
    "pattern": _does_not_match,
    "minLength": _compared("<", "LENGTH({})"),
    "maxLength": _compared(">", "LENGTH({})"),
    "minimum": _compared("<"),
    "maximum": _compared(">"),
    NOTE: _has_unusual_characters,
    "rule": _breaks_expression,
    "order": _breaks_expression,
    "length": _breaks_expression,
    "hash": _is_not_hash,
}
"""Kinds of check that one row decides; all of a table are counted in one pass over it."""

TABLE_CONDITIONS: dict[str, Condition] = {
    "unique": _repeats,
    "foreign_key": _points_nowhere,
    "evidence_missing": _lacks_evidence,
    "evidence_unneeded": _is_evidence_for_nothing,
    "evidence_verbatim": _is_not_its_evidence,
}
"""Kinds of check that other rows decide, of the same table or of another."""

CONDITIONS = ROW_CONDITIONS | TABLE_CONDITIONS
