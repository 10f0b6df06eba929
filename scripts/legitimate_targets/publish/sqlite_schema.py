"""The SQL that makes the tables of the SQLite file: types, keys, and a CHECK for what the plan asks of a row."""

from collections.abc import Iterator

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.plan import Plan
from legitimate_targets.publish import sqlite_glob as globs
from legitimate_targets.tables.model import Field, Table

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT", "boolean": "INTEGER"}


def create(table: Table, plan: Plan) -> str:
    """CREATE TABLE for a table; what SQLite cannot say of it (hashes, unusual characters) is left out."""
    checks = plan.of(table.name)
    lines = [f"{quoted(field.name)} {TYPES[field.type]}{_not_null(field, table)}" for field in table.fields]
    lines += [_check(f"{table.name}.{f.name}.type", sql) for f in table.fields for sql in _of_type(f)]
    lines += [line for check in checks for line in _constraint(check, table)]
    return f"CREATE TABLE {quoted(table.name)} (\n  " + ",\n  ".join(lines) + "\n) STRICT"


def quoted(name: str) -> str:
    """A name of a table or column, as SQL takes any of them."""
    return '"' + name.replace('"', '""') + '"'


def _literal(value: object) -> str:
    if isinstance(value, int | float):
        return repr(value)
    return "'" + str(value).replace("'", "''") + "'"


def _not_null(field: Field, table: Table) -> str:
    return " NOT NULL" if field.required or field.name in table.primary_key else ""


def _of_type(field: Field) -> Iterator[str]:
    """What a type asks for that SQLite's own types do not."""
    name = quoted(field.name)
    if field.type == "date":
        # No days added, and SQLite turns 30 February into 2 March; a day that exists stays as it is.
        yield f"{name} IS date({name}, '+0 days')"
    elif field.type == "boolean":
        yield f"{name} IN (0, 1)"


def _check(check_id: str, sql: str) -> str:
    """A CHECK that is named by the id that the validator reports, which SQLite names in its error."""
    return f"CONSTRAINT {quoted(check_id)} CHECK ({sql})"


def _constraint(check: Check, table: Table) -> Iterator[str]:
    condition = _condition(check, quoted(check.columns[0]))
    if condition:
        yield _check(check.id, condition)
    elif check.kind == "unique":
        kind = "PRIMARY KEY" if check.columns == table.primary_key else "UNIQUE"
        yield f"{kind} ({_together(check.columns)})"
    elif check.reference:
        target = f"{quoted(check.reference.table)} ({_together(check.reference.target)})"
        yield f"FOREIGN KEY ({_together(check.columns)}) REFERENCES {target}"


def _condition(check: Check, name: str) -> str | None:
    """What a good row satisfies, as SQL; none for what is no CHECK."""
    match check.kind:
        case "enum":
            return f"{name} IN ({', '.join(map(_literal, check.codes))})"
        case "pattern":
            return globs.condition(check.pattern, name)
        case "minLength" | "maxLength":
            return f"length({name}) {'>=' if check.kind == 'minLength' else '<='} {check.limit}"
        case "minimum" | "maximum":
            return f"{name} {'>=' if check.kind == 'minimum' else '<='} {_literal(check.limit)}"
        case "rule" | "order" | "length":
            return check.sql
    return None


def _together(columns: tuple[str, ...]) -> str:
    return ", ".join(quoted(column) for column in columns)
