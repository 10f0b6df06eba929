"""The rule predicate_drift: one quantity, of which other things are said."""

import polars as pl

from legitimate_targets.derive.mentions import Tables, differing, findings, mentions

KIND = "predicate_drift"


def predicate_drift(tables: Tables) -> pl.DataFrame:
    """Figures of one measure with another predicate: intercepted, or intercepted or jammed; pledged, or ready.

    From `figures` (predicate). Returns findings.
    """
    return findings(KIND, "predicate", differing(mentions(tables["figures"], "figures", "predicate")))
