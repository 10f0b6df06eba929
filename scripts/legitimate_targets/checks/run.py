"""Runs the plan on polars frames: level by level, each check over the rows that earlier levels left sound."""

import re
from collections.abc import Iterator, Mapping

import polars as pl

from legitimate_targets.checks.check import LEVELS, Check
from legitimate_targets.checks.frame import Cells, Faults
from legitimate_targets.checks.plan import Plan
from legitimate_targets.checks.run_rows import failing_lines, fault_of
from legitimate_targets.checks.sandbox import run_queries, run_queries_in_subprocess
from legitimate_targets.tables.csv_io import LINE

POINTING = ("evidence_missing", "evidence_unneeded")
"""Kinds of check that tell of one cell and read others to do so; none of these has failed."""

MOST_ROWS = 4000
"""Rows of all tables together, of which no join by a query of this project can be too large."""


def run(plan: Plan, tables: Mapping[str, Cells]) -> Iterator[Faults]:
    """The faults of every check of the plan that `tables` suffice for; raises PackageError for unusable SQL."""
    failed = [
        found for cells in tables.values() for found in failing_lines(_askable(plan, cells, tables), cells, tables)
    ]
    for level in LEVELS:
        for check, lines in failed:
            if check.kind in level:
                yield from _found(check, lines, tables)
    queries = [check for check in plan.kind("across") if not needs(check) - tables.keys()]
    found = list(_across(plan, queries, tables))
    for faults in found:
        for table, line, column in faults.frame.select("table", LINE, "field").iter_rows():
            tables[table].refuse((column,), pl.Series([line]))
    yield from found


def _askable(plan: Plan, cells: Cells, tables: Mapping[str, Cells]) -> list[Check]:
    """The checks of one table that need no table that is not there."""
    return [check for check in plan.of(cells.table.name) if not needs(check) - tables.keys()]


def needs(check: Check) -> set[str]:
    """The tables that a check cannot do without."""
    target = {check.reference.table} if check.reference else set()
    return {check.table, *check.reads} - {""} | target


def _found(check: Check, lines: pl.Series, tables: Mapping[str, Cells]) -> Iterator[Faults]:
    """The faulty rows among the sound ones; their cells are then refused, so that no later check reports them again."""
    cells = tables[check.table]
    lines = _sound_lines(check, lines, tables)
    if lines.is_empty():
        return
    of_cell = len(check.columns) == 1 or check.kind in POINTING
    column = check.columns[0] if of_cell else None
    faults = cells.rows(lines, check.columns).select(
        pl.lit(cells.table.name).alias("table"),
        LINE,
        pl.lit(column, dtype=pl.String()).alias("field"),
        _value(check).alias("value"),
    )
    if check.kind not in ("unusual_characters", *POINTING):
        cells.refuse(check.columns, lines)
    yield Faults(check, faults)


def _sound_lines(check: Check, lines: pl.Series, tables: Mapping[str, Cells]) -> pl.Series:
    """Those of the failing lines that fail among the rows whose cells have not failed before.

    What other rows have to do with a row is asked again, without the rows that have failed.
    """
    cells = tables[check.table]
    failed = cells.failed_lines(check.columns)
    if check.kind == "evidence_unneeded" or (check.kind == "unique" and failed is not None):
        rows = cells.sound(cells.typed.select(LINE, *check.columns), check.columns)
        return rows.filter(fault_of(check, cells, tables))[LINE]
    return lines if failed is None else lines.filter(~lines.is_in(failed.implode()))


def _value(check: Check) -> pl.Expr:
    """What is shown of a fault: the cell, the key of the row that lacks a reason, or all cells that were compared."""
    if check.kind == "evidence_missing":
        return pl.col(check.columns[-1])
    return (
        pl.col(check.columns[0])
        if check.kind == "evidence_unneeded" or len(check.columns) == 1
        else _row_value(check.columns)
    )


def _row_value(columns: tuple[str, ...]) -> pl.Expr:
    """The cells of several columns as one text: `start=4, end=2`."""
    return pl.concat_str(
        [pl.format(f"{column}={{}}", pl.col(column).fill_null("")) for column in columns], separator=", "
    )


def _across(plan: Plan, queries: list[Check], tables: Mapping[str, Cells]) -> Iterator[Faults]:
    """The faults of queries; what a query reports only for the sake of a cell that has failed already is none."""
    whole = {name: cells.typed for name, cells in tables.items()}
    for check, frame in zip(queries, _execute(plan, queries, whole), strict=True):
        if frame.is_empty():
            continue
        names = set(re.findall(r"\w+", re.sub("'[^']*'", "", check.sql)))
        if any(names & tables[name].failed.keys() for name in check.reads):
            sound = {name: tables[name].sound(tables[name].typed, names) for name in check.reads}
            frame = frame.join(_execute(plan, [check], sound)[0], on=["table", LINE, "field"], how="semi")
        if not frame.is_empty():
            yield Faults(check, frame.unique().sort("table", LINE, "field"))


def _execute(plan: Plan, queries: list[Check], frames: Mapping[str, pl.DataFrame]) -> list[pl.DataFrame]:
    """The results of all queries; from a process apart where a stranger's rows or queries may be too many."""
    asked = [(check.id, check.sql) for check in queries]
    words = {word for check in queries for word in re.findall(r"\w+", check.sql)}
    frames = {name: frame for name, frame in frames.items() if name in words}
    many = sum(map(len, frames.values())) > MOST_ROWS
    if plan.untrusted and (many or any(check.untrusted for check in queries)):
        return run_queries_in_subprocess(asked, frames)
    return run_queries(asked, frames)
