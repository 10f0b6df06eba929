"""The rule denominator_conflation: one quantity and number, said of other things."""

import polars as pl

from legitimate_targets.derive.amounts import amount
from legitimate_targets.derive.mentions import Tables, differing, findings, measured, mentions

KIND = "denominator_conflation"


def denominator_conflation(tables: Tables) -> pl.DataFrame:
    """Figures of one measure and one value that count other things: 157 drones, or 157 drones and missiles.

    From `figures` (value, low, high, counted). Only figures of the same value are compared. Returns findings.
    """
    members = differing(mentions(measured(tables), "figures", "counted", apart=amount()))
    return findings(KIND, "counted", members)
