"""Runs the plan on polars frames: level by level, each check over the rows that earlier levels left sound."""

import re
from collections.abc import Iterator, Mapping

import polars as pl

from legitimate_targets.cells import Cells, Faults
from legitimate_targets.check import LEVELS, Check
from legitimate_targets.faults import dangling, row_fault
from legitimate_targets.plan import Plan
from legitimate_targets.problem import PackageError
from legitimate_targets.tables import LINE

FAULT = ("table", LINE, "field", "value")


def run(plan: Plan, tables: Mapping[str, Cells]) -> Iterator[Faults]:
    """The faults of every check of the plan that `tables` suffice for; raises PackageError for unusable SQL."""
    for level in LEVELS:
        for cells in tables.values():
            checks = [check for check in plan.of(cells.table.name) if check.kind in level]
            yield from _level([check for check in checks if not needs(check) - tables.keys()], cells, tables)
    queries = [check for check in plan.kind("across") if not needs(check) - tables.keys()]
    found = [faults for check in queries for faults in _across(check, tables)]
    for faults in found:
        for table, line, column in faults.frame.select("table", LINE, "field").iter_rows():
            tables[table].refuse((column,), pl.Series([line]))
    yield from found


def needs(check: Check) -> set[str]:
    """The tables that a check cannot do without."""
    target = {check.reference.table} if check.reference else set()
    return {check.table, *check.reads} - {""} | target


def _level(checks: list[Check], cells: Cells, tables: Mapping[str, Cells]) -> list[Faults]:
    """The faults of checks of one level, found in one pass; only then are their cells marked as failed."""
    faulty = {check: _expression(check, cells, tables) for check in checks if not _is_idle(check, cells)}
    if not faulty or cells.text.is_empty():
        return []
    frame = cells.text if checks[0].kind == "type" else cells.typed
    try:
        hits = frame.select(expression.any().alias(check.id) for check, expression in faulty.items()).row(0)
        found = [_found(check, faulty[check], cells, frame) for check, hit in zip(faulty, hits, strict=True) if hit]
    except pl.exceptions.PolarsError as error:
        raise PackageError(f"{cells.table.schema}: {', '.join(c.id for c in faulty)}: cannot be run: {error}") from None
    found = [faults for faults in found if not faults.frame.is_empty()]
    for faults in found:
        if faults.check.kind != "printed":
            cells.refuse(faults.check.columns, faults.frame[LINE])
    return found


def _is_idle(check: Check, cells: Cells) -> bool:
    text = check.kind == "printed" or (check.kind == "type" and cells.table.field(check.columns[0]).type == "string")
    return text and cells.plain


def _expression(check: Check, cells: Cells, tables: Mapping[str, Cells]) -> pl.Expr:
    if check.reference:
        return dangling(check, tables[check.reference.table].typed.select(check.reference.target))
    return row_fault(check, cells.table.field(check.columns[0]))


def _found(check: Check, expression: pl.Expr, cells: Cells, frame: pl.DataFrame) -> Faults:
    lines = cells.sound(frame, check.columns).filter(expression)[LINE]
    column = check.columns[0] if len(check.columns) == 1 else None
    frame = cells.text.filter(pl.col(LINE).is_in(lines.implode())).select(
        pl.lit(cells.table.name).alias("table"),
        LINE,
        pl.lit(column, dtype=pl.String()).alias("field"),
        (pl.col(column) if column else _row_value(check.columns)).alias("value"),
    )
    return Faults(check, frame)


def _row_value(columns: tuple[str, ...]) -> pl.Expr:
    """The cells of several columns as one text: `start=4, end=2`."""
    return pl.concat_str(
        [pl.format(f"{column}={{}}", pl.col(column).fill_null("")) for column in columns], separator=", "
    )


def _across(check: Check, tables: Mapping[str, Cells]) -> Iterator[Faults]:
    """The faults of a query; one that hangs on a failed cell, and is not there without its row, is none."""
    read = {name: tables[name] for name in check.reads}
    names = set(re.findall(r"\w+", re.sub("'[^']*'", "", check.sql)))
    frame = _execute(check, {name: cells.typed for name, cells in read.items()})
    if not frame.is_empty() and any(names & cells.failed.keys() for cells in read.values()):
        sound = _execute(check, {name: cells.sound(cells.typed, names) for name, cells in read.items()})
        frame = frame.join(sound, on=["table", LINE, "field"], how="semi")
    if not frame.is_empty():
        yield Faults(check, frame)


def _execute(check: Check, frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    try:
        result = pl.SQLContext(frames=dict(frames)).execute(check.sql, eager=True)
        return (
            result.select(FAULT).cast({"line": pl.Int64(), "value": pl.String()}).unique().sort("table", LINE, "field")
        )
    except pl.exceptions.PolarsError as error:
        raise PackageError(f"{check.id}: cannot be run: {error}") from None
