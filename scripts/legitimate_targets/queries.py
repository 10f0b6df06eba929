"""The checks over several tables: the queries of schemas/across, and those that evidence asks for."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from legitimate_targets.bounds import LARGEST_INDEX
from legitimate_targets.check import Check
from legitimate_targets.descriptor import Table
from legitimate_targets.guard import is_query
from legitimate_targets.package import ACROSS, Package
from legitimate_targets.problem import PackageError

READS = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)', re.IGNORECASE)
NAMED = re.compile(r'(?:\bWITH|,)\s+"?(\w+)"?\s+AS\s+\(', re.IGNORECASE)
MESSAGE = "-- message: "


def query_checks(package: Package, tables: Mapping[str, Table]) -> Iterator[Check]:
    """All checks over several tables; raises PackageError for a query that reads anything but `tables`."""
    for name in package.files.names(ACROSS):
        if name.endswith(".sql"):
            yield _written(package, name.removesuffix(".sql"), tables)
    if "evidence" in tables:
        yield from _evidence(tables)


def reads(sql: str) -> tuple[str, ...]:
    """The tables that a query reads, in order of mention; those that it names itself (WITH) left out."""
    found = dict.fromkeys(READS.findall(sql))
    return tuple(name for name in found if name not in NAMED.findall(sql))


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
    return replace(check, strange=not package.is_known(place))


def across(check_id: str, message: str, sql: str) -> Check:
    """The check of one query over several tables."""
    return Check(check_id, "", (), "across", message, sql=sql, reads=reads(sql))


def _evidence(tables: Mapping[str, Table]) -> Iterator[Check]:
    proven = [(table, field.name) for table in tables.values() for field in table.fields if field.evidence]
    covered = tables["evidence"].field("table").constraints.get("enum", ())
    for table, field in proven:
        if table.name not in covered or len(table.primary_key) != 1:
            raise PackageError(f"{table.schema}: {field}: evidence can only be required in {', '.join(covered)}")
        yield _evidence_missing(table, field)
    yield _evidence_unasked(proven)
    yield _evidence_of_nothing(proven)


def _evidence_missing(table: Table, field: str) -> Check:
    key = table.primary_key[0]
    return across(
        f"{table.name}.{field}.evidence",
        "has no reason in evidence",
        f"""SELECT '{table.name}' AS "table", t.line AS line, '{field}' AS field, t.{key} AS value
            FROM {table.name} AS t WHERE t.{field} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM evidence AS e
            WHERE e."table" = '{table.name}' AND e.field = '{field}' AND e.row_id = t.{key})""",
    )


def _evidence_unasked(proven: list[tuple[Table, str]]) -> Check:
    asked = " OR ".join(f"(\"table\" = '{table.name}' AND field = '{field}')" for table, field in proven)
    return across(
        "evidence.field.asked",
        "is not a column whose cells need evidence",
        f"""SELECT 'evidence' AS "table", line, 'field' AS field, field AS value
            FROM evidence WHERE NOT ({asked})""",
    )


def _evidence_of_nothing(proven: list[tuple[Table, str]]) -> Check:
    parts = [
        f"""SELECT 'evidence' AS "table", e.line AS line, 'field' AS field, e.field AS value
            FROM evidence AS e JOIN {table.name} AS t ON t.{table.primary_key[0]} = e.row_id
            WHERE e."table" = '{table.name}' AND e.field = '{field}' AND t.{field} IS NULL"""
        for table, field in proven
        if not table.field(field).required
    ]
    return across("evidence.field.filled", "is evidence for an empty cell", " UNION ALL ".join(parts))
