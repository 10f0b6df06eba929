"""What the tests of derived tables share: the project's tables, variations of them, and the findings of the rules."""

from collections.abc import Callable
from functools import cache

import polars as pl

from legitimate_targets import load
from legitimate_targets.derive.discrepancies import all_findings
from legitimate_targets.derive.mentions import Tables

Rule = Callable[[Tables], pl.DataFrame]


@cache
def tables() -> Tables:
    """Return the tables of the project by name."""
    return load()


def without(table: str, *keys: str) -> Tables:
    """Return the project's tables with the rows of these keys left out of `table`."""
    frame = tables()[table]
    return {**tables(), table: frame.filter(~pl.col(frame.columns[0]).is_in(keys))}


def altered(table: str, key: str, **cells: object) -> Tables:
    """Return the project's tables with these cells in one row of `table`."""
    frame = tables()[table]
    row = pl.col(frame.columns[0]) == key
    columns = [
        pl.when(row).then(pl.lit(value).cast(frame.schema[name])).otherwise(name).alias(name)
        for name, value in cells.items()
    ]
    return {**tables(), table: frame.with_columns(columns)}


def variants(discrepancy: str, of: Tables | None = None, rule: Rule = all_findings) -> dict[str, str | None]:
    """Return the members of a discrepancy by their keys, each with its variant; empty if there is no such finding."""
    members = rule(of or tables()).filter(pl.col("discrepancy_id") == discrepancy)
    return dict(members.select("row_id", "variant").iter_rows())


def by_article(discrepancy: str) -> dict[str, set[str | None]]:
    """Return the variants of a discrepancy by article."""
    members = all_findings(tables()).filter(pl.col("discrepancy_id") == discrepancy)
    return {source: set(values) for source, values in members.group_by("source_id").agg("variant").iter_rows()}
