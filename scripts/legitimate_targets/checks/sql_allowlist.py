"""What SQL a package may bring: expressions and queries over its own tables that can read no file and loop for ever."""

import re
from itertools import pairwise

TOKEN = re.compile(r"""'(?:[^']|'')*'|"[^"]*"|\w+|\s+|.""", re.DOTALL)
WORDS = {"AND", "OR", "NOT", "IN", "BETWEEN", "THEN", "WHEN", "ELSE", "CASE"}
QUERY_WORDS = WORDS | {"SELECT", "EXISTS", "FROM", "JOIN", "WHERE", "ON", "AS", "ALL", "UNION", "BY", "OVER", "HAVING"}
FUNCTIONS = {"LENGTH", "COALESCE"}
QUERY_FUNCTIONS = FUNCTIONS | {"COUNT", "MIN", "MAX", "SUM", "LAG", "LEAD", "ROW_NUMBER", "RANK"}
UNLIKE = {"LIKE", "ILIKE", "RLIKE", "REGEXP", "SIMILAR", "COLLATE", "INTERVAL", "CURRENT_DATE", "CURRENT_TIMESTAMP"}
"""What engines read in more than one way, or what depends on the day; as are `/`, CAST and CONCAT."""

NEVER = {"RECURSIVE", "LATERAL"} | UNLIKE
SIGNS = set("()=<>!+-*,.\"'")


def is_expression(sql: str) -> bool:
    """Whether `sql` has nothing but columns, constants, comparisons and the functions that a row rule may have."""
    return _calls(sql) <= WORDS | FUNCTIONS and not _words(sql) & (NEVER | {"SELECT"})


def is_query(sql: str) -> bool:
    """Whether `sql` is one query that calls nothing but known functions, and so reads nothing but named tables."""
    starts = sql.lstrip().upper().startswith(("SELECT", "WITH"))
    return starts and _calls(sql) <= QUERY_WORDS | QUERY_FUNCTIONS and not _words(sql) & NEVER


def _tokens(sql: str) -> list[str]:
    return [token for token in TOKEN.findall(sql) if not token.isspace()]


def _words(sql: str) -> set[str]:
    return {token.upper() for token in _tokens(sql)}


def _calls(sql: str) -> set[str]:
    """What stands before an opening bracket, upper case; `?` for comments, escapes and signs that no rule needs."""
    tokens = _tokens(sql)
    strange = "--" in sql or "/*" in sql or any(len(each) == 1 and not _is_known(each) for each in tokens)
    before = {first.strip('"').upper() for first, second in pairwise(tokens) if second == "("}
    return {word for word in before if word not in SIGNS and word != ""} | ({"?"} if strange else set())


def _is_known(sign: str) -> bool:
    return sign in SIGNS or sign.isalnum() or sign == "_"
