"""Runs the plan on polars frames: level by level, each check over the rows that earlier levels left sound."""

import re
from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from legitimate_targets.checks.cells import Cells, Failures, Faults
from legitimate_targets.checks.check import EMPTY_ROW, LEVELS, NOTE, Check
from legitimate_targets.checks.fast_path import MANY_ROWS, WRITTEN_KINDS, can_fail, possible_repetitions, suspicious
from legitimate_targets.checks.polars_backend import (
    Reasons,
    evidence_missing,
    evidence_unneeded,
    evidence_verbatim,
    not_in_target,
    reasons_of,
    row_fault,
    run_queries,
)
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.csv_io import LINE

ROW_KINDS = tuple(kind for level in LEVELS for kind in level)
"""Kinds of check on the rows of one table."""

EVIDENCE_KINDS = ("evidence_missing", "evidence_unneeded", "evidence_verbatim")
"""Kinds of check that read several cells but report one; none of these cells counts as failed."""

MOST_JOINED_ROWS = 4000
"""Below this many rows, over all tables that the queries read, no join of the project's own queries takes long."""

Failing = tuple[Check, pl.Series]
"""A check and the lines that fail it, at least one, in order."""

Tables = Mapping[str, Cells]


def run(
    checks: Iterable[Check], tables: Tables, failures: Failures | None = None, *, untrusted: bool = False
) -> Iterator[Faults]:
    """Yield the faults of every check whose tables are all in `tables`, and add them to `failures`.

    `checks` are those of a plan; checks whose kind is neither in `LEVELS` nor `across` are skipped. `untrusted` is True
    for any package but the project's own. Raises PackageError for SQL that cannot be run, and LimitExceeded if the
    queries of an untrusted package take too long.
    """
    failures = failures or Failures()
    possible = [check for check in checks if needed_tables(check) <= tables.keys()]
    reasons = reasons_of(tables)
    failed = [found for cells in tables.values() for found in _failing(possible, cells, tables, reasons, failures)]
    for level in LEVELS:
        for check, lines in failed:
            if check.kind in level:
                yield from _first_faults(check, lines, tables, failures)
    queries = [check for check in possible if check.kind == "across"]
    found = list(_query_faults(queries, tables, failures, untrusted))
    for faults in found:
        for table, line, column in faults.frame.select("table", LINE, "field").iter_rows():
            failures.add(table, (column,), pl.Series([line]))
    yield from found


def needed_tables(check: Check) -> set[str]:
    """Return the names of the tables that a check cannot do without."""
    target = {check.reference.table} if check.reference else set()
    return {check.table, *check.reads} - {""} | target


def _failing(
    checks: list[Check], cells: Cells, tables: Tables, reasons: Reasons, failures: Failures
) -> Iterator[Failing]:
    """Yield the checks of one table that at least one row fails, before precedence is applied."""
    own = [check for check in checks if check.table == cells.table.name]
    by_order = ("unique",) if cells.typed.height > MANY_ROWS else ()
    written = [check for check in own if check.kind in WRITTEN_KINDS]
    keys = [check for check in own if check.kind in by_order]
    others = [check for check in own if check.kind in ROW_KINDS and check.kind not in (*WRITTEN_KINDS, *by_order)]
    yield from _ill_written(written, cells)
    asked = [(check, _fault(check, cells, tables, reasons, failures)) for check in others]
    yield from _failing_rows(cells.typed, asked, cells)
    for check in keys:
        rows = possible_repetitions(check, cells)
        yield from _if_any(check, rows.filter(row_fault(check, cells.table.field(check.columns[0])))[LINE])


def _ill_written(checks: list[Check], cells: Cells) -> Iterator[Failing]:
    """Apply the exact grammar, which is slow, only to the few suspicious cells."""
    asked = [
        (check, suspicious(check, cells.table.field(check.columns[0]), ascii=cells.ascii, printable=cells.printable))
        for check in checks
        if can_fail(check, cells)
    ]
    for check, lines in _failing_rows(cells.with_types(), asked, cells) if asked else ():
        exact = row_fault(check, cells.table.field(check.columns[0]))
        yield from _if_any(check, cells.rows(lines, check.columns).filter(exact)[LINE])


def _fault(check: Check, cells: Cells, tables: Tables, reasons: Reasons, failures: Failures) -> pl.Expr:
    """Return the expression that is true for a row of typed cells that fails a check, which may read other tables."""
    if check.reference:
        return not_in_target(check, tables[check.reference.table].typed.select(check.reference.target))
    if check.kind == "evidence_missing":
        return evidence_missing(check, reasons)
    if check.kind == "evidence_unneeded":
        return evidence_unneeded(check, tables, failures)
    if check.kind == "evidence_verbatim":
        return evidence_verbatim(check, tables, failures)
    return row_fault(check, cells.table.field(check.columns[0]))


def _failing_rows(frame: pl.DataFrame, asked: list[tuple[Check, pl.Expr]], cells: Cells) -> Iterator[Failing]:
    """Evaluate all these conditions in one pass over the frame."""
    try:
        answers = frame.select(pl.col(LINE).filter(fault).implode().alias(check.id) for check, fault in asked)
    except pl.exceptions.PolarsError as error:
        ids = ", ".join(check.id for check, _ in asked if check.sql)
        raise PackageError(f"{cells.table.schema}: {ids}: cannot be run: {error}") from None
    for check, _ in asked:
        yield from _if_any(check, answers[check.id].item())


def _if_any(check: Check, lines: pl.Series) -> Iterator[Failing]:
    if not lines.is_empty():
        yield check, lines


def _first_faults(check: Check, lines: pl.Series, tables: Tables, failures: Failures) -> Iterator[Faults]:
    """Yield the faults in rows whose cells have not failed before; their cells then count as failed."""
    cells = tables[check.table]
    lines = _sound_lines(check, lines, tables, failures)
    if lines.is_empty():
        return
    of_cell = len(check.columns) == 1 or check.kind in EVIDENCE_KINDS
    column = check.columns[0] if of_cell else None
    faults = cells.rows(lines, check.columns).select(
        pl.lit(cells.table.name).alias("table"),
        LINE,
        pl.lit(column, dtype=pl.String()).alias("field"),
        _shown_value(check).alias("value"),
    )
    if check.kind not in (NOTE, *EVIDENCE_KINDS):
        failures.add(check.table, check.columns, lines)
    yield Faults(check, faults)


def _sound_lines(check: Check, lines: pl.Series, tables: Tables, failures: Failures) -> pl.Series:
    """Return the failing lines whose cells have not failed before.

    Whether a key repeats, evidence is for an empty cell, or a cell is the words of its evidence, depends on other rows:
    that is checked again without the rows that have failed.
    """
    cells = tables[check.table]
    failed = failures.lines(check.table, check.columns)
    if check.kind in ("evidence_unneeded", "evidence_verbatim") or (check.kind == "unique" and failed is not None):
        rows = failures.sound(check.table, cells.typed.select(LINE, *check.columns), check.columns)
        return rows.filter(_fault(check, cells, tables, {}, failures))[LINE]
    return lines if failed is None else lines.filter(~lines.is_in(failed.implode()))


def _shown_value(check: Check) -> pl.Expr:
    """Return what is shown of a fault: the cell, the key of the row that lacks a reason, or all cells compared."""
    if check.kind == EMPTY_ROW:
        return pl.lit(None, dtype=pl.String())
    if check.kind == "evidence_missing":
        return pl.col(check.columns[-1])
    if check.kind in EVIDENCE_KINDS or len(check.columns) == 1:
        return pl.col(check.columns[0])
    shown = [pl.format(f"{column}={{}}", pl.col(column).fill_null("")) for column in check.columns]
    return pl.concat_str(shown, separator=", ")


def _query_faults(queries: list[Check], tables: Tables, failures: Failures, untrusted: bool) -> Iterator[Faults]:
    """Yield the faults of queries, without those that a query reports only because of a cell that failed already."""
    whole = {name: cells.typed for name, cells in tables.items()}
    for check, frame in zip(queries, _execute(queries, whole, untrusted), strict=True):
        if frame.is_empty():
            continue
        words = set(re.findall(r"\w+", re.sub("'[^']*'", "", check.sql)))
        if any(words & failures.columns(name) for name in check.reads):
            sound = {name: failures.sound(name, tables[name].typed, words) for name in check.reads}
            frame = frame.join(_execute([check], sound, untrusted)[0], on=["table", LINE, "field"], how="semi")
        if not frame.is_empty():
            yield Faults(check, frame.unique().sort("table", LINE, "field"))


def _execute(queries: list[Check], frames: Mapping[str, pl.DataFrame], untrusted: bool) -> list[pl.DataFrame]:
    """Return the results of all queries.

    For an untrusted package that has queries of its own, or many rows, they run in a child process.
    """
    asked = [(check.id, check.sql) for check in queries]
    words = {word for check in queries for word in re.findall(r"\w+", check.sql)}
    frames = {name: frame for name, frame in frames.items() if name in words}
    many = sum(map(len, frames.values())) > MOST_JOINED_ROWS
    if untrusted and (many or any(check.untrusted for check in queries)):
        from legitimate_targets.checks.sandbox import run_queries_in_subprocess

        return run_queries_in_subprocess(asked, frames)
    return run_queries(asked, frames)
