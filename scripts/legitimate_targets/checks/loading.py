"""Loads tables as typed frames, in polars or in pandas, from wherever a package is."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

import polars as pl

from legitimate_targets.checks.cells import Reader
from legitimate_targets.checks.from_schema import field_checks
from legitimate_targets.checks.run import run
from legitimate_targets.datapackage.package import Package, Resource, find
from legitimate_targets.errors import PackageError, counted, needs_extra
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.read_schema import read_table

if TYPE_CHECKING:
    import pandas as pd

HELD = ("type", "enum")
"""Kinds of check that a typed frame depends on: it has no place for a cell that fails them."""

ENGINES = ("polars", "pandas")
Where = str | Path | Package | None
"""A package, or the place of one; None for the package that this code came with."""


@overload
def load(table: str, *, engine: Literal["polars"] = ..., package: Where = ...) -> pl.DataFrame: ...
@overload
def load(table: str, *, engine: Literal["pandas"], package: Where = ...) -> "pd.DataFrame": ...
@overload
def load(table: None = ..., *, engine: Literal["polars"] = ..., package: Where = ...) -> dict[str, pl.DataFrame]: ...
@overload
def load(table: None = ..., *, engine: Literal["pandas"], package: Where = ...) -> "dict[str, pd.DataFrame]": ...
def load(table: str | None = None, *, engine: str = "polars", package: Where = None) -> object:
    """Return one table by its name, or without a name all tables in a dict, in the order of the package.

    The columns are those of the schema: text, 64-bit integers, floats, dates and, for columns of codes, an Enum
    with all codes of the list; an empty cell is null, and the text "NA" is text. In pandas: `str`, `Int64`,
    `Float64`, `datetime64[s]` and unordered categories. `package` is a folder, a zip or a datapackage.json, by
    default the package that this code came with. To load one table, only the index, that table's schema and its CSV
    are read.

    Raises PackageError for a table or a package that does not exist, and for a table that a typed frame cannot
    hold without loss, with the place of its first fault; ValueError for an unknown engine; MissingExtra if pandas is
    asked for and not installed.
    """
    refuse_unknown_engine(engine)
    found = opened(package)
    resources = found.resources if table is None else (found.resource(table),)
    frames = {resource.name: _load_one(found, resource, engine) for resource in resources}
    return frames if table is None else frames[table]


def opened(package: Where) -> Package:
    """Return the package itself, or the one found at a place; raise PackageError if there is none."""
    return package if isinstance(package, Package) else find(package)


def refuse_unknown_engine(engine: str) -> None:
    """Raise ValueError for anything but the two engines."""
    if engine not in ENGINES:
        raise ValueError(f"engine must be one of {', '.join(ENGINES)}, not {engine!r}")


def _load_one(package: Package, resource: Resource, engine: str) -> object:
    table = read_table(package, resource)
    frame = _typed_frame(package, table)
    if engine == "polars":
        return frame
    with needs_extra("pandas"):
        from legitimate_targets.tables.pandas_frames import to_pandas

    return to_pandas(frame, table)


def _typed_frame(package: Package, table: Table) -> pl.DataFrame:
    """Return the typed rows of one table; raise PackageError with the first fault that keeps them from being typed."""
    reader = Reader()
    cells = reader.cells(package.files, table)
    problems = reader.problems
    if cells is not None:
        checks = [check for field in table.fields for check in field_checks(table, field) if check.kind in HELD]
        for faults in run(checks, {table.name: cells}):
            problems += faults.problems({table.name: table})
    if cells is None or problems:
        raise PackageError(f"cannot be loaded: {counted(len(problems), 'fault')}; the first: {problems[0]}")
    codes = [pl.col(field.name).cast(pl.Enum(field.codes)) for field in table.fields if field.codes]
    return cells.typed.with_columns(codes).select(table.columns)
