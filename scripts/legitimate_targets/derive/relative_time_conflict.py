"""The rule relative_time_conflict: one interval, other lengths."""

import polars as pl

from legitimate_targets.derive.amounts import amount
from legitimate_targets.derive.mentions import Tables, differing, findings, measured, mentions
from legitimate_targets.derive.value_conflict import INTERVAL

KIND = "relative_time_conflict"


def relative_time_conflict(tables: Tables) -> pl.DataFrame:
    """Figures of one measure of the topic interval that differ: the warning came hours or a day after the pledge.

    From `figures` (value, low, high, in hours) and `measures` (topic). Returns findings.
    """
    figures = measured(tables).filter(pl.col("topic") == INTERVAL)
    return findings(KIND, "timing", differing(mentions(figures, "figures", amount())))
