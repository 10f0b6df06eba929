"""Values and rules on which engines could disagree: one table per rule, and one row per value under it."""

from datetime import date
from typing import Any

Cell = str | int | float | bool | date | None
Row = tuple[Cell, Cell]
"""The cells of the columns x and y."""

TEXTS: list[str | None] = [
    *(None, "", "a", "ab", "abc", "A", "aB", "b", "a'b", '"', "\\", "a\\b", "\\d", "%", "_", "`", "$", "NULL", "1"),
    *("it's", " ", " a", "a ", "a\n", "\na", "a\nb", "a\r", "a\r\n", "a\tb", "a\x00b", "a\x7f", "a\x85", "\u2028"),
    *("\u00e9", "e\u0301", "a\u0301\u0327", "a\u0327\u0301", "\u212b", "\u1e9b\u0323", "\u0958", "\ufb2a", "\u0344"),
    *("\ud55c", "\u1112\u1161\u11ab", "\u0928\u093f", "\u0643\u064e", "\u05e9\u05c1", "\u1ebf", "\u2126", "\u2000"),
    *("\u00a0", "\u200b", "a\u202eb", "\ufeff", "\u00ad", "\u180e", "\u2060", "\U000e0041", "\u3164"),
    *("\U0001f600", "\U0001f600\U0001f600", "\U0001f600a", "\U00020000", "\U0001f468\u200d\U0001f469", "\U0010ffff"),
    *("\ue000", "\u0378", "\uffff", "\u0663", "\uff11", "\u00df", "\u0130", "\u0131", "\u017f", "\u212a", "\u00b5"),
    *("a" * 100_000, "\u00e9" * 1000, "\U0001f600" * 1000),
]
INTEGERS: list[int | None] = [None, 0, 1, -1, 9, 10, 11, 2**31 - 1, 2**31, -(2**31), 2**63 - 1, 2**63 - 2, -(2**63)]
NUMBERS: list[float | None] = [
    *(None, 0.0, -0.0, 1.0, 1.5, 1.499999999999, 1.500000000001, -1.5, 5e-324, 1e-15, 1e14, -1e14, 999999999999999.0),
    *(float("nan"), float("inf"), float("-inf")),
]
"""Without numbers of many digits: how many are written is a matter of CSV, and a typed number has none."""
DAYS: list[date | int | None] = [
    *(None, date(2025, 9, 4), date(2025, 9, 5), date(2025, 9, 6), date(1, 1, 1), date(9999, 12, 31)),
    *(date(1969, 12, 31), date(1582, 10, 4), date(1582, 10, 15), date(1900, 2, 28), date(2024, 2, 29), -719_163),
    2_932_897,
]
"""Integers are days since 1970: the last day of the year 0, and the first day of the year 10000."""

TRUTHS: list[bool | None] = [None, True, False]


def rule(sql: str) -> dict[str, Any]:
    """Return the property of a schema with one row rule."""
    return {"rules": [{"name": "rule", "sql": sql, "message": "the rule"}]}


def _of(x: dict[str, Any], values: list[Any], y: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    rows = [value if isinstance(value, tuple) else (value, None) for value in values]
    return {"x": x, "y": y or {"type": "string"}, "rows": rows, "more": more}


def _text(**constraints: Any) -> dict[str, Any]:
    return {"type": "string", "text": "quoted", "constraints": constraints}


def _typed(type_: str, **constraints: Any) -> dict[str, Any]:
    return {"type": type_, "constraints": constraints}


PAIRS: list[Row] = [(one, other) for one in (None, "a", "b", "A") for other in (None, "a", "B")]
NUMBER_PAIRS: list[Row] = [(one, other) for one in INTEGERS[:6] for other in (None, 0, -1, 2**63 - 1, -(2**63))]
SPANS: list[Row] = [
    *(("abc", 3), ("abc", 4), ("\u00e9\u00e9", 2), ("\u00e9\u00e9", 4), ("\U0001f600", 1), ("\U0001f600", 2)),
    (None, 1),
    *(("\U0001f468\u200d\U0001f469", 3), ("", 0), ("a" * 1000, 1000), ("a\n", 2), ("a\n", 1), ("e\u0301", 1)),
]

TABLES: dict[str, dict[str, Any]] = {
    "texts": _of(_typed("string"), TEXTS),
    "quoted": _of(_text(), TEXTS),
    "required": _of(_text(required=True), TEXTS),
    "letters": _of(_text(pattern="^(?:[a-z]+)$"), TEXTS),
    "others": _of(_text(pattern="^(?:[^a]+|a)$"), TEXTS),
    "either": _of(_text(pattern="^(?:a|b|ab{1,2}[$.])$"), TEXTS),
    "shortest": _of(_text(minLength=2), TEXTS),
    "longest": _of(_text(maxLength=2), TEXTS),
    "both": _of(_text(minLength=2, pattern="^(?:[ab]*)$"), TEXTS),
    "codes": _of(_text(enum=["a", "it's", "a\\b", "\\", "%", "\u00e9", "\U0001f600"]), TEXTS),
    "uniques": _of(_text(unique=True), [*TEXTS, *TEXTS[:9]]),
    "lengths": _of(_text(), TEXTS, **rule("LENGTH(x) BETWEEN 2 AND 3")),
    "escapes": _of(_text(), TEXTS, **rule("x <> 'a''b' AND x <> 'a\\b' AND x NOT IN ('\\', '\"')")),
    "order_of": _of(_text(), TEXTS, **rule("x < 'b'")),
    "empties": _of(_text(), PAIRS, **rule("(x IS NULL) = (y IS NULL)")),
    "alike": _of(_text(), PAIRS, **rule("x = y OR NOT (x <> 'b')")),
    "coalesced": _of(_text(), PAIRS, **rule("COALESCE(x, y, 'a') <> 'a'")),
    "cased": _of(_text(), PAIRS, **rule("CASE WHEN x = 'a' THEN y = 'a' ELSE x IS NOT NULL END")),
    "pairs": _of(_text(), [*PAIRS, *PAIRS], uniqueKeys=[["x", "y"]]),
    "repeats": _of(_text(), [*PAIRS, *PAIRS]),
    "spans": _of(_text(), SPANS, _typed("integer"), **rule("LENGTH(x) = y - 0")),
    "integers": _of(_typed("integer", minimum=0, maximum=10), INTEGERS),
    "integer_ends": _of(_typed("integer", minimum=-(2**63) + 1, maximum=2**63 - 2), INTEGERS),
    "integer_pairs": _of(_typed("integer"), NUMBER_PAIRS, _typed("integer"), **rule("x <= y")),
    "integer_keys": _of(_typed("integer", unique=True), [*INTEGERS, *INTEGERS]),
    "differences": _of(_typed("integer"), NUMBER_PAIRS, _typed("integer"), **rule("x - y < 5")),
    "numbers": _of(_typed("number", minimum=0, maximum=1.5), NUMBERS),
    "number_rule": _of(_typed("number"), NUMBERS, **rule("x <> 0 AND x < 1.5")),
    "number_keys": _of(_typed("number", unique=True), [*NUMBERS, *NUMBERS]),
    "zero_keys": _of(_typed("number", unique=True), [1.0, 0.0, -0.0]),
    "days": _of(_typed("date", minimum="2025-09-05", maximum="2025-09-05"), DAYS),
    "day_ends": _of(_typed("date", minimum="0001-01-01", maximum="9999-12-31"), DAYS),
    "truths": _of(_typed("boolean", required=True), TRUTHS),
    "truth_rule": _of(_typed("boolean"), TRUTHS, **rule("x OR x IS NULL")),
    "pointers": _of(
        _text(), TEXTS, foreignKeys=[{"fields": ["x"], "reference": {"resource": "either", "fields": ["x"]}}]
    ),
    "integer_pointers": _of(
        _typed("integer"),
        [0, 5, None, 2**63 - 1, -(2**63), 12],
        foreignKeys=[{"fields": ["x"], "reference": {"resource": "integer_keys", "fields": ["x"]}}],
    ),
    "number_pointers": _of(
        _typed("number"),
        [0.0, -0.0, None, 1.5, 7.0],
        foreignKeys=[{"fields": ["x"], "reference": {"resource": "zero_keys", "fields": ["x"]}}],
    ),
    "pair_pointers": _of(
        _text(),
        [*PAIRS, ("z", "a"), ("a", "z")],
        foreignKeys=[{"fields": ["x", "y"], "reference": {"resource": "pairs", "fields": ["x", "y"]}}],
    ),
}
"""By the name of a table: its columns x and y, its rows, and the other properties of its schema (`more`)."""

HEAD = """SELECT '{table}' AS "table", {of}.line AS line, 'x' AS field, {of}.x AS value FROM {table} AS {of}"""
QUERIES: dict[str, str] = {
    "absent": f"{HEAD.format(table='alike', of='t')} WHERE NOT EXISTS (SELECT 1 FROM empties AS u WHERE u.y = t.x)",
    "left": f"{HEAD.format(table='pairs', of='t')} LEFT JOIN codes AS u ON u.x = t.y WHERE u.x IS NULL",
    "earlier": f"{HEAD.format(table='repeats', of='t')} JOIN repeats AS u ON u.x = t.x AND u.y = t.y"
    " WHERE u.line < t.line",
    "quoted": f"{HEAD.format(table='cased', of='t')} WHERE t.x IN ('it''s', 'a\\b', 'b') OR t.y = '\\'",
    "named": f"WITH longs AS (SELECT x FROM order_of WHERE LENGTH(x) > 2) {HEAD.format(table='order_of', of='t')}"
    " JOIN longs AS l ON l.x = t.x",
    "counted": "WITH many AS (SELECT x FROM repeats GROUP BY x HAVING COUNT(*) > 5)"
    f" {HEAD.format(table='repeats', of='t')} JOIN many AS m ON m.x = t.x WHERE t.y IS NULL",
    "largest": "WITH most AS (SELECT MAX(x) AS x, MIN(y) AS y FROM integer_pairs)"
    f" {HEAD.format(table='integer_pairs', of='t')} JOIN most AS m ON m.x = t.x AND t.y > m.y",
    "union": f"{HEAD.format(table='alike', of='t')} WHERE t.x = 'a' UNION ALL {HEAD.format(table='cased', of='t')}",
}
"""By the name of a rule over tables: its query."""
