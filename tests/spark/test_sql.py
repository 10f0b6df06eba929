"""What Spark reads: the SQL of a package, literals, keys in place of lines, and which texts are composed."""

import re
import sys
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

import pytest

from legitimate_targets.spark.nfc import COMPOSED
from legitimate_targets.spark.row_key import shown_key, sort_key
from legitimate_targets.spark.sql import literal, matches, text_literal, translate
from legitimate_targets.tables.model import Field, Table
from legitimate_targets.tables.types import Value

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

TRANSLATED = {
    '"end" > start': "`end` > start",
    "x = 'it''s'": r"x = 'it\'s'",
    r"x = 'a\b'": r"x = 'a\\b'",
    "x = '\"'": "x = '\"'",
    "x <= 1.5 AND t1.y < 10": "x <= 1.5D AND t1.y < 10",
}


@pytest.mark.parametrize("sql", TRANSLATED)
def test_the_sql_of_a_package_is_translated_for_spark(sql: str) -> None:
    assert translate(sql) == TRANSLATED[sql]


def test_the_end_of_a_pattern_is_the_end_of_the_text() -> None:
    assert matches("r.`x`", "^(?:a|b)$") == r"r.`x` RLIKE '\\A(?:a|b)\\z'"


VALUES: list[Value] = ["a'\\b\"", -(2**63), 2**63 - 1, 0.1, -1.5e300, date(1, 1, 1), date(9999, 12, 31), True]


@pytest.mark.parametrize("value", VALUES)
def test_a_literal_is_read_as_the_value_that_it_was_made_from(value: Value, spark: "SparkSession") -> None:
    assert spark.sql(f"SELECT {literal(value)} AS x").toArrow().column("x").to_pylist() == [value]


def _table(*types: str) -> Table:
    fields = tuple(
        Field(f"k{number}", type_, "", None, {}, None, False, False, None) for number, type_ in enumerate(types)
    )
    return Table("t", "t.csv", "t.json", "", "", fields, tuple(field.name for field in fields), (), (), None, ())


def test_sort_keys_sort_as_the_keys_do_and_are_read_back(spark: "SparkSession") -> None:
    numbers = (-(2**63), -10, -9, -1, 0, 1, 9, 10, 2**63 - 1)
    rows = " UNION ALL ".join(
        f"SELECT {text_literal('q')} AS k0, {literal(number)} AS k1" for number in reversed(numbers)
    )
    table = _table("string", "integer")
    lines = spark.sql(f"SELECT {sort_key(table)} AS line FROM ({rows}) ORDER BY line").toArrow().column("line")
    assert [shown_key(line, table) for line in lines.to_pylist()] == [f"q/{number}" for number in numbers]


def test_no_character_that_nfc_may_change_is_taken_for_composed() -> None:
    safe = re.compile(f"[{re.sub(r'x{([0-9a-f]+)}', lambda m: f'U{int(m[1], 16):08x}', COMPOSED)}]")
    parts = [unicodedata.decomposition(each).split() for each in map(chr, range(sys.maxunicode + 1))]
    second = {chr(int(pair[1], 16)) for pair in parts if len(pair) == 2 and not pair[0].startswith("<")}
    jamo = {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}
    others = {each for each in map(chr, range(sys.maxunicode + 1)) if _moves(each)}
    assert [f"{ord(each):x}" for each in second | jamo | others if safe.match(each)] == []


def _moves(character: str) -> bool:
    """Return whether NFC sorts a character among others, or replaces it."""
    return bool(unicodedata.combining(character)) or unicodedata.normalize("NFC", character) != character
