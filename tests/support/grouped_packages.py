"""Which cells a broken package alters and which a check reads, to ask of a package only what it can have changed.

Packages that alter and read different cells are put together, so that one run shows the faults of all. A plan is cut
down to the checks that read an altered cell, as the base satisfies all others.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.plan import DERIVED_KINDS, Plan
from legitimate_targets.checks.run import needed_tables
from tests.support.generated_packages import NEW
from tests.support.packages import altered, build, edits, is_edited, project_plan, read, write

Cell = tuple[str, str]
"""A table and a column, or `new` for a further row."""

Columns = Mapping[str, set[str]]
"""Columns by table."""


ALONE = ("texts", *DERIVED_KINDS)
"""Kinds of check that pass over a package in which something else is wrong."""


def groups(names: Iterable[str], plan: Plan) -> list[list[str]]:
    """Return the packages in groups, each in the first one whose cells it neither alters nor reads.

    A package with texts of its own, or whose check passes over a package with another fault, is a group by itself.
    """
    checks = {check.id.replace(".", "_"): check for check in plan.checks}
    alone, found = [], list[tuple[set[Cell], list[str]]]()
    for name in names:
        if checks[name].kind in ALONE or not is_edited(name):
            alone.append([name])
            continue
        cells = touched(name) | _read_by(checks[name], plan)
        group = next((group for group in found if not group[0] & cells), None)
        if group is None:
            group = (set(), [])
            found.append(group)
        group[0].update(cells)
        group[1].append(name)
    return [*(names for _, names in found), *alone]


def build_group(names: Iterable[str], target: Path) -> Path:
    """Write the base, with all that these packages alter in its tables, into the folder `target`, and return it."""
    first, *others = names
    build(first, target)
    for name in others:
        for table, rows in edits(name).items():
            path = target / project_plan().tables[table].path
            old = read(path)
            write(path, altered(old, rows), tuple(old[0]))
    return target


def touched(name: str) -> set[Cell]:
    """Return the cells of the base that a package alters."""
    rows = [(table, row) for table, found in edits(name).items() for row in found]
    new = {(table, NEW) for table, row in rows if row["line"] == NEW}
    return new | {(table, column) for table, row in rows if row["line"] != NEW for column in row if column != "line"}


def changed(names: Iterable[str], plan: Plan) -> Columns:
    """Return the columns of each table in which these packages differ from the base."""
    found: dict[str, set[str]] = {}
    for table, column in {cell for name in names for cell in touched(name)}:
        found.setdefault(table, set()).update(plan.tables[table].columns if column == NEW else (column,))
    return found


def reading(plan: Plan, columns: Columns, without: Iterable[str] = (*DERIVED_KINDS, "texts")) -> Plan:
    """Return the part of the plan that reads one of these columns; kinds of check can be left out."""
    checks = tuple(check for check in plan.checks if check.kind not in without and _reads(check, columns))
    wanted = {table for check in checks for table in needed_tables(check)}
    tables = {name: table for name, table in plan.tables.items() if name in wanted}
    return replace(plan, checks=checks, tables=plan.tables if "vocabulary" in columns else tables)


def _read_by(check: Check, plan: Plan) -> set[Cell]:
    """Return the cells that a check reads; for a key also those that say which of two rows is the earlier one."""
    words = _words(check) if check.kind == "across" else set()
    order = plan.tables[check.table].primary_key if check.kind == "unique" else ()
    own = {(check.table, column) for column in (*check.columns, *order)}
    return own | {(table, column) for table in check.reads for column in words & {*plan.tables[table].columns}}


def _reads(check: Check, columns: Columns) -> bool:
    """Return whether a check reads one of these columns."""
    own = {*check.columns} & columns.get(check.table, set())
    if check.kind == "across":
        return any(_words(check) & columns[table] for table in check.reads if table in columns)
    if check.reference:
        return bool(own or {*check.reference.target} & columns.get(check.reference.table, set()))
    empty = any({column, key} & columns.get(table, set()) for table, column, key in check.optional_cells)
    return bool(own or empty or (check.reads and "evidence" in columns))


def _words(check: Check) -> set[str]:
    """Return the words of a query, the columns that it names among them."""
    return {*re.findall(r"\w+", check.sql)}
