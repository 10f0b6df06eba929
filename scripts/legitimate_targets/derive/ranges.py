"""Derives the table ranges: how far the figures of each measure lie apart, and how many stand behind them."""

import polars as pl

from legitimate_targets.derive.mentions import Tables

NEGATED = "negated"


def ranges(tables: Tables) -> pl.DataFrame:
    """The rows of the table ranges, one a measure that has a figure.

    From `figures` (value, low, high, qualifier, claimant_id, source_id) and `measures` (unit). `lowest` and `highest`
    are null where a figure sets no bound on that side; a negated number, which says what it is not, sets none and
    opens none. `origins` counts the distinct claimants, since ten articles that repeat one ministry are one origin;
    `unattributed` counts the figures in an article's own voice.
    """
    low, high = _bounds("low"), _bounds("high")
    claimants = pl.col("claimant_id")
    counted = tables["figures"].group_by("measure_id").agg(
        pl.when(low.null_count() == 0).then(low.min()).alias("lowest"),
        pl.when(high.null_count() == 0).then(high.max()).alias("highest"),
        pl.len().alias("figures"),
        pl.col("source_id").n_unique().alias("articles"),
        claimants.drop_nulls().n_unique().alias("origins"),
        claimants.null_count().alias("unattributed"),
    )  # fmt: skip
    return counted.join(tables["measures"].select("measure_id", "unit"), on="measure_id")


def _bounds(side: str) -> pl.Expr:
    """The bound that each figure but a negated one sets on one side; the number itself where it has no range."""
    bare = pl.col("low").is_null() & pl.col("high").is_null()
    return pl.when(bare).then("value").otherwise(side).filter(pl.col("qualifier") != NEGATED)
