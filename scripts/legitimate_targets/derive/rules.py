"""Finds the discrepancies between articles: one function per rule, named after the kind that it finds.

Every rule takes the typed tables and returns one row per member of a discrepancy; mentions.findings lists the columns.
"""

import polars as pl

from legitimate_targets.derive.mentions import (
    ROWS,
    Tables,
    amount,
    differing,
    findings,
    mentions,
    missing_in_some,
    with_measures,
)

INTERVAL = "interval"
"""The topic of measures of relative time, which relative_time_conflict compares and value_conflict does not."""

NO_DISTANCE = ("asserted", "stated")
"""The statuses with which an article does not distance itself from a claim."""

PERSON = "person"
OUTLET = "outlet"
ARROW = " -> "
SUBJECTS = {"figures": "measure", "quotes": "utterance", "reports": "claim"}
"""What a row of each table is about, as the ids of discrepancies name it."""


def attribution_truncated(tables: Tables) -> pl.DataFrame:
    """Find figures, quotes and reports whose attribution chain names an outlet in one article and none in another.

    For example, one article credits Argumenty i Fakty and another credits AP for words that others quote without an
    outlet. Reads `attributions` and `actors` (actor_type). Two chains are compared only if their first actor that is
    not an outlet is the same: another speaker's chain is a different chain. A variant is the outlets of the chain in
    order, or null if it has none.
    """
    return pl.concat(_truncated(tables, table, subject) for table, subject in SUBJECTS.items())


def _truncated(tables: Tables, table: str, subject: str) -> pl.DataFrame:
    chains = _chains(tables["attributions"], tables["actors"], table)
    rows = tables[table].join(chains, left_on=ROWS[table][0], right_on="row_id", how="left")
    members = missing_in_some(mentions(rows, table, "outlets", group=pl.col("origin")))
    return findings("attribution_truncated", "chain", members, id_part=subject)


def _chains(attributions: pl.DataFrame, actors: pl.DataFrame, table: str) -> pl.DataFrame:
    """Return, per row_id, `outlets` (in order, null without any) and `origin`, the first that is not an outlet."""
    hops = attributions.filter(pl.col("table").cast(pl.String) == table, pl.col("actor_id").is_not_null())
    typed = hops.join(actors.select("actor_id", "actor_type"), on="actor_id").sort("row_id", "hop")
    outlet = pl.col("actor_type") == OUTLET
    chains = typed.group_by("row_id", maintain_order=True).agg(
        pl.col("actor_id").filter(outlet).str.join(ARROW).alias("outlets"),
        pl.col("actor_id").filter(~outlet).first().alias("origin"),
    )
    return chains.with_columns(pl.col("outlets").replace("", None))


def claimant_dropped(tables: Tables) -> pl.DataFrame:
    """Find figures of one measure and reports of one claim that have a claimant in one article and none in another.

    Reads `figures` and `reports` (claimant_id). An article that names a claimant once has not dropped it in its other
    rows. A variant is the claimant, or null for the article's own voice.
    """
    measures = missing_in_some(mentions(tables["figures"], "figures", "claimant_id"))
    claims = missing_in_some(mentions(tables["reports"], "reports", "claimant_id"))
    return pl.concat(
        [
            findings("claimant_dropped", "claimant_id", measures, id_part="measure"),
            findings("claimant_dropped", "claimant_id", claims, id_part="claim"),
        ]
    )


def claimant_shift(tables: Tables) -> pl.DataFrame:
    """Find figures of one measure and reports of one claim that articles ascribe to different claimants.

    For example, one article ascribes to Macron what another ascribes to the leaders. Reads `figures` and `reports`
    (claimant_id). Rows in an article's own voice are not compared.
    """
    return pl.concat([_shifted(tables, "figures"), _shifted(tables, "reports")])


def _shifted(tables: Tables, table: str) -> pl.DataFrame:
    ascribed = tables[table].filter(pl.col("claimant_id").is_not_null())
    members = differing(mentions(ascribed, table, "claimant_id"))
    return findings("claimant_shift", "claimant_id", members, id_part=SUBJECTS[table])


def denominator_conflation(tables: Tables) -> pl.DataFrame:
    """Find figures of one measure and one value that count different things.

    For example, 157 drones in one article are 157 drones and missiles in another. Reads `figures` (value,
    low, high, counted) and `measures`. Figures of different values are not compared.
    """
    figures = with_measures(tables["figures"], tables["measures"])
    members = differing(mentions(figures, "figures", "counted", group=amount()))
    return findings("denominator_conflation", "counted", members)


def epistemic_shift(tables: Tables) -> pl.DataFrame:
    """Find reports of one claim that differ in factuality, or in status if one of them keeps a distance.

    For example, the strike on Ryazan is claimed, unconfirmed, and acknowledged in part. Reads `reports` (factuality,
    status). Reports that differ only between statuses without distance (asserted, stated) are not compared.
    """
    factuality = differing(mentions(tables["reports"], "reports", "factuality"))
    status = differing(mentions(tables["reports"], "reports", "status"))
    distant = status.filter(~pl.col("variant").is_in(NO_DISTANCE))
    status = status.join(distant, on="subject_id", how="semi")
    return pl.concat(
        [
            findings("epistemic_shift", "factuality", factuality, id_part="factuality"),
            findings("epistemic_shift", "status", status, id_part="status"),
        ]
    )


def name_variant(tables: Tables) -> pl.DataFrame:
    """Find names of one person with different last words, and names of one body that differ only in case.

    For example, Zelenskyy is also printed as Zelensky. Reads `names` (form) and `actors` (actor_type). A longer or a
    different name, such as "Moscow" for "Russia", is not a spelling variant. A variant is the last word of a person's
    form, or the whole form of a body's.
    """
    names = tables["names"].join(tables["actors"].select("actor_id", "actor_type"), on="actor_id")
    person = pl.col("actor_type") == PERSON
    last_word = pl.col("form").str.split(" ").list.last()
    persons = differing(mentions(names.filter(person), "names", last_word))
    caseless = pl.col("form").str.to_lowercase()
    bodies = differing(mentions(names.filter(~person), "names", "form", group=caseless))
    return findings("name_variant", "form", pl.concat([persons, bodies]))


def population_shift(tables: Tables) -> pl.DataFrame:
    """Find figures of one topic and event that count different populations: military casualties, or people killed.

    Reads `figures` and `measures` (topic, event_id, and counted: the population of the measure, which the words of one
    figure may narrow). The subject is the event. Measures of different topics are not compared.
    """
    figures = with_measures(tables["figures"], tables["measures"]).filter(pl.col("event_id").is_not_null())
    of_measures = mentions(figures, "figures", "population", group=pl.col("topic"))
    events = figures.select(pl.col("figure_id").alias("row_id"), "event_id")
    of_events = of_measures.join(events, on="row_id").with_columns(
        pl.lit("events").alias("subject_table"), pl.col("event_id").alias("subject_id")
    )
    return findings("population_shift", "population", differing(of_events))


def predicate_drift(tables: Tables) -> pl.DataFrame:
    """Find figures of one measure with different predicates: countries that pledged support, or are ready to give it.

    For example, drones are intercepted in one article, and intercepted or jammed in another. Reads `figures`
    (predicate).
    """
    return findings("predicate_drift", "predicate", differing(mentions(tables["figures"], "figures", "predicate")))


def relative_time_conflict(tables: Tables) -> pl.DataFrame:
    """Find figures of one measure of the topic interval that differ in length.

    For example, the warning came hours, or a day, after the pledge. Reads `figures` (value, low, high; in hours) and
    `measures` (topic).
    """
    figures = with_measures(tables["figures"], tables["measures"]).filter(pl.col("topic") == INTERVAL)
    return findings("relative_time_conflict", "timing", differing(mentions(figures, "figures", amount())))


def scope_drift(tables: Tables) -> pl.DataFrame:
    """Find reports of one claim with different scopes (foreign or Western troops) or different timings.

    For example, troops are targets during hostilities in one article, and after the war in another. Reads `reports`
    (scope, timing). A report without a scope, or without a timing, says nothing about it and is not compared in that
    aspect.
    """
    return pl.concat([_drifted(tables["reports"], "scope"), _drifted(tables["reports"], "timing")])


def _drifted(reports: pl.DataFrame, aspect: str) -> pl.DataFrame:
    stated = reports.filter(pl.col(aspect).is_not_null())
    return findings("scope_drift", aspect, differing(mentions(stated, "reports", aspect)), id_part=aspect)


def value_conflict(tables: Tables) -> pl.DataFrame:
    """Find figures of one measure with different values: Ryazan lies 180 km, or 200 km, from Moscow.

    Reads `figures` (value, low, high) and `measures` (topic, which must not be interval). Hedges are not compared:
    "about 180" is 180.
    """
    figures = with_measures(tables["figures"], tables["measures"]).filter(pl.col("topic") != INTERVAL)
    return findings("value_conflict", "value", differing(mentions(figures, "figures", amount())))
