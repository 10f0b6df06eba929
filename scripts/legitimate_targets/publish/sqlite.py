"""The SQLite part of a release: strict tables with keys and checks, a codebook, and views that join."""

import sqlite3
from contextlib import closing
from importlib.resources import files as resources

import polars as pl

from legitimate_targets.errors import PackageError
from legitimate_targets.publish import data_dictionary as glossary
from legitimate_targets.publish import views
from legitimate_targets.publish.source import Parts, Source
from legitimate_targets.publish.sqlite_schema import create, quoted


def files(source: Source) -> Parts:
    """The database; raises PackageError when its own checks find a fault in it."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("PRAGMA temp_store = MEMORY")
        database.execute("BEGIN")
        for table in source.tables:
            database.execute(create(table, source.plan))
            _fill(database, table.name, source.frames[table.name])
        for name, frame in (("about", source.about), (glossary.NAME, glossary.rows(source.plan))):
            columns = ", ".join(f"{quoted(column)} TEXT" for column in frame.columns)
            database.execute(f"CREATE TABLE {quoted(name)} ({columns}) STRICT")
            _fill(database, name, frame)
        for name, sql in _views().items():
            database.execute(f"CREATE VIEW {quoted(name)} AS\n{sql}")
        database.execute("COMMIT")
        _prove(database)
        database.execute("VACUUM")
        return {f"{source.index['name']}.sqlite": database.serialize()}


def _fill(database: sqlite3.Connection, name: str, frame: pl.DataFrame) -> None:
    """Inserts the rows in their order; a date goes in as text."""
    cells = frame.with_columns(pl.selectors.date().cast(pl.String()))
    places = ", ".join("?" * frame.width)
    try:
        database.executemany(f"INSERT INTO {quoted(name)} VALUES ({places})", cells.iter_rows())
    except sqlite3.Error as error:
        raise PackageError(f"{name}: cannot be put into SQLite: {error}") from None


def _views() -> dict[str, str]:
    """The queries in views/ by name, sorted."""
    found = [file for file in resources(views).iterdir() if file.name.endswith(".sql")]
    return {file.name.removesuffix(".sql"): file.read_text("utf-8") for file in sorted(found, key=lambda f: f.name)}


def _prove(database: sqlite3.Connection) -> None:
    broken = [row for row in database.execute("PRAGMA integrity_check") if row != ("ok",)]
    broken += database.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise PackageError(f"the SQLite file is not sound: {broken[0]}")
    for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall():
        database.execute(f"SELECT * FROM {quoted(name)} LIMIT 1")
