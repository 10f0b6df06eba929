"""The rule claimant_shift: articles give one figure or claim to other claimants."""

import polars as pl

from legitimate_targets.derive.mentions import Tables, differing, findings, mentions

KIND = "claimant_shift"


def claimant_shift(tables: Tables) -> pl.DataFrame:
    """Figures of one measure and reports of one claim that articles give to other claimants: Macron, or the leaders.

    From `figures` and `reports` (claimant_id); what stands in an article's own voice is not compared. Returns findings.
    """
    return pl.concat([_shift(tables, "figures", "measure"), _shift(tables, "reports", "claim")])


def _shift(tables: Tables, table: str, named: str) -> pl.DataFrame:
    given = tables[table].filter(pl.col("claimant_id").is_not_null())
    return findings(KIND, "claimant_id", differing(mentions(given, table, "claimant_id")), named=named)
