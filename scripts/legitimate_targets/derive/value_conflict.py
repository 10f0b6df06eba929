"""The rule value_conflict: one quantity, other numbers."""

import polars as pl

from legitimate_targets.derive.amounts import amount
from legitimate_targets.derive.mentions import Tables, differing, findings, measured, mentions

KIND = "value_conflict"
INTERVAL = "interval"
"""The topic of measures of relative time, which relative_time_conflict compares."""


def value_conflict(tables: Tables) -> pl.DataFrame:
    """Figures of one measure that differ in value from article to article: Ryazan lies 180 or 200 km from Moscow.

    From `figures` (value, low, high) and `measures` (topic, which must not be interval). Hedges are not compared:
    "about 180" is 180. Returns findings.
    """
    figures = measured(tables).filter(pl.col("topic") != INTERVAL)
    return findings(KIND, "value", differing(mentions(figures, "figures", amount())))
