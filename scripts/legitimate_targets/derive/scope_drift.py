"""The rule scope_drift: one claim about other troops, or about another time."""

import polars as pl

from legitimate_targets.derive.mentions import Tables, differing, findings, mentions

KIND = "scope_drift"


def scope_drift(tables: Tables) -> pl.DataFrame:
    """Reports of one claim with another scope (foreign or Western troops) or timing (during hostilities, post-war).

    From `reports` (scope, timing); a report without scope, or without timing, says nothing of it and is not
    compared. Returns findings.
    """
    return pl.concat([_drift(tables["reports"], "scope"), _drift(tables["reports"], "timing")])


def _drift(reports: pl.DataFrame, aspect: str) -> pl.DataFrame:
    stated = reports.filter(pl.col(aspect).is_not_null())
    return findings(KIND, aspect, differing(mentions(stated, "reports", aspect)), named=aspect)
