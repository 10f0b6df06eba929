"""The second questions: the rows that fail, with their keys and cells, so many of each check, and how many more."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from legitimate_targets.checks.check import LEVELS, Check
from legitimate_targets.checks.run import POINTING
from legitimate_targets.spark.precedence import Judged
from legitimate_targets.spark.queries import Asked
from legitimate_targets.spark.sql import any_of, name, text, translated

TOGETHER = 8
"""Tables and queries of which the rows are asked for in one operation."""

Numbered = tuple[int, Check]
"""A check and its number among those that failed."""

Relation = tuple[set[int], str]
"""The numbers of some checks, and a query that gives the faulty rows of these."""


@dataclass(frozen=True)
class Faulty:
    """A faulty cell or, without a field, row: its table, its key as the hidden column `line`, and the cells shown."""

    check: Check
    table: str
    line: str
    field: str | None
    cells: tuple[str | None, ...]


@dataclass(frozen=True)
class More:
    """How many faults of a check there are beyond those that are told."""

    check: Check
    number: int


def in_order(checks: list[Check]) -> list[Check]:
    """The checks of tables in the order in which they run: by level, then by table and column."""
    return [check for level in LEVELS for check in checks if check.kind in level]


def faulty(
    asked: Asked, judged: Judged, failing: list[Check], counted: Mapping[str, int], limit: int | None
) -> Iterator[Faulty | More]:
    """The faulty cells of each failing check, at most `limit`, and how many more there are; nothing is asked twice.

    `counted` are the first counts, of which none is lower than what is found here: only what they put over the limit
    is counted again.
    """
    checks = [*in_order(failing), *(check for check in failing if not check.table)]
    many = {number for number, check in enumerate(checks) if limit is not None and counted[check.id] > limit}
    found = [row for sql in _questions(judged, checks, many, limit) for row in asked.rows(sql)]
    for row in sorted(found, key=lambda row: (row["part"], row["place"])):
        check, cells = checks[row["part"]], tuple(row["cells"])
        if row["place"]:
            yield Faulty(check, row["table"], row["line"], row["field"], cells)
        elif limit is not None:
            yield More(check, max(int(cells[0]) - limit, 0))


def _questions(judged: Judged, checks: list[Check], many: Collection[int], limit: int | None) -> Iterator[str]:
    """Each gives rows of some checks: their number, and where they come among the faults of the check, from 1.

    In the place 0 of those in `many` stands how many rows there are.
    """
    asked = [*_relations(judged, [*enumerate(checks)])]
    for start in range(0, len(asked), TOGETHER):
        together = asked[start : start + TOGETHER]
        yield " UNION ALL ".join([_first(_union(together), limit), *_counted(together, many)])


def _relations(judged: Judged, checks: list[Numbered]) -> Iterator[Relation]:
    """A relation of each table, judged by all its checks at once, and one of each query."""
    of_tables, queries = [each for each in checks if each[1].table], [each for each in checks if not each[1].table]
    for _, check in of_tables:
        judged.add(check)
    for table in dict.fromkeys(check.table for _, check in of_tables):
        own = [(number, check) for number, check in of_tables if check.table == table]
        yield {number for number, _ in own}, _of_table(table, own, judged)
    for number, check in queries:
        yield {number}, f"SELECT {number} AS part, * FROM ({_of_query(check, judged)})"


def _union(relations: list[Relation]) -> str:
    return " UNION ALL ".join(sql for _, sql in relations)


def _first(rows: str, limit: int | None) -> str:
    """The first rows of each check. Nothing else is asked of a window over them, so that each worker sends on no more
    than these.
    """
    if limit is None:
        return f"SELECT *, 1 AS place FROM ({rows})"
    place = "row_number() OVER (PARTITION BY part ORDER BY line, field) AS place"
    return f"SELECT * FROM (SELECT *, {place} FROM ({rows})) WHERE place <= {limit}"


def _counted(relations: list[Relation], many: Collection[int]) -> Iterator[str]:
    """How many rows those in `many` have, where one of these relations has any of them."""
    own = [each for each in relations if each[0] & {*many}]
    if own:
        nothing = ", ".join(f"CAST(NULL AS STRING) AS {column}" for column in ("`table`", "line", "field"))
        number = "array(CAST(count(*) AS STRING)) AS cells, 0 AS place"
        chosen = ", ".join(map(str, sorted(many)))
        yield f"SELECT part, {nothing}, {number} FROM ({_union(own)}) WHERE part IN ({chosen}) GROUP BY part"


def _of_table(table: str, checks: list[Numbered], judged: Judged) -> str:
    """A row for each check that a row of the table fails."""
    told = ", ".join(f"CASE WHEN r.{judged.flag(check)} THEN {_told(number, check)} END" for number, check in checks)
    failing = any_of([f"r.{judged.flag(check)}" for _, check in checks])
    faults = f"SELECT r.line AS line, explode(array({told})) AS fault FROM {judged.rows(table)} AS r WHERE {failing}"
    cells = ", ".join(f"fault.{each} AS {each}" for each in ("field", "cells"))
    head = f"fault.part AS part, {text(table)} AS `table`, line, {cells}"
    return f"SELECT {head} FROM ({faults}) WHERE fault IS NOT NULL"


def _told(number: int, check: Check) -> str:
    """What is told of a faulty row."""
    of_cell = len(check.columns) == 1 or check.kind in POINTING
    field = text(check.columns[0]) if of_cell else "CAST(NULL AS STRING)"
    cells = ", ".join(f"CAST(r.{name(column)} AS STRING)" for column in shown(check))
    return f"named_struct('part', {number}, 'field', {field}, 'cells', array({cells}))"


def shown(check: Check) -> tuple[str, ...]:
    """The columns whose cells are shown of a faulty row."""
    if check.kind == "evidence_missing":
        return check.columns[-1:]
    return check.columns[:1] if check.kind == "evidence_unneeded" else check.columns


def _of_query(check: Check, judged: Judged) -> str:
    """What a query reports, but not what it reports only for the sake of a cell that has failed already."""
    found = f"SELECT DISTINCT `table`, line, field, CAST(value AS STRING) AS value FROM ({translated(check.sql)})"
    names = {*re.findall(r"\w+", re.sub("'[^']*'", "", check.sql))}
    if any(judged.has_refused(table, names) for table in check.reads):
        known = ", ".join(f"{name(table)} AS {judged.sound(table, names)}" for table in check.reads)
        sql = translated(check.sql)
        again = sql.lstrip()[len("WITH") :] if sql.lstrip().upper().startswith("WITH") else None
        inner = f"WITH {known}, {again}" if again else f"WITH {known} {sql}"
        same = " AND ".join(f"s.{column} = q.{column}" for column in ("`table`", "line", "field"))
        found = f"SELECT q.* FROM ({found}) AS q LEFT SEMI JOIN ({inner}) AS s ON {same}"
    return f"SELECT `table`, line, field, array(value) AS cells FROM ({found})"
