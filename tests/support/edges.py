"""Reads and runs tests/checks/edges: what lies just inside and just outside of each check of cells, rows or queries.

`<table>.json` has, by check (its id without the table), the rows `inside`, which pass, and the rows `outside`, which
this check alone reports. A row names the cells that the check reads, and is a text if that is one cell. An absent cell
is empty. `across/<rule>.json` is a list of cases: the rows of `tables`, and the places that the query `reports`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import polars as pl

from legitimate_targets.checks.cells import Cells
from legitimate_targets.checks.check import NOTE, Check
from legitimate_targets.checks.plan import Plan
from legitimate_targets.checks.run import run
from legitimate_targets.tables.csv_io import FIRST_LINE, LINE, type_cells
from legitimate_targets.tables.model import Table
from tests.support.paths import EDGES

ACROSS = "across."
UNASKED = ("unique", "foreign_key", NOTE)
"""Kinds of check on one column that its edges leave out, as they read other rows or find no fault."""

Row = Mapping[str, str]
Place = tuple[str, int, str]
"""The id of the check or, for a query, the name of the table; the line; and, for a query, the column."""


@cache
def edges(name: str) -> Any:
    """Return the content of one file, which is empty if there is no such file."""
    path = EDGES / f"{name}.json"
    return json.loads(path.read_bytes()) if path.is_file() else {}


def checks() -> Iterator[str]:
    """Yield the ids of all checks that have edges."""
    for path in sorted(EDGES.glob("*.json")):
        yield from (f"{path.stem}.{name}" for name in json.loads(path.read_bytes()))
    yield from (f"{ACROSS}{path.stem}" for path in sorted((EDGES / "across").glob("*.json")))


def related(rule: str) -> list[str]:
    """Return the checks whose edges a change of one rule can touch: itself, and those of the same column."""
    table, _, name = rule.partition(".")
    if table == "across":
        return [rule]
    return [f"{table}.{each}" for each in edges(table) if each == name or each.split(".")[0] == name.split(".")[0]]


def wrong(check: str, plan: Plan) -> Iterator[str]:
    """Yield what the edges of one check say against a plan."""
    if check.startswith(ACROSS):
        for number, case in enumerate(edges(f"across/{check.removeprefix(ACROSS)}")):
            wanted, found = {tuple(place) for place in case["reports"]}, _asked(check, plan, case["tables"])
            if wanted != found:
                yield f"{check}: case {number}: {sorted(found)} and not {sorted(wanted)}"
        return
    table, rule = check.split(".", 1)
    described = edges(table).get(rule)
    if described:
        inside, outside = (_rows(described[side], rule) for side in ("inside", "outside"))
        first = FIRST_LINE + len(inside)
        expected = {(check, line) for line in range(first, first + len(outside))}
        found_lines = _lines(check, plan, plan.tables[table], [*inside, *outside])
        if found_lines != expected:
            yield f"{check}: {sorted(found_lines)} and not {sorted(expected)}"


def _rows(rows: Sequence[str | Row], rule: str) -> list[Row]:
    column = rule.split(".")[0]
    return [{column: row} if isinstance(row, str) else row for row in rows]


def _lines(check_id: str, plan: Plan, table: Table, rows: list[Row]) -> set[tuple[str, int]]:
    """Return the checks and lines that refuse these rows: checks of the one column, or the check of the row."""
    columns = {column for row in rows for column in row}
    asked = [check for check in plan.of(table.name) if check.id == check_id or _is_of_cell(check, columns)]
    found = run(asked, {table.name: cells(table, rows)})
    return {(faults.check.id, line) for faults in found for line in faults.frame[LINE]}


def _is_of_cell(check: Check, columns: set[str]) -> bool:
    return len(columns) == 1 and set(check.columns) == columns and check.kind not in UNASKED


def _asked(check_id: str, plan: Plan, tables: Mapping[str, list[Row]]) -> set[Place]:
    """Return the places that a query reports of some small tables."""
    asked = tuple(check for check in plan.checks if check.id == check_id)
    named = {name: cells(plan.tables[name], tables.get(name, [])) for check in asked for name in check.reads}
    found = run(asked, named)
    return {place for faults in found for place in faults.frame.select("table", LINE, "field").iter_rows()}


def cells(table: Table, rows: Sequence[Row]) -> Cells:
    """Return the rows of one table as the checks read them."""
    columns = {column: [row.get(column) or None for row in rows] for column in table.columns}
    lines = range(FIRST_LINE, FIRST_LINE + len(rows))
    text = pl.DataFrame(columns, schema=dict.fromkeys(table.columns, pl.String())).with_columns(
        pl.Series(LINE, lines, dtype=pl.Int64)
    )
    return Cells(table, text, type_cells(text, table))
