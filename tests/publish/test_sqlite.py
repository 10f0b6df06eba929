"""The SQLite file of a release refuses what the schemas forbid, and its views join tables without losing a row."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import find
from legitimate_targets.publish.sqlite import create, quoted
from tests.support import packages, releasing
from tests.support.generated_packages import Rows

PLAN = read_plan(find())
CHECKED = ("required", "enum", "minLength", "maxLength", "minimum", "maximum", "rule", "order", "length")
KEYS = ("unique", "foreign_key")


def refused_by_sqlite(check: Check) -> bool:
    """Return whether SQLite can refuse what a check refuses; not hashes, patterns, characters and forms of a number."""
    if check.kind == "type":
        return PLAN.tables[check.table].field(check.columns[0]).type in ("integer", "date", "boolean")
    return check.kind in CHECKED + KEYS


ENFORCED = {check.id.replace(".", "_"): check for check in PLAN.checks if refused_by_sqlite(check)}


@pytest.fixture(scope="module")
def base() -> bytes:
    """Return a database with the small valid package of the tests."""
    with closing(sqlite3.connect(":memory:")) as database:
        for table in PLAN.tables.values():
            database.execute(create(table, PLAN))
        for name in PLAN.tables:
            fill(database, name, rows_of("base", name))
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        database.commit()
        return database.serialize()


def rows_of(folder: str, table: str) -> Rows:
    """Return the rows of a table of a broken package."""
    return packages.altered(packages.base(table), packages.edits(folder).get(table, []))


def fill(database: sqlite3.Connection, table: str, rows: Rows) -> None:
    columns = PLAN.tables[table].columns
    places = ", ".join("?" * len(columns))
    cells = [[row.get(column) or None for column in columns] for row in rows]
    database.executemany(f"INSERT INTO {quoted(table)} VALUES ({places})", cells)


@pytest.mark.parametrize("folder", ENFORCED)
def test_what_the_schema_refuses_sqlite_refuses(folder: str, base: bytes) -> None:
    check = ENFORCED[folder]
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.deserialize(base)
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("BEGIN")
        database.execute("PRAGMA defer_foreign_keys = ON")
        database.execute(f"DELETE FROM {quoted(check.table)}")
        with pytest.raises(sqlite3.IntegrityError) as refused:
            fill(database, check.table, rows_of(folder, check.table))
            database.execute("COMMIT")
    if check.kind in CHECKED and check.kind != "required":
        assert str(refused.value) == f"CHECK constraint failed: {check.id}"


@pytest.fixture(scope="module")
def database(released: Path) -> Iterator[sqlite3.Connection]:
    """Return the SQLite file of a release."""
    with closing(sqlite3.connect(released / "legitimate-targets.sqlite")) as opened:
        yield opened


def test_the_file_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("table", ["quotes", "reports", "figures"])
def test_a_view_has_a_row_for_each_row_of_its_table(table: str, database: sqlite3.Connection) -> None:
    (viewed,) = database.execute(f"SELECT count(*) FROM {table}_in_full").fetchone()
    (counted,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert viewed == counted > 0


def test_the_view_of_casualties_and_strikes_joins_event_place_and_claimant(database: sqlite3.Connection) -> None:
    rows = database.execute(
        "SELECT claimant, event IS NOT NULL, country FROM casualty_and_strike_figures"
        " WHERE measure_id = 'drones-launched-at-ukraine' AND claimant IS NOT NULL"
    ).fetchall()
    assert ("Ukrainian Air Force", 1) in {row[:2] for row in rows}


def test_the_codebook_has_a_row_for_each_column(database: sqlite3.Connection) -> None:
    rows = database.execute('SELECT "table", "column" FROM codebook').fetchall()
    assert rows == [(table.name, field.name) for table in releasing.tables().values() for field in table.fields]
