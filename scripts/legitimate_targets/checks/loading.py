"""Loads tables as typed frames, in polars or in pandas, from wherever a package is."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

import polars as pl

from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.checks.read_table import through_the_gate
from legitimate_targets.checks.report import Report
from legitimate_targets.checks.run import run
from legitimate_targets.datapackage.package import Package, find
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.model import Table

if TYPE_CHECKING:
    import pandas as pd

HELD = ("type", "enum")
"""Kinds of check that a typed frame depends on: a cell that fails them has no place in it."""

ENGINES = ("polars", "pandas")
Where = str | Path | Package | None


@overload
def load(table: str, *, engine: Literal["polars"] = ..., package: Where = ...) -> pl.DataFrame: ...
@overload
def load(table: str, *, engine: Literal["pandas"], package: Where = ...) -> "pd.DataFrame": ...
@overload
def load(table: None = ..., *, engine: Literal["polars"] = ..., package: Where = ...) -> dict[str, pl.DataFrame]: ...
@overload
def load(table: None = ..., *, engine: Literal["pandas"], package: Where = ...) -> "dict[str, pd.DataFrame]": ...
def load(table: str | None = None, *, engine: str = "polars", package: Where = None) -> object:
    """One table by its name, or without a name all tables in a dict, in the order of the package.

    The columns are those of the schema: text, 64-bit integers, floats, dates and, for columns of codes, an Enum
    with all codes of the list; an empty cell is null, and the text "NA" is text. In pandas: `str`, `Int64`,
    `Float64`, `datetime64[s]` and unordered categories. `package` is a folder, a zip or a datapackage.json, by
    default the package that this code came with.

    Raises PackageError for a table or a package that is not there, and for one that a typed frame cannot hold
    without loss, with the place of its first fault; ValueError for an unknown engine.
    """
    refuse_unknown_engine(engine)
    found = opened(package)
    if table is not None:
        found.resource(table)
    plan = read_plan(found)
    names = plan.tables if table is None else [table]
    frames = {name: _in(engine, _frame(found, plan, plan.tables[name]), plan.tables[name]) for name in names}
    return frames if table is None else frames[table]


def opened(package: Where) -> Package:
    """The package itself, or the one found there; raises PackageError when there is none."""
    return package if isinstance(package, Package) else find(package)


def refuse_unknown_engine(engine: str) -> None:
    """Raises ValueError for anything but the two engines."""
    if engine not in ENGINES:
        raise ValueError(f"engine must be one of {', '.join(ENGINES)}, not {engine!r}")


def _frame(package: Package, plan: Plan, table: Table) -> pl.DataFrame:
    """The typed rows of one table; raises PackageError with the first fault that keeps them from being typed."""
    report = Report()
    passed = through_the_gate(package.read(table.path), table, report)
    if passed is not None:
        cells = passed.cells()
        held = Plan({table.name: table}, tuple(check for check in plan.of(table.name) if check.kind in HELD))
        for faults in run(held, {table.name: cells}):
            report.add_faults(faults, held.tables)
    if report.problems:
        raise PackageError(f"cannot be loaded, {len(report.problems)} faults, the first: {report.problems[0]}")
    codes = [pl.col(field.name).cast(pl.Enum(field.codes)) for field in table.fields if field.codes]
    return cells.typed.with_columns(codes).select(table.columns)


def _in(engine: str, frame: pl.DataFrame, table: Table) -> object:
    if engine == "polars":
        return frame
    from legitimate_targets.tables.pandas_frames import to_pandas

    return to_pandas(frame, table)
