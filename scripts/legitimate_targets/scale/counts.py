"""The first questions: how many rows fail each check, every table, key and query once."""

from collections.abc import Iterable, Iterator

from legitimate_targets.check import Check
from legitimate_targets.plan import Plan
from legitimate_targets.scale.asked import Asked
from legitimate_targets.scale.compile import GROUPED, JOINED, OF_ROW, Whole, joined_fault, row_fault
from legitimate_targets.scale.sql import name, translated

TOGETHER = 8
"""How many of these questions go into one operation."""

ROWS = "rows "
"""What the count of all rows of a table is called, in front of the table's name."""

Question = tuple[tuple[str, ...], str]
"""What is counted, and the query that gives one row with these counts in a list."""


def counts(asked: Asked, plan: Plan, tables: Iterable[str], checks: list[Check]) -> dict[str, int]:
    """By the id of each check, how many rows fail it, whatever else they fail; by `rows <table>`, how many there are.

    Of the texts that may not be composed all are counted, so that their rows are looked at.
    """
    questions = list(_questions(plan, tables, checks))
    found: dict[str, int] = {}
    for start in range(0, len(questions), TOGETHER):
        together = questions[start : start + TOGETHER]
        parts = [f"SELECT {number} AS part, * FROM ({sql})" for number, (_, sql) in enumerate(together)]
        for row in asked.rows(" UNION ALL ".join(parts)):
            found.update(zip(together[row["part"]][0], row["counts"], strict=True))
    return found


def _questions(plan: Plan, tables: Iterable[str], checks: list[Check]) -> Iterator[Question]:
    for table in tables:
        of_row = [check for check in checks if check.table == table and check.kind in OF_ROW]
        fields = [row_fault(check, plan.tables[table].field(check.columns[0])) for check in of_row]
        if of_row:
            yield (f"{ROWS}{table}", *_ids(of_row)), _counted(table, fields, ["count(*)"])
        joined = [check for check in checks if check.table == table and check.kind in JOINED]
        if joined:
            yield _ids(joined), _counted(table, [joined_fault(check, plan, Whole()) for check in joined])
    for check in checks:
        if check.kind == GROUPED:
            yield (check.id,), _repeated(check)
        if check.kind == "across":
            yield (check.id,), f"SELECT array(count(*)) AS counts FROM ({translated(check.sql)})"


def _ids(checks: list[Check]) -> tuple[str, ...]:
    return tuple(check.id for check in checks)


def _counted(table: str, faults: list[str], more: list[str] | None = None) -> str:
    """The faults are columns first and counted then, since not every engine looks into tables while it counts."""
    columns = ", ".join(f"{fault} AS `{number}`" for number, fault in enumerate(faults)) or "1 AS `0`"
    counted = ", ".join([*(more or []), *(f"count_if(`{number}`)" for number in range(len(faults)))])
    return f"SELECT array({counted}) AS counts FROM (SELECT {columns} FROM {name(table)} AS r)"


def _repeated(check: Check) -> str:
    """How many rows repeat a key, none of whose cells is empty."""
    columns = ", ".join(map(name, check.columns))
    filled = " AND ".join(f"{name(column)} IS NOT NULL" for column in check.columns)
    groups = f"SELECT count(*) AS size FROM {name(check.table)} WHERE {filled} GROUP BY {columns}"
    return f"SELECT array(coalesce(sum(size - 1), 0)) AS counts FROM ({groups}) WHERE size > 1"
