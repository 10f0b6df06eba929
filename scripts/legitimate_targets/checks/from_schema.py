"""The checks of one table: what its constraints, rules, span, keys and foreign keys ask for."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

import polars as pl

from legitimate_targets.checks.check import Check, Limit
from legitimate_targets.checks.sql_allowlist import is_expression
from legitimate_targets.errors import PackageError
from legitimate_targets.tables import types as grammar
from legitimate_targets.tables.model import Field, Reference, Rule, Table

BEYOND = {
    "minimum": "less than",
    "maximum": "more than",
    "exclusiveMinimum": "not more than",
    "exclusiveMaximum": "not less than",
}
READ: Mapping[str, Callable[[str], Limit]] = {
    "string": str,
    "integer": int,
    "year": int,
    "number": float,
    "date": date.fromisoformat,
    "datetime": lambda written: datetime.fromisoformat(written.removesuffix("Z")),
    "boolean": lambda written: written == "true",
}
"""How a value that is written in a schema is read; its grammar is checked before."""


def table_checks(table: Table, tables: Mapping[str, Table]) -> Iterator[Check]:
    """All checks of `table` that need no query; `tables` are all of the package.

    Raises PackageError where a bound, a pattern, a rule or a reference makes no sense.
    """
    for field in table.fields:
        yield from _of_field(table, field)
    for rule in table.rules:
        yield row_rule(table, rule, "rule")
    if table.primary_key:
        message = "is the key of an earlier row"
        yield Check(f"{table.name}.primary_key", table.name, table.primary_key, "unique", message)
    for key in table.unique_keys:
        yield Check(f"{table.name}.{'_'.join(key)}.unique", table.name, key, "unique", "stands in an earlier row")
    for reference in table.references:
        yield _foreign_key(table, reference, tables)


def _of_field(table: Table, field: Field) -> Iterator[Check]:
    start, columns = f"{table.name}.{field.name}", (field.name,)
    expected = grammar.PRINTED_CONTROL if field.printed else grammar.EXPECTED[field.type]
    yield Check(f"{start}.type", table.name, columns, "type", expected)
    if field.printed and not table.derived:
        yield Check(f"{start}.printed", table.name, columns, "unusual_characters", grammar.PRINTED_UNUSUAL)
    for kind, value in field.constraints.items():
        if value is not False:
            message, more = _constraint(kind, value, field.type, f"{table.schema}: {field.name}: {kind}")
            yield Check(f"{start}.{kind}", table.name, columns, kind, message, **more)


def _constraint(kind: str, value: Any, type_: str, place: str) -> tuple[str, dict[str, Any]]:
    match kind:
        case "required":
            return "is empty", {}
        case "unique":
            return "stands in an earlier row", {}
        case "enum":
            codes = tuple(_value(code, type_, place) for code in value)
            return f"is not one of {', '.join(map(str, value))}", {"codes": codes}
        case "pattern":
            return f"does not match {value}", {"pattern": _pattern(value, place)}
        case "minLength" | "maxLength":
            wrong = "shorter" if kind == "minLength" else "longer"
            return f"is {wrong} than {value} characters", {"limit": value}
        case _:
            return f"is {BEYOND[kind]} {value}", {"limit": _value(value, type_, place)}


def _pattern(value: str, place: str) -> str:
    if not (value.startswith("^(?:") and value.endswith(")$")):
        raise PackageError(f"{place}: must be anchored and grouped, ^(?:...)$")
    wrong = _unusable(value)
    if wrong:
        raise PackageError(f"{place}: is no linear-time regular expression: {wrong}")
    return value


@cache
def _unusable(pattern: str) -> str:
    """What the engine says against a pattern; nothing for one that it can run."""
    try:
        pl.select(pl.lit("").str.contains(pattern))
    except pl.exceptions.ComputeError as error:
        return str(error)
    return ""


def _value(value: Any, type_: str, place: str) -> Limit:
    """A value of a constraint, in JSON or written as a cell, as a value of the column."""
    if type_ == "number" and isinstance(value, float):
        return value
    written = json.dumps(value) if isinstance(value, bool | int) else value
    if not (isinstance(written, str) and re.fullmatch(grammar.WRITTEN.get(type_, ".*"), written)):
        raise PackageError(f"{place}: {value!r} is no value of the type {type_}")
    try:
        read = READ[type_](written)
    except (ValueError, OverflowError):
        raise PackageError(f"{place}: {value!r} is no value of the type {type_}") from None
    if type_ == "integer" and not -(2**63) <= int(written) < 2**63:
        raise PackageError(f"{place}: the value does not fit 64 bits")
    return read


def row_rule(table: Table, rule: Rule, kind: str) -> Check:
    """The check of one SQL expression over the cells of a row; raises PackageError where it is none."""
    if not is_expression(rule.sql):
        raise PackageError(f"{table.schema}: rules: {rule.name}: is more than comparisons of the cells of a row")
    try:
        columns = _columns_in(rule.sql)
    except pl.exceptions.PolarsError as error:
        raise PackageError(f"{table.schema}: rules: {rule.name}: {error}") from None
    for column in columns:
        table.field(column)
    return Check(f"{table.name}.{rule.name}", table.name, columns, kind, rule.message, sql=rule.sql)


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
        raise PackageError(f"{place}: not of the type of what it points to")
    check_id = f"{table.name}.{'_'.join(reference.columns)}.foreign_key"
    message = f"is not in {reference.table}"
    return Check(check_id, table.name, reference.columns, "foreign_key", message, reference=reference)
