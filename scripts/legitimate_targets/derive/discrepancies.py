"""Derives the tables discrepancies and discrepancy_members from the findings of all rules."""

from collections.abc import Callable

import polars as pl

from legitimate_targets.derive import rules
from legitimate_targets.derive.mentions import Tables
from legitimate_targets.derive.rendering import rendering_variant

RULES: tuple[Callable[[Tables], pl.DataFrame], ...] = (
    rules.attribution_truncated,
    rules.claimant_dropped,
    rules.claimant_shift,
    rules.denominator_conflation,
    rules.epistemic_shift,
    rules.name_variant,
    rules.population_shift,
    rules.predicate_drift,
    rules.relative_time_conflict,
    rendering_variant,
    rules.scope_drift,
    rules.value_conflict,
)
"""The rules of discrepancy; the name of each is its kind."""


def all_findings(tables: Tables) -> pl.DataFrame:
    """Return the findings of all rules, one row per member; for the columns see mentions.findings."""
    return pl.concat(rule(tables) for rule in RULES)


def discrepancies(tables: Tables) -> pl.DataFrame:
    """Return the table discrepancies: one row per discrepancy, with its numbers of articles and of variants."""
    return (
        all_findings(tables)
        .group_by("discrepancy_id", "kind", "subject_table", "subject_id", "aspect")
        .agg(pl.col("source_id").n_unique().alias("articles"), pl.col("variant").n_unique().alias("variants"))
    )


def discrepancy_members(tables: Tables) -> pl.DataFrame:
    """Return the table discrepancy_members: one row per row that takes part in a discrepancy, with its variant."""
    return all_findings(tables).select("discrepancy_id", "table", "row_id", "source_id", "variant")
