"""The checks as Pandera schemas, built at run time, for frames that a user has made or changed."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal, overload

import polars as pl
import polars.selectors as cs

from legitimate_targets.checks.check import DAMAGED, EMPTY_ROW, Check
from legitimate_targets.checks.loading import Where, opened, refuse_unknown_engine
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.checks.polars_backend import row_fault
from legitimate_targets.errors import needs_extra
from legitimate_targets.tables.model import Field, Table
from legitimate_targets.tables.types import TYPES

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas
    import pandera.polars

ROW_KINDS = (EMPTY_ROW, DAMAGED, "rule", "order", "length", "hash", "unique")
"""Kinds of check that are expressions: they read several cells or a whole column, or have no name in Pandera."""


@overload
def schema(
    table: str, *, engine: Literal["polars"] = ..., package: Where = ...
) -> "pandera.polars.DataFrameSchema": ...
@overload
def schema(table: str, *, engine: Literal["pandas"], package: Where = ...) -> "pandera.pandas.DataFrameSchema": ...
def schema(table: str, *, engine: str = "polars", package: Where = None) -> object:
    """Return the Pandera schema of one table: types, empty cells, codes, patterns, bounds, row rules, spans and keys.

    Give its `validate` an eager frame with the types that `load` gives, and `lazy=True` to get all faults. A check
    is named by the id that the validator reports (`quotes.span.hash`); what no single table shows (foreign keys,
    rules over several tables) is not in it. `package` is as in `load`.

    Raises PackageError for a table or a package that does not exist, ValueError for an unknown engine, and MissingExtra
    if Pandera or the engine is not installed.
    """
    refuse_unknown_engine(engine)
    found = opened(package)
    found.resource(table)
    plan = read_plan(found)
    with needs_extra("pandas"):
        import_module(engine)
    with needs_extra("schema"):
        pandera = import_module(f"pandera.{engine}")
    return _schema(pandera, plan.tables[table], plan.of(table))


def _schema(pandera: ModuleType, table: Table, checks: tuple[Check, ...]) -> object:
    in_rows = _in_pandas(table) if pandera.__name__ == "pandera.pandas" else _in_polars
    # Pandera would otherwise pass over a row without any value.
    rows = [
        _named(pandera.Check, check, in_rows(fault), ignore_na=False) for check, fault in _row_faults(table, checks)
    ]
    columns = {field.name: _column(pandera, field, checks) for field in table.fields}
    return pandera.DataFrameSchema(columns, checks=rows, strict=True, name=table.name)


def _column(pandera: ModuleType, field: Field, checks: tuple[Check, ...]) -> object:
    """Return the column of a field; one of codes has no type, since codes may be text, an Enum or categories."""
    of_cells = [check for check in checks if check.columns == (field.name,) and check.kind in CELL_CHECKS]
    dtype = None if field.codes else _dtype(pandera, field)
    built = [CELL_CHECKS[check.kind](pandera, check) for check in of_cells]
    return pandera.Column(dtype, built, nullable=not field.required)


def _dtype(pandera: ModuleType, field: Field) -> object:
    return TYPES[field.type].polars if pandera.__name__ == "pandera.polars" else TYPES[field.type].pandas


def _bound(pandera: ModuleType, check: Check) -> object:
    """Return the limit of a check as the engine compares it: pandas cannot compare a date with a column of moments."""
    if isinstance(check.limit, date) and pandera.__name__ == "pandera.pandas":
        return datetime.combine(check.limit, time())
    return check.limit


def _named(make: Callable[..., object], check: Check, *given: object, **named: object) -> object:
    return make(*given, **named, name=check.id, error=check.id, description=check.message)


CELL_CHECKS: Mapping[str, Callable[[ModuleType, Check], object]] = {
    "enum": lambda pandera, check: _named(pandera.Check.isin, check, check.codes),
    "pattern": lambda pandera, check: _named(pandera.Check.str_matches, check, check.pattern),
    "minLength": lambda pandera, check: _named(pandera.Check.str_length, check, min_value=check.limit),
    "maxLength": lambda pandera, check: _named(pandera.Check.str_length, check, max_value=check.limit),
    "minimum": lambda pandera, check: _named(pandera.Check.ge, check, _bound(pandera, check)),
    "maximum": lambda pandera, check: _named(pandera.Check.le, check, _bound(pandera, check)),
}
"""For each kind of check of a single cell: Pandera's own check. Types and empty cells are properties of the column."""


def _row_faults(table: Table, checks: tuple[Check, ...]) -> Iterator[tuple[Check, pl.Expr]]:
    """Yield each check that can be an expression, with the polars expression that is true for a faulty row."""
    for check in checks:
        field = table.field(check.columns[0])
        if check.kind in ROW_KINDS or (check.kind == "type" and field.type == "string"):
            yield check, row_fault(check, field)
        elif check.kind == "type" and field.type == "number":
            yield check, ~pl.col(field.name).is_finite()


def _in_polars(fault: pl.Expr) -> Callable[[Any], pl.LazyFrame]:
    """Return the check of a polars frame, as Pandera calls it; codes are compared as text."""

    def passes(data: Any) -> pl.LazyFrame:
        frame: pl.LazyFrame = data.lazyframe
        return frame.with_columns(cs.enum().cast(pl.String())).select(~fault.fill_null(False))

    return passes


def _in_pandas(table: Table) -> Callable[[pl.Expr], Callable[["pd.DataFrame"], "pd.Series[bool]"]]:
    """Return a function that turns a fault expression into a check of a pandas frame.

    The check converts the frame to polars, so that only one engine interprets the rules.
    """
    with needs_extra("pandas"):
        import pandas as pd

        from legitimate_targets.tables.pandas_frames import to_polars

    def of(fault: pl.Expr) -> Callable[["pd.DataFrame"], "pd.Series[bool]"]:
        read = fault.meta.root_names()

        def passes(frame: "pd.DataFrame") -> "pd.Series[bool]":
            good = to_polars(frame, table, read).select(~fault.fill_null(False)).to_series()
            return pd.Series(good.to_list(), index=frame.index, dtype=bool)

        return passes

    return of
