"""Derives the table ranges: how far apart the figures of each measure lie, and how many origins they have."""

import polars as pl

from legitimate_targets.derive.mentions import Tables

NEGATED = "negated"


def ranges(tables: Tables) -> pl.DataFrame:
    """Return the table ranges: one row per measure that has a figure.

    Reads `figures` (value, low, high, qualifier, claimant_id, source_id) and `measures` (unit). `lowest` or `highest`
    is null if a figure sets no bound on that side. A negated number says what the amount is not, so it neither sets
    a bound nor leaves one open. `origins` counts distinct claimants, since ten articles that repeat one ministry have
    one origin; `unattributed` counts the figures in an article's own voice.
    """
    low, high = _bounds("low"), _bounds("high")
    claimants = pl.col("claimant_id")
    by_measure = tables["figures"].group_by("measure_id").agg(
        pl.when(low.null_count() == 0).then(low.min()).alias("lowest"),
        pl.when(high.null_count() == 0).then(high.max()).alias("highest"),
        pl.len().alias("figures"),
        pl.col("source_id").n_unique().alias("articles"),
        claimants.drop_nulls().n_unique().alias("origins"),
        claimants.null_count().alias("unattributed"),
    )  # fmt: skip
    return by_measure.join(tables["measures"].select("measure_id", "unit"), on="measure_id")


def _bounds(side: str) -> pl.Expr:
    """Return the bounds that all figures but the negated ones set on one side; a single number is its own bound."""
    is_single = pl.col("low").is_null() & pl.col("high").is_null()
    return pl.when(is_single).then("value").otherwise(side).filter(pl.col("qualifier") != NEGATED)
