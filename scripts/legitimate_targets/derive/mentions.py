"""What every rule of discrepancy works on: rows as mentions of a subject, each with a variant, and when they differ.

A discrepancy is between articles: it exists when two articles have different sets of variants. All mentions of the
subject that carry the aspect are then its members.
"""

from collections.abc import Mapping

import polars as pl

Tables = Mapping[str, pl.DataFrame]

ROWS = {
    "figures": ("figure_id", "measures", "measure_id"),
    "names": ("name_id", "actors", "actor_id"),
    "quotes": ("quote_id", "utterances", "utterance_id"),
    "reports": ("report_id", "claims", "claim_id"),
}
"""By table: the key of its rows, the table that holds what they are about, and the column that says which."""

APART = "apart"
"""Name of a column that, where a rule needs it, divides the mentions of a subject into those that can be compared."""


def mentions(rows: pl.DataFrame, table: str, variant: str | pl.Expr, apart: pl.Expr | None = None) -> pl.DataFrame:
    """The rows of `table` that have a subject as mentions of it, with `variant` (a column or an expression) as text.

    Columns: subject_table, subject_id, table, row_id, source_id, variant (null: the row has none) and apart.
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
        (pl.lit("") if apart is None else apart.cast(pl.String).fill_null("")).alias(APART),
    )


def measured(tables: Tables) -> pl.DataFrame:
    """The figures, each with the topic and the event of its measure."""
    return tables["figures"].join(tables["measures"].select("measure_id", "topic", "event_id"), on="measure_id")


def differing(mentions: pl.DataFrame) -> pl.DataFrame:
    """The mentions of which two articles have different sets of variants; a null variant counts as one."""
    sets = mentions.group_by("subject_id", APART, "source_id").agg(pl.col("variant").unique().sort())
    return _kept(mentions, sets, pl.col("variant").n_unique() > 1)


def lacking(mentions: pl.DataFrame) -> pl.DataFrame:
    """The mentions of which one article has a variant and another has none in any of its mentions."""
    named = mentions.group_by("subject_id", APART, "source_id").agg(pl.col("variant").is_not_null().any())
    return _kept(mentions, named, pl.col("variant").n_unique() > 1)


def findings(kind: str, aspect: str, members: pl.DataFrame, named: str = "") -> pl.DataFrame:
    """`members` as rows of discrepancies of one kind; `named` tells apart the ids of a kind with several aspects.

    Columns: discrepancy_id, kind, subject_table, subject_id, aspect, table, row_id, source_id, variant.
    """
    start = "-".join(part.replace("_", "-") for part in (kind, named) if part)
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


def _kept(mentions: pl.DataFrame, articles: pl.DataFrame, unlike: pl.Expr) -> pl.DataFrame:
    groups = ("subject_id", APART)
    found = articles.group_by(groups).agg(unlike.alias("unlike")).filter("unlike")
    return mentions.join(found, on=groups, how="semi")
