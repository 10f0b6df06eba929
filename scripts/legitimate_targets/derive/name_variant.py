"""The rule name_variant: one actor, printed in another spelling."""

import polars as pl

from legitimate_targets.derive.mentions import Tables, differing, findings, mentions

KIND = "name_variant"
PERSON = "person"


def name_variant(tables: Tables) -> pl.DataFrame:
    """Names of one person whose last word differs (Zelenskyy, Zelensky), and of one body that differ in case only.

    From `names` (form) and `actors` (actor_type). That a longer or another name is used, "Moscow" for "Russia", is
    no variant of spelling. Returns findings; the variant is the last word of a person's form, the whole form of a body.
    """
    names = tables["names"].join(tables["actors"].select("actor_id", "actor_type"), on="actor_id")
    person = pl.col("actor_type") == PERSON
    last_word = pl.col("form").str.split(" ").list.last()
    persons = differing(mentions(names.filter(person), "names", last_word))
    alike = pl.col("form").str.to_lowercase()
    bodies = differing(mentions(names.filter(~person), "names", "form", apart=alike))
    return findings(KIND, "form", pl.concat([persons, bodies]))
