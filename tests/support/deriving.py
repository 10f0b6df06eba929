"""What the tests of derived tables share: the project's tables, the same with a row changed, and findings."""

from collections.abc import Callable
from functools import cache

import polars as pl

from legitimate_targets import load
from legitimate_targets.derive.discrepancies import found
from legitimate_targets.derive.mentions import Tables

Rule = Callable[[Tables], pl.DataFrame]


@cache
def tables() -> Tables:
    """The tables of the project, by name."""
    return load()


def without(table: str, *keys: str) -> Tables:
    """The project's tables, of which `table` lacks the rows with these keys."""
    frame = tables()[table]
    return {**tables(), table: frame.filter(~pl.col(frame.columns[0]).is_in(keys))}


def altered(table: str, key: str, **cells: object) -> Tables:
    """The project's tables with other cells in one row."""
    frame = tables()[table]
    row = pl.col(frame.columns[0]) == key
    columns = [
        pl.when(row).then(pl.lit(value).cast(frame.schema[name])).otherwise(name).alias(name)
        for name, value in cells.items()
    ]
    return {**tables(), table: frame.with_columns(columns)}


def variants(discrepancy: str, of: Tables | None = None, rule: Rule = found) -> dict[str, str | None]:
    """The members of a discrepancy with their variants, by their keys; empty when it is not found."""
    members = rule(of or tables()).filter(pl.col("discrepancy_id") == discrepancy)
    return dict(members.select("row_id", "variant").iter_rows())


def by_article(discrepancy: str) -> dict[str, set[str | None]]:
    """The variants of a discrepancy by article."""
    members = found(tables()).filter(pl.col("discrepancy_id") == discrepancy).group_by("source_id").agg("variant")
    return {source: set(values) for source, values in members.iter_rows()}
