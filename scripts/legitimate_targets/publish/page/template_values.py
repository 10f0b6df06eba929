"""Collects the seven views: what the templates show, under the names that they use."""

from collections.abc import Mapping
from typing import Any

from legitimate_targets.publish.code_lists import code_lists
from legitimate_targets.publish.page.actors import actors
from legitimate_targets.publish.page.articles import ShownArticle, articles
from legitimate_targets.publish.page.claims import ShownClaim, claims, values
from legitimate_targets.publish.page.data import PageData, cell, distinct
from legitimate_targets.publish.page.differences import Differences
from legitimate_targets.publish.page.events import calendar
from legitimate_targets.publish.page.evidence import Proofs
from legitimate_targets.publish.page.matrix import MEANING, Matrices, MatrixRow
from legitimate_targets.publish.page.measures import Measures
from legitimate_targets.publish.page.quotes import quote_groups
from legitimate_targets.publish.page.sentence import sentence
from legitimate_targets.publish.page.shared_wording import CREDITED, SPEECH, UNCREDITED, SharedWording, ShownRun

VIEWS = (
    ("sentence", "The sentence"),
    ("carriers", "Who carries what"),
    ("numbers", "Numbers"),
    ("changes", "Claims"),
    ("wording", "Words in common"),
    ("actors", "Who, when, where"),
    ("tables", "Tables"),
)
"""The address and the heading of each view, in their order; the address is the name of its template too."""

GROUNDS: Mapping[str, str] = {
    UNCREDITED: "no outlet named",
    CREDITED: "an outlet named there",
    SPEECH: "quoted speech",
}

PROOF = (
    "Small numbers give the characters of the article, from\N{EN DASH}to, that justify the words before them. Proof "
    "gives the place of the row (a link, if the article has a known address), the first digits of the SHA-256 of its "
    "words, and the way to the article, if it is not direct."
)

LOADING = (
    'import polars as pl\nquotes = pl.read_csv("quotes.csv")',
    'import pandas as pd\nquotes = pd.read_csv("quotes.csv", keep_default_na=False, na_values=[""])',
    'from legitimate_targets import load  # dates as dates, codes as categories\nquotes = load("quotes")',
)
"""Programs that load a table, without and with this project."""


def template_values(data: PageData) -> dict[str, Any]:
    """Return all that the templates show, except for the citation and the tables as links."""
    shown, proofs = articles(data), Proofs(data)
    matrices = Matrices(data, shown)
    utterances = matrices.utterances()
    reported = claims(data, shown, proofs)
    return {
        **_frame(data, shown),
        "sentence": sentence(data, shown),
        "meanings": MEANING,
        "utterances": _shared(utterances),
        "carried_claims": _shared(matrices.claims()),
        "quotes": data.rows["quotes"],
        "quote_groups": list(quote_groups(data, shown, proofs, utterances)),
        "proof_note": PROOF,
        "measures": Measures(data, shown, proofs).all(),
        "figures": data.rows["figures"],
        "kinds": Differences(data, shown).kinds(),
        "claims": reported,
        "lead": _lead(reported),
        "values": values,
        "reports": data.rows["reports"],
        **_wording(SharedWording(data, shown).runs()),
        **_actors_and_events(data, shown),
        "agreement": data.rows["agreement"],
        "code_lists": list(code_lists(data.tables, data.frames)),
        "loading": LOADING,
    }


def _frame(data: PageData, shown: Mapping[str, ShownArticle]) -> dict[str, Any]:
    """Return what surrounds the views: title, articles, and the choices of the filters."""
    return {
        "about": {"limits": [], **data.index},
        "views": VIEWS,
        "articles": list(shown.values()),
        "speakers": _speakers(data),
        "topics": _topics(data),
    }


def _lead(reported: list[ShownClaim]) -> ShownClaim | None:
    """Return the claim with most reports among those that change in scope or time."""
    changing = [claim for claim in reported if {"scope", "timing"} & set(claim.aspects)]
    return max(changing, key=lambda claim: len(claim.reports), default=None)


def _shared(rows: list[MatrixRow]) -> Mapping[str, list[MatrixRow]]:
    return {"all": rows, "shared": [each for each in rows if len(each.articles) > 1]}


def _speakers(data: PageData) -> list[tuple[str, str]]:
    """Return ids and names of all who are said to have said or claimed something, by name."""
    columns = (("quotes", "speaker_id"), ("reports", "claimant_id"), ("figures", "claimant_id"))
    ids = distinct(cell(row, column) for table, column in columns for row in data.rows[table])
    return sorted(((each, data.name(each)) for each in ids), key=lambda each: (each[1], each[0]))


def _topics(data: PageData) -> list[tuple[str, str]]:
    """Return codes and labels of the topics of claims and measures, by label."""
    rows = [(table, row["topic"]) for table in ("claims", "measures") for row in data.rows[table]]
    pairs = {(data.label(table, "topic", code), code or "") for table, code in rows}
    return [(code, label) for label, code in sorted(pairs)]


def _wording(runs: list[ShownRun]) -> dict[str, Any]:
    grounds = {ground: [run for run in runs if run.ground == ground] for ground in GROUNDS}
    return {"runs": runs, "grounds": grounds, "words_for": GROUNDS}


def _actors_and_events(data: PageData, shown: Mapping[str, ShownArticle]) -> dict[str, Any]:
    cast = actors(data, shown)
    return {
        "cast": cast,
        "varying": [actor for actor in cast if actor.varies],
        "widely": [actor for actor in cast if len(actor.articles) > 1],
        "narrowly": [actor for actor in cast if len(actor.articles) < 2],
        "calendar": calendar(data),
        "places": data.rows["places"],
    }
