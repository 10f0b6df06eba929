"""Puts broken packages together that alter and read different cells, so that one run shows all their faults."""

import re
from collections.abc import Iterable
from pathlib import Path

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.plan import Plan
from tests.support.generated_packages import NEW
from tests.support.packages import altered, build, edits, project_plan, read, write

Cell = tuple[str, str]
"""A table and a column, or `new` for a further row."""


def groups(names: Iterable[str], plan: Plan) -> list[list[str]]:
    """Return the packages in as few groups as come of taking each into the first group that it does not disturb."""
    checks = {check.id.replace(".", "_"): check for check in plan.checks}
    found: list[tuple[set[Cell], list[str]]] = []
    for name in names:
        cells = touched(name) | _read_by(checks[name], plan)
        group = next((group for group in found if not group[0] & cells), None)
        if group is None:
            group = (set(), [])
            found.append(group)
        group[0].update(cells)
        group[1].append(name)
    return [names for _, names in found]


def touched(name: str) -> set[Cell]:
    """Return the cells of the base that a package alters."""
    rows = [(table, row) for table, found in edits(name).items() for row in found]
    new = {(table, NEW) for table, row in rows if row["line"] == NEW}
    return new | {(table, column) for table, row in rows if row["line"] != NEW for column in row if column != "line"}


def _read_by(check: Check, plan: Plan) -> set[Cell]:
    """Return the cells that a check reads; for a key also those that say which of two rows is the earlier one."""
    words = {*re.findall(r"\w+", check.sql)} if check.kind == "across" else set()
    order = plan.tables[check.table].primary_key if check.kind == "unique" else ()
    own = {(check.table, column) for column in (*check.columns, *order)}
    return own | {(table, column) for table in check.reads for column in words & {*plan.tables[table].columns}}


def build_group(names: list[str], target: Path) -> Path:
    """Write the base, with all that these packages alter in its tables, into the folder `target`, and return it."""
    build(names[0], target)
    for name in names[1:]:
        for table, rows in edits(name).items():
            path = target / project_plan().tables[table].path
            old = read(path)
            write(path, altered(old, rows), tuple(old[0]))
    return target
