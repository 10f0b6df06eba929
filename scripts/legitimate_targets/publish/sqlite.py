"""The SQLite file of a release: strict tables with keys and checks, a table that describes the columns, and views.

What the plan asks of one row becomes a CHECK with the id of the check. Hashes, patterns and unusual characters are
left to `validate`: SQLite has no functions for them.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from importlib.resources import files

import polars as pl

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.plan import Plan
from legitimate_targets.errors import PackageError
from legitimate_targets.publish import views
from legitimate_targets.publish.codebook_columns import ROWS_NAME, column_rows
from legitimate_targets.publish.source import Parts, ReleaseSource
from legitimate_targets.tables.model import Field, Table

SQLITE_TYPES: Mapping[str, tuple[str, str]] = {
    "string": ("TEXT", ""),
    "integer": ("INTEGER", ""),
    "number": ("REAL", ""),
    # date(…, '+0 days') turns 30 February into 2 March, so a day that does not exist differs from its own result.
    "date": ("TEXT", "{0} IS date({0}, '+0 days')"),
    "boolean": ("INTEGER", "{0} IN (0, 1)"),
}
"""SQLite's type for each type of field, and the condition on a column `{0}` that it does not enforce itself."""


def sqlite_file(source: ReleaseSource) -> Parts:
    """Return the database; raise PackageError if SQLite's own checks find a fault in it."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("PRAGMA temp_store = MEMORY")
        database.execute("BEGIN")
        for table in source.tables:
            database.execute(create(table, source.plan))
            _fill(database, table.name, source.frames[table.name])
        for name, frame in (("about", source.about), (ROWS_NAME, column_rows(source.plan.tables))):
            columns = ", ".join(f"{quoted(column)} TEXT" for column in frame.columns)
            database.execute(f"CREATE TABLE {quoted(name)} ({columns}) STRICT")
            _fill(database, name, frame)
        for name, sql in _views().items():
            database.execute(f"CREATE VIEW {quoted(name)} AS\n{sql}")
        database.execute("COMMIT")
        _refuse_unsound(database)
        database.execute("VACUUM")
        return {f"{source.index['name']}.sqlite": database.serialize()}


def create(table: Table, plan: Plan) -> str:
    """Return the CREATE TABLE statement for a table."""
    lines = [f"{quoted(field.name)} {SQLITE_TYPES[field.type][0]}{_not_null(field, table)}" for field in table.fields]
    lines += [line for field in table.fields for line in _type_check(field, table)]
    lines += [line for check in plan.of(table.name) for line in _constraint(check, table)]
    return f"CREATE TABLE {quoted(table.name)} (\n  " + ",\n  ".join(lines) + "\n) STRICT"


def quoted(name: str) -> str:
    """Return the name of a table or column as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _fill(database: sqlite3.Connection, name: str, frame: pl.DataFrame) -> None:
    """Insert the rows in their order; a date is inserted as text."""
    cells = frame.with_columns(pl.selectors.date().cast(pl.String()))
    places = ", ".join("?" * frame.width)
    try:
        database.executemany(f"INSERT INTO {quoted(name)} VALUES ({places})", cells.iter_rows())
    except sqlite3.Error as error:
        raise PackageError(f"{name}: cannot be put into SQLite: {error}") from None


def _views() -> dict[str, str]:
    """Return the queries in views/ by name, sorted."""
    found = [file for file in files(views).iterdir() if file.name.endswith(".sql")]
    return {file.name.removesuffix(".sql"): file.read_text("utf-8") for file in sorted(found, key=lambda f: f.name)}


def _refuse_unsound(database: sqlite3.Connection) -> None:
    """Raise PackageError if the file, a foreign key or a view does not work."""
    broken = [row for row in database.execute("PRAGMA integrity_check") if row != ("ok",)]
    broken += database.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise PackageError(f"the SQLite file is not sound: {broken[0]}")
    for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall():
        database.execute(f"SELECT * FROM {quoted(name)} LIMIT 1")


def _literal(value: object) -> str:
    if isinstance(value, int | float):
        return repr(value)
    return "'" + str(value).replace("'", "''") + "'"


def _not_null(field: Field, table: Table) -> str:
    return " NOT NULL" if field.required or field.name in table.primary_key else ""


def _type_check(field: Field, table: Table) -> Iterator[str]:
    condition = SQLITE_TYPES[field.type][1]
    if condition:
        yield _check(f"{table.name}.{field.name}.type", condition.format(quoted(field.name)))


def _check(check_id: str, sql: str) -> str:
    """Return a CHECK named after the check's id, which SQLite shows in its error."""
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
    """Return what a good row satisfies, as SQL; None for a check that is not a CHECK in SQLite."""
    match check.kind:
        case "enum":
            return f"{name} IN ({', '.join(map(_literal, check.codes))})"
        case "minLength" | "maxLength":
            return f"length({name}) {'>=' if check.kind == 'minLength' else '<='} {check.limit}"
        case "minimum" | "maximum":
            return f"{name} {'>=' if check.kind == 'minimum' else '<='} {_literal(check.limit)}"
        case "rule" | "order" | "length":
            return check.sql
    return None


def _together(columns: tuple[str, ...]) -> str:
    return ", ".join(quoted(column) for column in columns)
