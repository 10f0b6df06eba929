"""The second questions: the rows that fail, with their keys and cells, so many of each check, and how many more."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from legitimate_targets.check import LEVELS, Check
from legitimate_targets.engine import POINTING
from legitimate_targets.scale.asked import Asked
from legitimate_targets.scale.judged import Judged
from legitimate_targets.scale.sql import name, text, translated

TOGETHER = 8
"""Checks of which the rows are asked for in one operation."""

COUNT = "count"
"""What stands in the place of the table in the row that says how many there are."""


@dataclass(frozen=True)
class Faulty:
    """A faulty cell or, without a field, row: its table, its key as the hidden column `line`, and the cells shown."""

    check: Check
    table: str
    line: str
    field: str | None
    cells: tuple[str | None, ...]


def in_order(checks: list[Check]) -> list[Check]:
    """The checks of tables in the order in which they run: by level, then by table and column."""
    return [check for level in LEVELS for check in checks if check.kind in level]


def faulty(
    asked: Asked, judged: Judged, failing: list[Check], queries: list[Check], limit: int | None
) -> Iterator[Faulty | tuple[Check, int]]:
    """The faulty cells of each failing check, at most `limit`, and behind them how many there are altogether."""
    questions = []
    for check in in_order(failing):
        judged.add(check)
    for check in in_order(failing):
        questions.append((check, _of_table(check, judged)))
    questions += [(check, _of_query(check, judged)) for check in queries]
    for start in range(0, len(questions), TOGETHER):
        together = questions[start : start + TOGETHER]
        parts = [part for number, (_, sql) in enumerate(together) for part in _bounded(number, sql, limit)]
        for row in asked.rows(" UNION ALL ".join(parts)):
            check = together[row["part"]][0]
            if row["table"] == COUNT:
                yield check, int(row["cells"][0])
            else:
                yield Faulty(check, row["table"], row["line"], row["field"], tuple(row["cells"]))


def _bounded(number: int, sql: str, limit: int | None) -> Iterator[str]:
    some = sql if limit is None else f"SELECT * FROM ({sql}) ORDER BY line, field LIMIT {limit}"
    yield f"SELECT {number} AS part, * FROM ({some})"
    count = f"'{COUNT}' AS `table`, '' AS line, '' AS field, array(CAST(count(*) AS STRING)) AS cells"
    yield f"SELECT {number} AS part, {count} FROM ({sql})"


def _of_table(check: Check, judged: Judged) -> str:
    of_cell = len(check.columns) == 1 or check.kind in POINTING
    field = text(check.columns[0]) if of_cell else "CAST(NULL AS STRING)"
    columns = shown(check)
    cells = ", ".join(f"CAST(r.{name(column)} AS STRING)" for column in columns)
    head = f"{text(check.table)} AS `table`, r.line AS line, {field} AS field, array({cells}) AS cells"
    return f"SELECT {head} FROM {judged.faulty(check)} AS r"


def shown(check: Check) -> tuple[str, ...]:
    """The columns whose cells are shown of a faulty row."""
    if check.kind == "unproven":
        return check.columns[-1:]
    return check.columns[:1] if check.kind == "needless" else check.columns


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
