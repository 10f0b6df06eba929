"""Says of one cell whether it is proven by a hash, held by a rule, or said by a coder alone."""

from collections.abc import Iterable, Mapping
from datetime import date

import polars as pl

from legitimate_targets.articles.dates import contradicts, names_part
from legitimate_targets.articles.spans import OF_SOURCE
from legitimate_targets.checks.check import NORMALISED, VERBATIM
from legitimate_targets.datapackage.storage import sha256_hex
from legitimate_targets.tables.model import Field, Table

PROVEN = "proven"
"""The cell is words of an article, letter for letter: it has their SHA-256."""

HELD = "held"
"""A rule compares the cell with the article, or computes it."""

SAID = "said by a coder"
"""No rule can tell whether the cell is right."""

NOT_COMPARED = "not compared (no --texts)"
"""Whether a rule holds the cell depends on words of an article, and the texts are not given."""

NAMED = {
    ("events", "actor_id"),
    ("figures", "claimant_id"),
    ("quotes", "medium_id"),
    ("quotes", "speaker_id"),
    ("reports", "claimant_id"),
    ("sources", "wire_credit_id"),
}
"""Tables and columns of actors' ids that the rule `across.evidence_names_actor` compares with the names of actors."""

COMPARED = ("start", "end", "sha256", "printed")
"""Columns of a row with a span that are compared with the article."""

Row = Mapping[str, str | None]


def standing(
    table: Table,
    field: Field,
    row: Row,
    reasons: list[Row],
    names: pl.DataFrame | None,
    texts: Mapping[str, str] | None,
) -> str | None:
    """Return the standing of the cell of `field` in `row`: one of the four above.

    An empty cell, and one of the key, which the project assigns, has none.

    `reasons` are the rows of evidence for the cell, `names` the table names, `texts` the articles by their source_id.
    """
    cell = row[field.name]
    if cell is None or field.name in table.primary_key:
        return None
    if not field.evidence:
        return _without_evidence(table, field, row, cell)
    verbatim = [reason["sha256"] for reason in reasons if reason["basis"] == VERBATIM]
    if verbatim:
        return PROVEN if {*verbatim} == {sha256_hex(cell)} else SAID
    normalised = [reason for reason in reasons if reason["basis"] == NORMALISED]
    if field.type == "date" and normalised:
        return NOT_COMPARED if texts is None else _of_day(date.fromisoformat(cell), normalised, texts)
    if (table.name, field.name) in NAMED and names is not None and _is_named(cell, normalised, names):
        return HELD
    return SAID


def _without_evidence(table: Table, field: Field, row: Row, cell: str) -> str:
    if table.derived in ("tables", "texts"):
        return HELD
    if table.span and field.name == table.span.text:
        return PROVEN if row["sha256"] == sha256_hex(cell) else SAID
    compared = (table.span.source, *COMPARED) if table.span else OF_SOURCE if {*OF_SOURCE} <= {*table.columns} else ()
    return HELD if field.name in compared else SAID


def _of_day(day: date, reasons: Iterable[Row], texts: Mapping[str, str]) -> str:
    """Return whether the words of one of the reasons name a part of `day`, and none of them another part."""
    words = [texts[str(each["source_id"])][int(each["start"] or 0) : int(each["end"] or 0)] for each in reasons]
    is_named = any(names_part(each) for each in words) and not any(contradicts(each, day) for each in words)
    return HELD if is_named else SAID


def _is_named(actor: str, reasons: Iterable[Row], names: pl.DataFrame) -> bool:
    """Return whether the words of one of the reasons are, by their hash, a name of the actor in that article."""
    known = {*names.filter(pl.col("actor_id") == actor).select("source_id", "sha256").rows()}
    return any((reason["source_id"], reason["sha256"]) in known for reason in reasons)
