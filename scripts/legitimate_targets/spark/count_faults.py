"""The first questions: how many rows fail each check, with one look into other tables for all checks that need it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from legitimate_targets.checks import from_evidence as evidence
from legitimate_targets.checks.check import Check
from legitimate_targets.checks.plan import Plan
from legitimate_targets.spark.queries import Asked
from legitimate_targets.spark.spark_backend import GROUPED, OF_ROW, Whole, cell, filled, joined_fault, row_fault
from legitimate_targets.spark.sql import any_of, name, text, translated
from legitimate_targets.tables.model import Table

TOGETHER = 20
"""How many of these questions go into one operation: what several of them read is then sent to the workers once."""

Numbered = tuple[int, Check]
"""A check and its number among those that are asked for, by which a row of an answer names it."""


def counts(asked: Asked, plan: Plan, tables: Iterable[str], checks: list[Check]) -> Counter[str]:
    """By the id of each check, how many rows fail it, whatever else they fail.

    Of the texts that may not be composed all are counted, so that their rows are looked at; what a query tells twice
    is counted twice.
    """
    found: Counter[str] = Counter()
    for kind in _questions(plan, tables, [*enumerate(checks)]):
        questions = [*kind]
        for start in range(0, len(questions), TOGETHER):
            together = " UNION ALL ".join(questions[start : start + TOGETHER])
            for row in asked.rows(f"SELECT part, CAST(sum(n) AS BIGINT) AS n FROM ({together}) GROUP BY part"):
                found[checks[row["part"]].id] = row["n"]
    return found


def _questions(plan: Plan, tables: Iterable[str], checks: list[Numbered]) -> Iterator[Iterator[str]]:
    """Queries by what they have in common; each gives rows of a check's number and how many rows are to be added."""
    yield (_rows(plan.tables[table], own) for table in tables if (own := _of(checks, *OF_ROW, table=table)))
    yield _looks(plan, checks)
    yield (f"SELECT {number} AS part, {ONE} FROM ({translated(check.sql)})" for number, check in _of(checks, "across"))


ONE = "CAST(1 AS BIGINT) AS n"


def _of(checks: list[Numbered], *kinds: str, table: str | None = None) -> list[Numbered]:
    return [each for each in checks if each[1].kind in kinds and table in (None, each[1].table)]


def _rows(table: Table, checks: list[Numbered]) -> str:
    """What single rows show. The faults are columns first, since most rows have none and are passed over at once."""
    faults = [row_fault(check, table.field(check.columns[0])) for _, check in checks]
    columns = ", ".join(f"{fault} AS `{number}`" for (number, _), fault in zip(checks, faults, strict=True))
    numbers = ", ".join(f"CASE WHEN `{number}` THEN {number} END" for number, _ in checks)
    failing = any_of([f"`{number}`" for number, _ in checks])
    rows = f"SELECT {columns} FROM {name(table.name)} AS r"
    found = f"SELECT explode(array({numbers})) AS part FROM ({rows}) WHERE {failing}"
    return f"SELECT part, {ONE} FROM ({found}) WHERE part IS NOT NULL"


def _looks(plan: Plan, checks: list[Numbered]) -> Iterator[str]:
    """What compares rows with others: all keys of so many columns once, all foreign keys of one target once."""
    for _, keys in groupby(sorted(_of(checks, GROUPED), key=_size), key=_size):
        yield _repeated([*keys])
    for target in dict.fromkeys(_target(plan, check) for _, check in _of(checks, "foreign_key")):
        yield _dangling([each for each in _of(checks, "foreign_key") if _target(plan, each[1]) == target])
    if unproven := _of(checks, "evidence_missing"):
        yield _unproven(unproven)
    for number, check in _of(checks, "evidence_unneeded"):
        yield f"SELECT {number} AS part, {ONE} FROM {name(check.table)} AS r WHERE {joined_fault(check, plan, Whole())}"


def _size(key: Numbered) -> int:
    return len(key[1].columns)


def _keys(checks: list[Numbered], type_: str | None = None) -> str:
    """The cells of a check's columns as `k0`, `k1`, ..., of the rows in which none is empty."""
    parts = []
    for number, check in checks:
        cells = [f"CAST({cell(each)} AS {type_})" if type_ else cell(each) for each in check.columns]
        columns = ", ".join(f"{each} AS k{place}" for place, each in enumerate(cells))
        parts.append(f"SELECT {number} AS part, {columns} FROM {name(check.table)} AS r WHERE {filled(check.columns)}")
    return " UNION ALL ".join(parts)


def _repeated(checks: list[Numbered]) -> str:
    """How many rows repeat a key; as texts, which no two values share, so that keys of all types are one column."""
    columns = ", ".join(f"k{place}" for place in range(_size(checks[0])))
    groups = f"SELECT part, count(*) - 1 AS n FROM ({_keys(checks, 'STRING')}) GROUP BY part, {columns}"
    return f"SELECT part, n FROM ({groups}) WHERE n > 0"


def _target(plan: Plan, check: Check) -> tuple[object, ...]:
    """What a foreign key points to, and of which types its cells are."""
    types = (plan.tables[check.table].field(column).type for column in check.columns)
    return check.reference and (check.reference.table, check.reference.target), *types


def _dangling(checks: list[Numbered]) -> str:
    """The rows whose key does not stand in the one table that all these checks are of."""
    reference = checks[0][1].reference
    assert reference is not None
    same = " AND ".join(f"o.{name(target)} = r.k{place}" for place, target in enumerate(reference.target))
    known = f"SELECT 1 FROM {name(reference.table)} AS o WHERE {same}"
    return f"SELECT part, {ONE} FROM ({_keys(checks)}) AS r WHERE NOT EXISTS ({known})"


def _unproven(checks: list[Numbered]) -> str:
    """The filled cells without a row of evidence, those of a table exploded from one look at it."""
    parts = []
    for table, own in groupby(checks, key=lambda each: each[1].table):
        of = [(number, check.columns[0], check.columns[1]) for number, check in own]
        cells = (f"CASE WHEN {cell(field)} IS NOT NULL THEN {number} END" for number, field, _ in of)
        fields = " ".join(f"WHEN {number} THEN {text(field)}" for number, field, _ in of)
        columns = f"explode(array({', '.join(cells)})) AS part, CAST({cell(of[0][2])} AS STRING) AS id"
        head = f"part, CASE part {fields} END AS field, {text(table)} AS `table`, id"
        parts.append(f"SELECT {head} FROM (SELECT {columns} FROM {name(table)} AS r)")
    same = "o.`table` = r.`table` AND o.field = r.field AND o.row_id = r.id"
    reasons = f"SELECT 1 FROM {evidence.TABLE} AS o WHERE {same}"
    filled_in = "part IS NOT NULL AND id IS NOT NULL"
    return f"SELECT part, {ONE} FROM ({' UNION ALL '.join(parts)}) AS r WHERE {filled_in} AND NOT EXISTS ({reasons})"
