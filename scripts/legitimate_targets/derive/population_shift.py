"""The rule population_shift: one event and topic, other populations counted."""

import polars as pl

from legitimate_targets.derive.mentions import Tables, differing, findings, measured, mentions

KIND = "population_shift"


def population_shift(tables: Tables) -> pl.DataFrame:
    """Figures of one topic and event of which articles count other populations: military casualties, or people killed.

    From `measures` (topic, event_id, counted: the population, however the single figure words it) and `figures`.
    The subject is the event; measures of different topics are not compared. Returns findings.
    """
    populations = tables["measures"].select("measure_id", population="counted")
    figures = measured(tables).join(populations, on="measure_id").filter(pl.col("event_id").is_not_null())
    of_events = mentions(figures, "figures", "population", apart=pl.col("topic"))
    events = figures.select(pl.col("figure_id").alias("row_id"), "event_id")
    subjects = of_events.join(events, on="row_id").with_columns(
        pl.lit("events").alias("subject_table"), pl.col("event_id").alias("subject_id")
    )
    return findings(KIND, "population", differing(subjects))
