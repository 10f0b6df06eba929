"""SQL as Spark reads it: names, values, and the expressions and queries of a package, token by token."""

import math
import re
from datetime import date

from legitimate_targets.checks.check import Limit
from legitimate_targets.checks.sql_allowlist import TOKEN

FRACTION = r"\b[0-9]+\.[0-9]+\b"
TOKENS = re.compile(f"{FRACTION}|{TOKEN.pattern}", TOKEN.flags)


def translated(sql: str) -> str:
    """An expression or a query of a package, whose names stand in `"` and whose texts know no escape."""
    return "".join(_token(token) for token in TOKENS.findall(sql))


def _token(token: str) -> str:
    if token.startswith('"') and len(token) > 1:
        return name(token[1:-1])
    if token.startswith("'") and len(token) > 1:
        return text(token[1:-1].replace("''", "'"))
    # Without the letter it would be a decimal, and a number beside it cast to one.
    return f"{token}D" if re.fullmatch(FRACTION, token) else token


def name(of: str) -> str:
    """A name of a table or a column."""
    return f"`{of}`"


def text(value: str) -> str:
    """A text as a literal."""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def literal(value: Limit) -> str:
    """A value of a column as a literal of exactly its type."""
    match value:
        case bool():
            return str(value).upper()
        case int():
            return f"CAST('{value}' AS BIGINT)"
        case float():
            return f"CAST('{value!r}' AS DOUBLE)" if math.isfinite(value) else "CAST(NULL AS DOUBLE)"
        case date():
            return f"CAST('{value.isoformat()}' AS DATE)"
    return text(value)


def matches(column: str, pattern: str) -> str:
    """Whether a text holds what `pattern` is for; `$` would let a line feed follow, so the ends are written out."""
    anchored = re.sub(r"^\^(.*)\$$", r"\\A\1\\z", pattern, flags=re.DOTALL)
    return f"{column} RLIKE {text(anchored)}"


def any_of(conditions: list[str]) -> str:
    """True where one of them is; false for none."""
    return f"({' OR '.join(conditions)})" if conditions else "FALSE"
