"""Derives the tables discrepancies and discrepancy_members: what all rules of discrepancy find."""

from collections.abc import Callable

import polars as pl

from legitimate_targets.derive.attribution_truncated import attribution_truncated
from legitimate_targets.derive.claimant_shift import claimant_shift
from legitimate_targets.derive.denominator_conflation import denominator_conflation
from legitimate_targets.derive.epistemic_shift import epistemic_shift
from legitimate_targets.derive.mentions import Tables
from legitimate_targets.derive.name_variant import name_variant
from legitimate_targets.derive.population_shift import population_shift
from legitimate_targets.derive.predicate_drift import predicate_drift
from legitimate_targets.derive.relative_time_conflict import relative_time_conflict
from legitimate_targets.derive.rendering import rendering_variant
from legitimate_targets.derive.rules import claimant_dropped
from legitimate_targets.derive.scope_drift import scope_drift
from legitimate_targets.derive.value_conflict import value_conflict

RULES: tuple[Callable[[Tables], pl.DataFrame], ...] = (
    attribution_truncated,
    claimant_dropped,
    claimant_shift,
    denominator_conflation,
    epistemic_shift,
    name_variant,
    population_shift,
    predicate_drift,
    relative_time_conflict,
    rendering_variant,
    scope_drift,
    value_conflict,
)
"""The rules of discrepancy; the name of each is its kind."""


def found(tables: Tables) -> pl.DataFrame:
    """The findings of all rules, one row a member; for the columns see mentions.findings."""
    return pl.concat([rule(tables) for rule in RULES])


def discrepancies(tables: Tables) -> pl.DataFrame:
    """The rows of the table discrepancies: one a discrepancy, with how many articles take part in how many variants."""
    return (
        found(tables)
        .group_by("discrepancy_id", "kind", "subject_table", "subject_id", "aspect")
        .agg(pl.col("source_id").n_unique().alias("articles"), pl.col("variant").n_unique().alias("variants"))
    )


def discrepancy_members(tables: Tables) -> pl.DataFrame:
    """The rows of the table discrepancy_members: one a row that takes part in a discrepancy, with its variant."""
    return found(tables).select("discrepancy_id", "table", "row_id", "source_id", "variant")
