"""How an amount is written: the values that a figure's words allow, as one short text."""

import polars as pl

from legitimate_targets.tables.cell_text import number_as_text


def amount() -> pl.Expr:
    """The values that a row of figures allows, as text: `180`, `1+` (from 1 on), `-9` (up to 9), `1-9`."""
    return pl.struct("value", "low", "high").map_batches(_written, return_dtype=pl.String())


def _written(rows: pl.Series) -> pl.Series:
    return pl.Series([_allowed(**row) for row in rows], dtype=pl.String())


def _allowed(value: float | None, low: float | None, high: float | None) -> str:
    if value is not None:
        return number_as_text(value)
    start, end = ("" if bound is None else number_as_text(bound) for bound in (low, high))
    return f"{start}-{end}" if end else f"{start}+"
