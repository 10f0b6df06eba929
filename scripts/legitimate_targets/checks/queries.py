"""The SQL that a package brings: what it may hold, which tables it reads, and the check of each query.

Expressions and queries may read the package's own tables alone; they can neither open a file nor recurse.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from legitimate_targets.checks.check import Check
from legitimate_targets.datapackage.limits import LARGEST_INDEX
from legitimate_targets.datapackage.package import ACROSS, Package
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.model import Table

READS = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)', re.IGNORECASE)
NAMED = re.compile(r'(?:\bWITH|,)\s+"?(\w+)"?\s+AS\s+\(', re.IGNORECASE)
MESSAGE = "-- message: "
"""How the first line of a query begins; the message of its check follows."""

TOKEN = re.compile(r"""'(?:[^']|'')*'|"[^"]*"|\w+|\s+|.""", re.DOTALL)
WORDS = {"AND", "OR", "NOT", "IN", "BETWEEN", "THEN", "WHEN", "ELSE", "CASE"}
QUERY_WORDS = WORDS | {"SELECT", "EXISTS", "FROM", "JOIN", "WHERE", "ON", "AS", "ALL", "UNION", "BY", "OVER", "HAVING"}
FUNCTIONS = {"LENGTH", "COALESCE"}
QUERY_FUNCTIONS = FUNCTIONS | {"COUNT", "MIN", "MAX", "SUM", "LAG", "LEAD", "ROW_NUMBER", "RANK"}
AMBIGUOUS = {"LIKE", "ILIKE", "RLIKE", "REGEXP", "SIMILAR", "COLLATE", "INTERVAL", "CURRENT_DATE", "CURRENT_TIMESTAMP"}
"""Words that engines read in more than one way, or whose meaning depends on the day.

Engines also differ on `/`, CAST and CONCAT: these are refused because they are in no list of what is allowed."""

NEVER = {"RECURSIVE", "LATERAL"} | AMBIGUOUS
SIGNS = set("()=<>!+-*,.\"'")


def query_checks(package: Package, tables: Mapping[str, Table]) -> Iterator[Check]:
    """Yield the check of each query in schemas/across; raise PackageError if one reads anything but `tables`."""
    for name in package.files.names(ACROSS):
        if name.endswith(".sql"):
            yield _query_check(package, name.removesuffix(".sql"), tables)


def across(check_id: str, message: str, sql: str) -> Check:
    """Return the check of one query over several tables."""
    return Check(check_id, "", (), "across", message, sql=sql, reads=tables_read(sql))


def tables_read(sql: str) -> tuple[str, ...]:
    """Return the tables that a query reads, in order of mention, without those that it defines itself (WITH)."""
    found = dict.fromkeys(READS.findall(sql))
    named = set(NAMED.findall(sql))
    return tuple(name for name in found if name not in named)


def is_expression(sql: str) -> bool:
    """Return whether `sql` holds only columns, constants, comparisons and the functions that a row rule may have."""
    return _called(sql) <= WORDS | FUNCTIONS and not _words(sql) & (NEVER | {"SELECT"})


def is_query(sql: str) -> bool:
    """Return whether `sql` is one query that calls only known functions, and so reads only tables that it names."""
    starts = sql.lstrip().upper().startswith(("SELECT", "WITH"))
    return starts and _called(sql) <= QUERY_WORDS | QUERY_FUNCTIONS and not _words(sql) & NEVER


def _query_check(package: Package, name: str, tables: Mapping[str, Table]) -> Check:
    place = f"{ACROSS}/{name}.sql"
    text = package.files.read(place, LARGEST_INDEX).decode("utf-8", "replace")
    comment = [line for line in text.splitlines() if line.startswith("--")]
    sql = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    if not comment or not comment[0].startswith(MESSAGE):
        raise PackageError(f"{place}: must begin with {MESSAGE!r}, followed by what a package must satisfy")
    unknown = [table for table in tables_read(sql) if table not in tables]
    if unknown:
        raise PackageError(f"{place}: reads {', '.join(unknown)}, which the package does not have")
    if not is_query(sql):
        raise PackageError(f"{place}: must be one query over the tables of the package, with known functions only")
    check = across(f"across.{name}", comment[0].removeprefix(MESSAGE), sql)
    return replace(check, untrusted=not package.is_known(place))


def _tokens(sql: str) -> list[str]:
    return [token for token in TOKEN.findall(sql) if not token.isspace()]


def _words(sql: str) -> set[str]:
    return {token.upper() for token in _tokens(sql)}


def _called(sql: str) -> set[str]:
    """Return what precedes an opening bracket, in upper case; also `?` for comments and signs that no rule needs."""
    tokens = _tokens(sql)
    unknown = "--" in sql or "/*" in sql or any(len(each) == 1 and not _is_known(each) for each in tokens)
    before = {first.strip('"').upper() for first, second in pairwise(tokens) if second == "("}
    return {word for word in before if word not in SIGNS and word != ""} | ({"?"} if unknown else set())


def _is_known(sign: str) -> bool:
    return sign in SIGNS or sign.isalnum() or sign == "_"
