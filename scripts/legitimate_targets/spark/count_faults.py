"""Counts the rows that fail each check, in few operations: the first step of a validation."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import groupby

from legitimate_targets.checks.check import EVIDENCE, Check
from legitimate_targets.spark.queries import Queries
from legitimate_targets.spark.spark_backend import (
    ROW_CONDITIONS,
    TABLE_CONDITIONS,
    WholeTables,
    all_filled,
    cell,
    condition,
    is_unlike_cell,
)
from legitimate_targets.spark.sql import any_of, quoted, text_literal, translate
from legitimate_targets.tables.model import Table

COUNTS_PER_OPERATION = 20
"""Queries in one operation: what several of them read is sent between workers once, but all are planned together."""

ONE = "CAST(1 AS BIGINT) AS n"

OF_SAME_CELL = "o.`table` = r.`table` AND o.field = r.field AND o.row_id = r.id"
"""The condition that a row `o` of evidence is for the cell `r`."""

Numbered = tuple[int, Check]
"""A check and its number in the list of checks, by which a row of an answer names it."""

Tables = Mapping[str, Table]


def count_faults(queries: Queries, tables: Tables, stored: Collection[str], checks: list[Check]) -> Counter[str]:
    """Return how many rows fail each check, by its id, whatever else these rows fail.

    No count is too low. One is too high where a text only may not be NFC, or where a query reports a fault twice.
    `stored` are the names of the tables that can be read.
    """
    found: Counter[str] = Counter()
    numbered = [*enumerate(checks)]
    for counts in (_of_rows(tables, stored, numbered), _of_tables(tables, numbered), _of_queries(numbered)):
        selected = [*counts]
        for start in range(0, len(selected), COUNTS_PER_OPERATION):
            together = " UNION ALL ".join(selected[start : start + COUNTS_PER_OPERATION])
            for row in queries.rows(f"SELECT part, CAST(sum(n) AS BIGINT) AS n FROM ({together}) GROUP BY part"):
                found[checks[row["part"]].id] = row["n"]
    return found


def _of_rows(tables: Tables, stored: Collection[str], checks: list[Numbered]) -> Iterator[str]:
    """Yield one query per table: `part`, the number of a check, and `n`, how many rows to add to its count."""
    for table in stored:
        own = [each for each in checks if each[1].kind in ROW_CONDITIONS and each[1].table == table]
        if own:
            yield _in_one_pass(table, own, tables)


def _in_one_pass(table: str, checks: list[Numbered], tables: Tables) -> str:
    """Return the faults that single rows show: columns first, so that a row without any is passed over at once."""
    scope = WholeTables(tables)
    columns = ", ".join(f"{condition(check, scope)} AS `{number}`" for number, check in checks)
    numbers = ", ".join(f"CASE WHEN `{number}` THEN {number} END" for number, _ in checks)
    failing = any_of([f"`{number}`" for number, _ in checks])
    rows = f"SELECT {columns} FROM {quoted(table)} AS r"
    found = f"SELECT explode(array({numbers})) AS part FROM ({rows}) WHERE {failing}"
    return f"SELECT part, {ONE} FROM ({found}) WHERE part IS NOT NULL"


def _of_tables(tables: Tables, checks: list[Numbered]) -> Iterator[str]:
    """Yield the queries, in the columns of `_of_rows`, that compare rows with other rows."""
    for kind in TABLE_CONDITIONS:
        own = [each for each in checks if each[1].kind == kind]
        yield from COUNTED_TOGETHER.get(kind, _one_by_one)(tables, own)


def _of_queries(checks: list[Numbered]) -> Iterator[str]:
    """Yield the queries of a package, in the columns of `_of_rows`."""
    for number, check in checks:
        if check.kind == "across":
            yield f"SELECT {number} AS part, {ONE} FROM ({translate(check.sql)})"


def _one_by_one(tables: Tables, checks: list[Numbered]) -> Iterator[str]:
    for number, check in checks:
        fault = condition(check, WholeTables(tables))
        yield f"SELECT {number} AS part, {ONE} FROM {quoted(check.table)} AS r WHERE {fault}"


def _repeated_keys(tables: Tables, checks: list[Numbered]) -> Iterator[str]:
    """Yield one query for all keys of so many columns.

    Cells are compared as texts: no two values share one, and keys of all types become one column.
    """

    def size(key: Numbered) -> int:
        return len(key[1].columns)

    for number, keys in groupby(sorted(checks, key=size), key=size):
        columns = ", ".join(f"k{place}" for place in range(number))
        groups = f"SELECT part, count(*) - 1 AS n FROM ({_keys(keys, 'STRING')}) GROUP BY part, {columns}"
        yield f"SELECT part, n FROM ({groups}) WHERE n > 0"


def _keys(checks: Iterable[Numbered], type_: str | None = None) -> str:
    """Return the cells of each check's columns as `k0`, `k1`, ..., of the rows in which none is empty."""
    parts = []
    for number, check in checks:
        cells = [f"CAST({cell(each)} AS {type_})" if type_ else cell(each) for each in check.columns]
        columns = ", ".join(f"{each} AS k{place}" for place, each in enumerate(cells))
        rows = f"{quoted(check.table)} AS r WHERE {all_filled(check.columns)}"
        parts.append(f"SELECT {number} AS part, {columns} FROM {rows}")
    return " UNION ALL ".join(parts)


def _dangling_keys(tables: Tables, checks: list[Numbered]) -> Iterator[str]:
    """Yield one query for all foreign keys that point to the same columns with cells of the same types."""
    targets: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Numbered]] = {}
    for number, check in checks:
        assert check.reference is not None
        types = tuple(tables[check.table].field(column).type for column in check.columns)
        targets.setdefault((check.reference.table, check.reference.target, types), []).append((number, check))
    for (table, target, _), own in targets.items():
        same = " AND ".join(f"o.{quoted(column)} = r.k{place}" for place, column in enumerate(target))
        known = f"SELECT 1 FROM {quoted(table)} AS o WHERE {same}"
        yield f"SELECT part, {ONE} FROM ({_keys(own)}) AS r WHERE NOT EXISTS ({known})"


def _cells_without_evidence(tables: Tables, checks: list[Numbered]) -> Iterator[str]:
    """Yield one query for all filled cells without a row of evidence."""
    if checks:
        reasons = f"SELECT 1 FROM {EVIDENCE} AS o WHERE {OF_SAME_CELL}"
        yield f"SELECT part, {ONE} FROM ({_cells_with_keys(checks)}) AS r WHERE NOT EXISTS ({reasons})"


def _cells_unlike_evidence(tables: Tables, checks: list[Numbered]) -> Iterator[str]:
    """Yield one query for all cells that are not the words of one of their verbatim rows of evidence."""
    if checks:
        same = f"{OF_SAME_CELL} AND {is_unlike_cell('r.text')}"
        yield f"SELECT part, {ONE} FROM ({_cells_with_keys(checks)}) AS r LEFT SEMI JOIN {EVIDENCE} AS o ON {same}"


def _cells_with_keys(checks: list[Numbered]) -> str:
    """Return the filled cells of each check: part, table, field, id and text. Each table is read once for its cells."""
    parts = []
    for table, own in groupby(checks, key=lambda each: each[1].table):
        of = [(number, check.columns[0], check.columns[1]) for number, check in own]
        cells = ", ".join(_filled_cell(number, field) for number, field, _ in of)
        columns = f"explode(array({cells})) AS found, CAST({cell(of[0][2])} AS STRING) AS id"
        head = f"found.part AS part, {text_literal(table)} AS `table`, found.field AS field, id, found.text AS text"
        filled = "found IS NOT NULL AND id IS NOT NULL"
        parts.append(f"SELECT {head} FROM (SELECT {columns} FROM {quoted(table)} AS r) WHERE {filled}")
    return " UNION ALL ".join(parts)


def _filled_cell(number: int, field: str) -> str:
    text = f"CAST({cell(field)} AS STRING)"
    found = f"named_struct('part', {number}, 'field', {text_literal(field)}, 'text', {text})"
    return f"CASE WHEN {cell(field)} IS NOT NULL THEN {found} END"


COUNTED_TOGETHER: dict[str, Callable[[Tables, list[Numbered]], Iterator[str]]] = {
    "unique": _repeated_keys,
    "foreign_key": _dangling_keys,
    "evidence_missing": _cells_without_evidence,
    "evidence_verbatim": _cells_unlike_evidence,
}
"""Kinds of check of which many are counted in one query; each check of any other kind has a query of its own."""
