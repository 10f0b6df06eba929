"""The rule attribution_truncated: an outlet that one article names on a way is missing on the same way in another."""

import polars as pl

from legitimate_targets.derive.mentions import ROWS, Tables, findings, lacking, mentions

KIND = "attribution_truncated"
OUTLET = "outlet"
ARROW = " -> "
NAMED = {"figures": "measure", "quotes": "utterance", "reports": "claim"}


def attribution_truncated(tables: Tables) -> pl.DataFrame:
    """Rows of one utterance, claim or measure whose way leads over an outlet in one article and over none in another.

    Argumenty i Fakty and AP are named by one article each. From `attributions` and `actors` (actor_type). Only ways
    that begin with the same actor, outlets left out, are compared: another speaker's way is another way. Returns
    findings; a variant is the outlets of the way, null when there are none.
    """
    found = [_truncated(tables, table, named) for table, named in NAMED.items()]
    return pl.concat(found)


def _truncated(tables: Tables, table: str, named: str) -> pl.DataFrame:
    ways = _ways(tables, table)
    rows = tables[table].join(ways, left_on=ROWS[table][0], right_on="row_id", how="left")
    members = lacking(mentions(rows, table, "outlets", apart=pl.col("begin")))
    return findings(KIND, "chain", members, named=named)


def _ways(tables: Tables, table: str) -> pl.DataFrame:
    """By row: `outlets`, the outlets of its way in order (null without one), and `begin`, the first other actor."""
    hops = tables["attributions"].filter(pl.col("table").cast(pl.String) == table, pl.col("actor_id").is_not_null())
    typed = hops.join(tables["actors"].select("actor_id", "actor_type"), on="actor_id").sort("row_id", "hop")
    outlet = pl.col("actor_type") == OUTLET
    ways = typed.group_by("row_id", maintain_order=True).agg(
        pl.col("actor_id").filter(outlet).str.join(ARROW).alias("outlets"),
        pl.col("actor_id").filter(~outlet).first().alias("begin"),
    )
    return ways.with_columns(pl.col("outlets").replace("", None))
