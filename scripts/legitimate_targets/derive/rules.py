"""The rule claimant_dropped: one article says whose figure or claim it is, another gives it in its own voice."""

import polars as pl

from legitimate_targets.derive.mentions import Tables, findings, lacking, mentions

KIND = "claimant_dropped"


def claimant_dropped(tables: Tables) -> pl.DataFrame:
    """Figures of one measure and reports of one claim with a claimant in one article and with none in another.

    From `figures` and `reports` (claimant_id). An article that names a claimant once has not dropped it elsewhere.
    Returns findings; a null variant is the article's own voice.
    """
    measures = lacking(mentions(tables["figures"], "figures", "claimant_id"))
    claims = lacking(mentions(tables["reports"], "reports", "claimant_id"))
    return pl.concat(
        [findings(KIND, "claimant_id", measures, named="measure"), findings(KIND, "claimant_id", claims, named="claim")]
    )
