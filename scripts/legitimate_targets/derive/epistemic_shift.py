"""The rule epistemic_shift: one claim, held with another certainty or from another distance."""

import polars as pl

from legitimate_targets.derive.mentions import Tables, differing, findings, mentions

KIND = "epistemic_shift"
NO_DISTANCE = ("asserted", "stated")
"""Statuses by which an article puts nothing between itself or its claimant and the claim."""


def epistemic_shift(tables: Tables) -> pl.DataFrame:
    """Reports of one claim with another factuality, or with another status where one of them keeps a distance.

    The strike on Ryazan is claimed, unconfirmed and acknowledged in part. From `reports` (factuality, status).
    Returns findings.
    """
    reports = tables["reports"]
    factuality = differing(mentions(reports, "reports", "factuality"))
    status = differing(mentions(reports, "reports", "status"))
    distant = status.filter(~pl.col("variant").is_in(NO_DISTANCE))
    status = status.join(distant, on="subject_id", how="semi")
    return pl.concat(
        [findings(KIND, "factuality", factuality, named="factuality"), findings(KIND, "status", status, named="status")]
    )
