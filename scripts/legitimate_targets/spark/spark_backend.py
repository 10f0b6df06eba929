"""When a check of the plan fails, as SQL: for each kind of check, what is true for a faulty row, named `r`."""

from collections.abc import Collection, Mapping
from typing import Protocol

from legitimate_targets.checks import from_evidence as evidence
from legitimate_targets.checks.check import Check
from legitimate_targets.checks.plan import Plan
from legitimate_targets.spark.nfc import DOUBTFUL, FLAG
from legitimate_targets.spark.sql import any_of, literal, matches, name, text, translated
from legitimate_targets.tables import types as grammar
from legitimate_targets.tables.model import Field, Table

COUNTED = ("type", "required", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "unusual_characters")
"""Kinds that one cell shows, counted in the one pass over a table."""

OF_ROW = (*COUNTED, "rule", "order", "length", "hash")
"""Kinds that one row shows, likewise."""

JOINED = ("foreign_key", "evidence_missing", "evidence_unneeded")
"""Kinds that look for a row in another table."""

GROUPED = "unique"
"""The kind that compares the rows of one table."""

ENDLESS = ("Infinity", "-Infinity")
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
"""Between these lies every day that can be written."""

BOUNDS = {"minLength": "<", "minimum": "<", "maxLength": ">", "maximum": ">"}


class Scope(Protocol):
    """The tables as a check sees them: whole when faults are counted, judged when their rows are told."""

    def relation(self, table: str, columns: Collection[str]) -> str:
        """The rows of a table, with what is known of the cells in these columns."""

    def refused(self, table: str, columns: Collection[str], alias: str) -> str:
        """Whether a cell of one of these columns failed an earlier check, in a row of that relation."""


class Whole:
    """The tables as they are, of which nothing was refused yet."""

    def relation(self, table: str, columns: Collection[str]) -> str:
        return name(table)

    def refused(self, table: str, columns: Collection[str], alias: str) -> str:
        return "FALSE"


def cell(column: str) -> str:
    """A column of the row."""
    return f"r.{name(column)}"


def filled(columns: tuple[str, ...]) -> str:
    """Whether no cell of them is empty."""
    return " AND ".join(f"{cell(column)} IS NOT NULL" for column in columns)


def row_fault(check: Check, field: Field, exact: bool = False) -> str:
    """What one row shows; `field` is the check's first column.

    With `exact`, the column of `composed.FLAG` says what is not composed; without, what may not be counts as a fault.
    """
    this = cell(field.name)
    match check.kind:
        case "type":
            return _ungrammatical(field, exact)
        case "required":
            return f"{this} IS NULL"
        case "enum":
            return f"{this} NOT IN ({', '.join(map(literal, check.codes))})" if check.codes else filled(check.columns)
        case "pattern":
            return f"NOT ({matches(this, check.pattern)})"
        case "unusual_characters":
            return _unusual(field, exact)
        case "rule" | "order" | "length":
            return f"NOT ({translated(check.sql)})"
        case "hash":
            return f"sha2({this}, 256) <> {cell(check.columns[1])}"
    if check.limit is None:
        raise ValueError(f"{check.id}: there is no expression for the kind {check.kind!r}")
    size = f"LENGTH({this})" if check.kind.endswith("Length") else this
    return f"{size} {BOUNDS[check.kind]} {literal(check.limit)}"


def _ungrammatical(field: Field, exact: bool) -> str:
    """What no cell of a CSV could be; an integer or a truth value in its own type always could."""
    this = cell(field.name)
    match field.type:
        case "string":
            control = matches(this, grammar.CONTROL)
            return control if field.printed else any_of([control, _unusual(field, exact)])
        case "number":
            return any_of([f"isnan({this})", *(f"{this} = CAST('{end}' AS DOUBLE)" for end in ENDLESS)])
        case "date":
            return any_of([f"{this} < CAST('{FIRST_DAY}' AS DATE)", f"{this} > CAST('{LAST_DAY}' AS DATE)"])
    return "FALSE"


def _unusual(field: Field, exact: bool) -> str:
    uncomposed = f"coalesce({cell(FLAG + field.name)}, FALSE)" if exact else matches(cell(field.name), DOUBTFUL)
    return any_of([matches(cell(field.name), grammar.INVISIBLE), uncomposed])


def joined_fault(check: Check, plan: Plan, scope: Scope) -> str:
    """What a look into other tables shows."""
    if check.reference:
        pairs = zip(check.reference.target, check.columns, strict=True)
        same = " AND ".join(f"o.{name(target)} = {cell(column)}" for target, column in pairs)
        return f"{filled(check.columns)} AND NOT EXISTS (SELECT 1 FROM {name(check.reference.table)} AS o WHERE {same})"
    if check.kind == "evidence_missing":
        key = check.columns[1]
        of = {"table": check.table, "field": check.columns[0]}
        same = " AND ".join(f"o.{name(column)} = {text(value)}" for column, value in of.items())
        reasons = f"SELECT 1 FROM {evidence.TABLE} AS o WHERE {same} AND o.row_id = {cell(key)}"
        return f"{filled(check.columns)} AND NOT EXISTS ({reasons})"
    empty = " UNION ALL ".join(_empty(table, cells, scope) for table, cells in _by_table(check, plan.tables).items())
    same = f"o.id = r.row_id AND o.`table` = r.{name('table')} AND array_contains(o.fields, r.field)"
    return f"EXISTS (SELECT 1 FROM ({empty}) AS o WHERE {same})" if empty else "FALSE"


def _by_table(check: Check, tables: Mapping[str, Table]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, key in check.codes:
        if table in tables:
            found.setdefault(table, []).append((column, key))
    return found


def _empty(table: str, cells: list[tuple[str, str]], scope: Scope) -> str:
    """The rows of a table with an empty cell among these, and the fields of the cells."""
    columns, key = {each for cell in cells for each in cell}, cells[0][1]
    fields = ", ".join(
        f"CASE WHEN o.{name(column)} IS NULL AND NOT {scope.refused(table, (column, key), 'o')} THEN {text(column)} END"
        for column, key in cells
    )
    some = any_of([f"o.{name(column)} IS NULL" for column, _ in cells])
    head = f"{text(table)} AS `table`, CAST(o.{name(key)} AS STRING) AS id, array({fields}) AS fields"
    return f"SELECT {head} FROM {scope.relation(table, columns)} AS o WHERE {some}"
