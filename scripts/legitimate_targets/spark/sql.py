"""Writes SQL that Spark reads: names, literals, and the expressions and queries of a package, token by token."""

import math
import re
from datetime import date

from legitimate_targets.checks.queries import TOKEN
from legitimate_targets.tables.types import Value

FRACTION = r"\b[0-9]+\.[0-9]+\b"
TOKENS = re.compile(f"{FRACTION}|{TOKEN.pattern}", TOKEN.flags)


def translate(sql: str) -> str:
    """Return an expression or a query of a package in Spark's dialect.

    A package quotes names with `"`, and no character of its texts is an escape. Spark quotes names with a backtick and
    reads a backslash in a text as an escape.
    """
    return "".join(_token(token) for token in TOKENS.findall(sql))


def _token(token: str) -> str:
    if token.startswith('"') and len(token) > 1:
        return quoted(token[1:-1])
    if token.startswith("'") and len(token) > 1:
        return text_literal(token[1:-1].replace("''", "'"))
    # Without the D, Spark reads 1.5 as a decimal and casts a double beside it to one.
    return f"{token}D" if re.fullmatch(FRACTION, token) else token


def quoted(name: str) -> str:
    """Return the name of a table or a column in Spark's quotes."""
    return f"`{name}`"


def text_literal(value: str) -> str:
    """Return a text as a literal."""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def literal(value: Value) -> str:
    """Return a value of a column as a literal of exactly its type."""
    match value:
        case bool():
            return str(value).upper()
        case int():
            return f"CAST('{value}' AS BIGINT)"
        case float():
            return f"CAST('{value!r}' AS DOUBLE)" if math.isfinite(value) else "CAST(NULL AS DOUBLE)"
        case date():
            return f"CAST('{value.isoformat()}' AS DATE)"
    return text_literal(value)


def matches(column: str, pattern: str) -> str:
    """Return the condition that `pattern` matches a text.

    `^` and `$` become `\\A` and `\\z`, because `$` would also match before a final line feed.
    """
    anchored = re.sub(r"^\^(.*)\$$", r"\\A\1\\z", pattern, flags=re.DOTALL)
    return f"{column} RLIKE {text_literal(anchored)}"


def any_of(conditions: list[str]) -> str:
    """Return the condition that one of `conditions` is true; it is false for an empty list."""
    return f"({' OR '.join(conditions)})" if conditions else "FALSE"
