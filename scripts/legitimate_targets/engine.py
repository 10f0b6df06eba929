"""Runs the plan on polars frames: level by level, each check over the rows that earlier levels left sound."""

import re
from collections.abc import Iterator, Mapping

import polars as pl

from legitimate_targets import evidence
from legitimate_targets.apart import run_apart, run_queries
from legitimate_targets.cells import Cells, Faults
from legitimate_targets.check import LEVELS, Check
from legitimate_targets.evidence import needless, unproven
from legitimate_targets.faults import dangling, row_fault
from legitimate_targets.plan import Plan
from legitimate_targets.problem import PackageError
from legitimate_targets.tables import LINE

POINTING = ("unproven", "needless")
"""Kinds of check that tell of one cell and read others to do so; none of these has failed."""

MOST_ROWS = 4000
"""Rows of all tables together, of which no join by a query of this project can be too large."""


def run(plan: Plan, tables: Mapping[str, Cells]) -> Iterator[Faults]:
    """The faults of every check of the plan that `tables` suffice for; raises PackageError for unusable SQL."""
    failing = [found for cells in tables.values() for found in _failing(plan, cells, tables)]
    for level in LEVELS:
        for check in failing:
            if check.kind in level:
                yield from _found(check, _expression(check, tables[check.table], tables), tables[check.table])
    queries = [check for check in plan.kind("across") if not needs(check) - tables.keys()]
    found = list(_across(plan, queries, tables))
    for faults in found:
        for table, line, column in faults.frame.select("table", LINE, "field").iter_rows():
            tables[table].refuse((column,), pl.Series([line]))
    yield from found


def needs(check: Check) -> set[str]:
    """The tables that a check cannot do without."""
    target = {check.reference.table} if check.reference else set()
    return {check.table, *check.reads} - {""} | target


def _failing(plan: Plan, cells: Cells, tables: Mapping[str, Cells]) -> list[Check]:
    """The checks of one table that any row fails, found in one pass over all columns."""
    checks = [check for check in plan.of(cells.table.name) if not needs(check) - tables.keys()]
    faulty = [(check, _expression(check, cells, tables)) for check in checks if not _is_idle(check, cells)]
    failing = []
    for frame, of_text in ((cells.text, True), (cells.typed, False)):
        asked = [each for each in faulty if (each[0].kind == "type") is of_text]
        if not asked:
            continue
        try:
            answers = frame.select(expression.any().alias(check.id) for check, expression in asked).row(0)
        except pl.exceptions.PolarsError as error:
            ids = ", ".join(check.id for check, _ in asked if check.sql)
            raise PackageError(f"{cells.table.schema}: {ids}: cannot be run: {error}") from None
        failing += [check for (check, _), answer in zip(asked, answers, strict=True) if answer]
    return failing


def _is_idle(check: Check, cells: Cells) -> bool:
    text = check.kind == "printed" or (check.kind == "type" and cells.table.field(check.columns[0]).type == "string")
    return text and cells.plain


def _expression(check: Check, cells: Cells, tables: Mapping[str, Cells]) -> pl.Expr:
    if check.reference:
        return dangling(check, tables[check.reference.table].typed.select(check.reference.target))
    if check.kind == "unproven":
        return unproven(check, tables[evidence.TABLE].typed)
    if check.kind == "needless":
        return needless(check, tables)
    return row_fault(check, cells.table.field(check.columns[0]))


def _found(check: Check, expression: pl.Expr, cells: Cells) -> Iterator[Faults]:
    """The faulty rows among the sound ones; their cells are then refused, so that no later check reports them again."""
    frame = cells.text if check.kind == "type" else cells.typed
    lines = cells.sound(frame, check.columns).filter(expression)[LINE]
    if lines.is_empty():
        return
    of_cell = len(check.columns) == 1 or check.kind in POINTING
    column = check.columns[0] if of_cell else None
    faults = cells.text.filter(pl.col(LINE).is_in(lines.implode())).select(
        pl.lit(cells.table.name).alias("table"),
        LINE,
        pl.lit(column, dtype=pl.String()).alias("field"),
        _value(check).alias("value"),
    )
    if check.kind not in ("printed", *POINTING):
        cells.refuse(check.columns, lines)
    yield Faults(check, faults)


def _value(check: Check) -> pl.Expr:
    """What is shown of a fault: the cell, the key of the row that lacks a reason, or all cells that were compared."""
    if check.kind == "unproven":
        return pl.col(check.columns[-1])
    return (
        pl.col(check.columns[0]) if check.kind == "needless" or len(check.columns) == 1 else _row_value(check.columns)
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
    if plan.bounded and (sum(map(len, frames.values())) > MOST_ROWS or any(check.strange for check in queries)):
        return run_apart(asked, frames)
    return run_queries(asked, frames)
