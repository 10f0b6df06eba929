"""The checks over several tables: the queries of schemas/across."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.sql_allowlist import is_query
from legitimate_targets.datapackage.limits import LARGEST_INDEX
from legitimate_targets.datapackage.package import ACROSS, Package
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.model import Table

READS = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)', re.IGNORECASE)
NAMED = re.compile(r'(?:\bWITH|,)\s+"?(\w+)"?\s+AS\s+\(', re.IGNORECASE)
MESSAGE = "-- message: "


def query_checks(package: Package, tables: Mapping[str, Table]) -> Iterator[Check]:
    """All checks over several tables; raises PackageError for a query that reads anything but `tables`."""
    for name in package.files.names(ACROSS):
        if name.endswith(".sql"):
            yield _written(package, name.removesuffix(".sql"), tables)


def reads(sql: str) -> tuple[str, ...]:
    """The tables that a query reads, in order of mention; those that it names itself (WITH) left out."""
    found = dict.fromkeys(READS.findall(sql))
    named = set(NAMED.findall(sql))
    return tuple(name for name in found if name not in named)


def _written(package: Package, name: str, tables: Mapping[str, Table]) -> Check:
    place = f"{ACROSS}/{name}.sql"
    text = package.files.read(place, LARGEST_INDEX).decode("utf-8", "replace")
    comment = [line for line in text.splitlines() if line.startswith("--")]
    sql = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    if not comment or not comment[0].startswith(MESSAGE):
        raise PackageError(f"{place}: must begin with {MESSAGE!r} and what is wrong")
    unknown = [table for table in reads(sql) if table not in tables]
    if unknown or not is_query(sql):
        raise PackageError(f"{place}: must be one query over the tables of the package ({', '.join(unknown)})")
    check = across(f"across.{name}", comment[0].removeprefix(MESSAGE), sql)
    return replace(check, untrusted=not package.is_known(place))


def across(check_id: str, message: str, sql: str) -> Check:
    """The check of one query over several tables."""
    return Check(check_id, "", (), "across", message, sql=sql, reads=reads(sql))
