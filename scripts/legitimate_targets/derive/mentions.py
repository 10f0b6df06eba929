"""Turns rows into mentions of a subject, each with a variant, and finds the subjects on which articles differ.

Every rule of discrepancy works on mentions. A discrepancy is a difference between articles: it exists when two
articles have different sets of variants. Its members are all mentions of the subject that the rule compares.
"""

from collections.abc import Mapping

import polars as pl

from legitimate_targets.tables.cell_text import number_as_text

Tables = Mapping[str, pl.DataFrame]
"""The typed tables of a package by name."""

ROWS = {
    "figures": ("figure_id", "measures", "measure_id"),
    "names": ("name_id", "actors", "actor_id"),
    "quotes": ("quote_id", "utterances", "utterance_id"),
    "reports": ("report_id", "claims", "claim_id"),
}
"""For each table: the key of its rows, the table of their subjects, and the column that names the subject."""

GROUP = "group"
"""The column that divides the mentions of one subject into groups; only mentions of the same group are compared."""


def mentions(rows: pl.DataFrame, table: str, variant: str | pl.Expr, group: pl.Expr | None = None) -> pl.DataFrame:
    """Return one mention per row of `table` that has a subject.

    `variant` is a column or an expression; `group` is an expression, and without one all mentions are in one group.
    The columns are subject_table, subject_id, table, row_id, source_id, variant (text; null if the row has none)
    and group (text).
    """
    key, subject_table, subject_id = ROWS[table]
    value = pl.col(variant) if isinstance(variant, str) else variant
    return rows.filter(pl.col(subject_id).is_not_null()).select(
        pl.lit(subject_table).alias("subject_table"),
        pl.col(subject_id).alias("subject_id"),
        pl.lit(table).alias("table"),
        pl.col(key).alias("row_id"),
        "source_id",
        value.cast(pl.String).alias("variant"),
        (pl.lit("") if group is None else group.cast(pl.String).fill_null("")).alias(GROUP),
    )


def differing(mentions: pl.DataFrame) -> pl.DataFrame:
    """Return the mentions in groups where two articles have different sets of variants; null counts as a variant."""
    by_article = mentions.group_by("subject_id", GROUP, "source_id").agg(pl.col("variant").unique().sort())
    return _in_varied_groups(mentions, by_article)


def missing_in_some(mentions: pl.DataFrame) -> pl.DataFrame:
    """Return the mentions in groups where one article has a variant and another has none in any of its mentions."""
    by_article = mentions.group_by("subject_id", GROUP, "source_id").agg(pl.col("variant").is_not_null().any())
    return _in_varied_groups(mentions, by_article)


def _in_varied_groups(mentions: pl.DataFrame, by_article: pl.DataFrame) -> pl.DataFrame:
    """Return the mentions in groups for which `by_article` does not hold the same value for every article."""
    groups = ("subject_id", GROUP)
    varied = by_article.group_by(groups).agg(pl.col("variant").n_unique()).filter(pl.col("variant") > 1)
    return mentions.join(varied, on=groups, how="semi")


def findings(kind: str, aspect: str, members: pl.DataFrame, id_part: str = "") -> pl.DataFrame:
    """Return mentions as members of discrepancies of one kind and aspect.

    An id is made of the kind, `id_part` and the subject; `id_part` is needed when a kind has several aspects or kinds
    of subject. The columns are discrepancy_id, kind, subject_table, subject_id, aspect, table, row_id, source_id and
    variant.
    """
    start = "-".join(part.replace("_", "-") for part in (kind, id_part) if part)
    return members.select(
        pl.format(f"{start}-{{}}", "subject_id").alias("discrepancy_id"),
        pl.lit(kind).alias("kind"),
        "subject_table",
        "subject_id",
        pl.lit(aspect).alias("aspect"),
        "table",
        "row_id",
        "source_id",
        "variant",
    )


def with_measures(figures: pl.DataFrame, measures: pl.DataFrame) -> pl.DataFrame:
    """Return each figure with the topic, the event and the population (`population`) of its measure."""
    columns = ("measure_id", "topic", "event_id", pl.col("counted").alias("population"))
    return figures.join(measures.select(columns), on="measure_id")


def amount() -> pl.Expr:
    """Return the values that a figure allows, as text: `180`, `1+` (1 or more), `-9` (up to 9), `1-9`.

    The expression reads the columns value, low and high.
    """
    return pl.struct("value", "low", "high").map_batches(_amounts, return_dtype=pl.String())


def _amounts(rows: pl.Series) -> pl.Series:
    return pl.Series([_amount(**row) for row in rows], dtype=pl.String())


def _amount(value: float | None, low: float | None, high: float | None) -> str:
    if value is not None:
        return number_as_text(value)
    start, end = ("" if bound is None else number_as_text(bound) for bound in (low, high))
    return f"{start}-{end}" if end else f"{start}+"
