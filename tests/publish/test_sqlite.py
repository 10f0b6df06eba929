"""The SQLite file of a release refuses what the schemas refuse, and its views join without losing a row."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import find
from legitimate_targets.publish import sqlite_glob as globs
from legitimate_targets.publish.sqlite_schema import create, quoted
from tests.support import packages, releasing
from tests.support.generated_packages import Rows

PLAN = read_plan(find())
CHECKED = ("required", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "rule", "order", "length")
KEYS = ("unique", "foreign_key")
PATTERNS = sorted({check.pattern for check in PLAN.kind("pattern")})
FURTHER = ("^(?:a{1,2}b?c)$", "^(?:[a-c]*)$", "^(?:[a-c]?x{2,4})$", "^(?:[a-z]+/[0-9]+[.][0-9]{2,3})$")
PIECES = ["", "a", "b", "z", "A", "Q", "S", "0", "1", "12", "001", "-", "--", ".", "/", "_", "x", "xx", "en", "GB"]
PIECES += ["latin", "123456789", "https://", "~", " ", "é", "*", "[", "?"]


def refused_by_sqlite(check: Check) -> bool:
    """Whether SQLite can refuse what a check refuses: all but hashes, characters and how a number is written."""
    if check.kind == "type":
        return PLAN.tables[check.table].field(check.columns[0]).type in ("integer", "date", "boolean")
    return check.kind in CHECKED + KEYS


ENFORCED = {check.id.replace(".", "_"): check for check in PLAN.checks if refused_by_sqlite(check)}


@pytest.fixture(scope="module")
def base() -> bytes:
    """A database with the small valid package of the tests."""
    with closing(sqlite3.connect(":memory:")) as database:
        for table in PLAN.tables.values():
            database.execute(create(table, PLAN))
        for name in PLAN.tables:
            fill(database, name, rows_of("base", name))
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        database.commit()
        return database.serialize()


def rows_of(folder: str, table: str) -> Rows:
    """The rows of a table of a broken package."""
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


def test_every_pattern_of_the_schemas_is_checked_by_sqlite() -> None:
    assert [pattern for pattern in PATTERNS if globs.condition(pattern, "x") is None] == []


@pytest.mark.parametrize("pattern", ["^(?:a|b)$", "^(?:(?:ab)+)$", "^(?:a+a)$", "^(?:.*)$", "^(?:a+(?:a[b]+)*)$"])
def test_a_pattern_that_sqlite_cannot_say_is_left_to_the_validator(pattern: str) -> None:
    assert globs.condition(pattern, "x") is None


def texts(pattern: str) -> Iterator[str]:
    """Texts that a pattern may or may not match: three pieces in a row, and long ones of one character."""
    yield from ("".join(pieces) for pieces in product(PIECES, repeat=3))
    yield from ("f" * length + end for length in (62, 63, 64, 65) for end in ("", "0", "g", "A"))
    yield from (f"S001-S002-{number}" for number in ("1", "12", "x", "1-2", ""))
    yield from (f"{number}.2.{number}" for number in ("1", "12", "x", "1.2", ""))
    yield from ("".join(parts) for parts in product(("a", "aa", "aaa"), ("", "b", "bb"), ("", "c", "cc")))
    yield from (f"{word}/{number}" for word in ("ab", "", "a/b") for number in ("1.23", "1.2", "12.345", "1.2345"))
    yield from (f"{letter}{number}" for letter in "QRFNSX" for number in ("00", "001", "0001", "00a", "001 "))


@pytest.mark.parametrize("pattern", [*PATTERNS, *FURTHER])
def test_sqlite_says_of_a_text_what_the_pattern_says(pattern: str) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        rows = {text: re.search(pattern, text) is not None for text in texts(pattern)}
        assert set(rows.values()) == {True, False}
        database.execute("CREATE TABLE texts (text TEXT)")
        database.executemany("INSERT INTO texts VALUES (?)", [(text,) for text in rows])
        found = dict(database.execute(f"SELECT text, {globs.condition(pattern, 'text')} FROM texts"))
    assert {text: bool(said) for text, said in found.items()} == rows


@pytest.fixture(scope="module")
def database(released: Path) -> Iterator[sqlite3.Connection]:
    """The SQLite file of a release."""
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
