"""The checks that one table's schema asks for: types, constraints, row rules, spans, keys and foreign keys."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import polars as pl

from legitimate_targets.checks.check import DAMAGED, EMPTY_ROW, NOTE, Check
from legitimate_targets.checks.queries import is_expression
from legitimate_targets.errors import PackageError, shortened
from legitimate_targets.tables.model import Field, Reference, Rule, Table
from legitimate_targets.tables.types import CONSTRAINTS, PRINTED_CONTROL, PRINTED_UNUSUAL, TYPES, Value

CLASS = r"\[\^?(?![\]^])(?:(?!&&|--|~~)[^\[\]\\]|\\[^A-Za-z0-9])+\]"
QUANTIFIER = r"(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})(?![*+?{])"
PLAIN = rf"(?:[^\\.^$*+?()\[\]{{}}|]|\\[^A-Za-z0-9]|{CLASS}|\(\?:|\||\))"
PORTABLE = re.compile(rf"\^(?:{PLAIN}(?:{QUANTIFIER})?)*\$", re.DOTALL)
"""Patterns that Rust, Java and Python read the same way: characters, written-out classes, groups without a number,
alternatives and greedy quantifiers; no `.`, `\\d`, `\\w`, `\\s`, `\\b`, flags, properties, references or lookaround."""

EMPTY_ROW_MESSAGE = "is an empty row: delete it, or let `format` do so"
DAMAGED_MESSAGE = "was damaged by a program"
"""What is said of a damaged cell where nothing more is known of it; `damage` has a sentence for each kind."""

NOT_PORTABLE = (
    "does not mean the same in all engines: write classes such as [0-9]; do not use ., \\d, \\w, \\s, \\b or flags"
)


def table_checks(table: Table, tables: Mapping[str, Table]) -> Iterator[Check]:
    """Yield all checks of `table` that need no query; `tables` are all tables of the package by name.

    Raises PackageError if a bound, a pattern, a rule or a reference makes no sense.
    """
    for field in table.fields:
        yield from field_checks(table, field)
    for rule in table.rules:
        yield rule_check(table, rule, "rule")
    if table.primary_key:
        yield Check(
            f"{table.name}.primary_key", table.name, table.primary_key, "unique", "is the key of an earlier row"
        )
    for key in table.unique_keys:
        check_id = f"{table.name}.{'_'.join(key)}.unique"
        yield Check(check_id, table.name, key, "unique", CONSTRAINTS["unique"].message)
    for reference in table.references:
        yield _foreign_key(table, reference, tables)


def field_checks(table: Table, field: Field) -> Iterator[Check]:
    """Yield the checks of one column: how its cells are written, and its constraints."""
    start, columns = f"{table.name}.{field.name}", (field.name,)
    expected = PRINTED_CONTROL if field.printed else TYPES[field.type].expected
    yield Check(f"{start}.type", table.name, columns, "type", expected)
    if field.printed and not table.derived:
        yield Check(f"{start}.printed", table.name, columns, NOTE, PRINTED_UNUSUAL)
    for kind, value in field.constraints.items():
        if value is not False:
            more = _argument(kind, value, field.type, f"{table.schema}: {field.name}: {kind}")
            shown = ", ".join(map(str, value)) if kind == "enum" else value
            message = CONSTRAINTS[kind].message.format(value=shown)
            yield Check(f"{start}.{kind}", table.name, columns, kind, message, **more)


def span_checks(table: Table) -> Iterator[Check]:
    """Yield the checks of a span that its row alone shows; none for a table without a span."""
    if not table.span:
        return
    yield rule_check(table, Rule("span.order", '"end" > start', "end must be greater than start"), "order")
    text = table.span.text
    if text:
        length = Rule("span.length", f'LENGTH({text}) = "end" - start', f"{text} must be as long as its span")
        yield rule_check(table, length, "length")
        message = f"sha256 must be the hash of {text}"
        yield Check(f"{table.name}.span.hash", table.name, (text, "sha256"), "hash", message)


def damage_checks(table: Table) -> Iterator[Check]:
    """Yield the checks of what programs do to rows and cells: empty rows, and damage to the words of a package.

    They are not asked of a single file, whose words may have any spaces. A derived table repeats words of others.
    """
    yield Check(f"{table.name}.empty_row", table.name, table.columns, EMPTY_ROW, EMPTY_ROW_MESSAGE)
    for field in table.fields:
        if not table.derived and table.has_words(field):
            yield Check(f"{table.name}.{field.name}.damaged", table.name, (field.name,), DAMAGED, DAMAGED_MESSAGE)


def rule_check(table: Table, rule: Rule, kind: str) -> Check:
    """Return the check of one SQL expression over the cells of a row; raise PackageError for anything else."""
    if not is_expression(rule.sql):
        raise PackageError(f"{table.schema}: rules: {rule.name}: may hold only comparisons of the cells of a row")
    try:
        columns = _columns_in(rule.sql)
    except pl.exceptions.PolarsError as error:
        raise PackageError(f"{table.schema}: rules: {rule.name}: {error}") from None
    for column in columns:
        table.field(column)
    return Check(f"{table.name}.{rule.name}", table.name, columns, kind, rule.message, sql=rule.sql)


def refuse_patterns(table: Table) -> None:
    """Raise PackageError, with the place, for a pattern that engines would read in more than one way."""
    for field in table.fields:
        pattern = field.constraints.get("pattern")
        if pattern is not None and not PORTABLE.fullmatch(pattern):
            raise PackageError(f"{table.schema}: {field.name}: pattern: {shortened(pattern)} {NOT_PORTABLE}")


def _argument(kind: str, value: Any, type_: str, place: str) -> dict[str, Any]:
    """Return what the check of a constraint is given besides its columns, read as a value of the column's type."""
    match kind:
        case "required" | "unique":
            return {}
        case "enum":
            return {"codes": tuple(_typed(code, type_, place) for code in value)}
        case "pattern":
            return {"pattern": _pattern(value, place)}
        case "minLength" | "maxLength":
            return {"limit": value}
        case _:
            return {"limit": _typed(value, type_, place)}


def _pattern(value: str, place: str) -> str:
    if not (value.startswith("^(?:") and value.endswith(")$")):
        raise PackageError(f"{place}: must be anchored and grouped, ^(?:...)$")
    wrong = _pattern_error(value)
    if wrong:
        raise PackageError(f"{place}: is not a linear-time regular expression: {wrong}")
    return value


@cache
def _pattern_error(pattern: str) -> str:
    """Return what the engine says against a pattern, or an empty text if it can run it."""
    try:
        pl.select(pl.lit("").str.contains(pattern))
    except pl.exceptions.ComputeError as error:
        return str(error)
    return ""


def _typed(value: Any, type_: str, place: str) -> Value:
    """Return the value of a constraint, given in JSON or written like a cell, as a value of the column's type."""
    if type_ == "number" and isinstance(value, float):
        return value
    written = json.dumps(value) if isinstance(value, bool | int) else value
    if not (isinstance(written, str) and re.fullmatch(TYPES[type_].written or ".*", written)):
        raise PackageError(f"{place}: {value!r} is not a value of the type {type_}")
    try:
        read = TYPES[type_].from_schema(written)
    except (ValueError, OverflowError):
        raise PackageError(f"{place}: {value!r} is not a value of the type {type_}") from None
    if type_ == "integer" and not -(2**63) <= int(written) < 2**63:
        raise PackageError(f"{place}: the value does not fit 64 bits")
    return read


@cache
def _columns_in(sql: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(pl.sql_expr(sql).meta.root_names()))


def _foreign_key(table: Table, reference: Reference, tables: Mapping[str, Table]) -> Check:
    place = f"{table.schema}: foreignKeys: {', '.join(reference.columns)}"
    target = tables.get(reference.table)
    if target is None:
        raise PackageError(f"{place}: there is no table {reference.table!r} in the package")
    types = [table.field(name).type for name in reference.columns]
    if types != [target.field(name).type for name in reference.target]:
        raise PackageError(f"{place}: its columns do not have the types of the columns that they point to")
    check_id = f"{table.name}.{'_'.join(reference.columns)}.foreign_key"
    message = f"is not in {reference.table}"
    return Check(check_id, table.name, reference.columns, "foreign_key", message, reference=reference)
