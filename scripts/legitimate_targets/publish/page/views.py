"""Brings the seven views together: what the template shows, by the names that it uses."""

from collections.abc import Mapping
from typing import Any

from legitimate_targets.publish.page import about as guide
from legitimate_targets.publish.page import shared_wording as wording
from legitimate_targets.publish.page.actors import actors
from legitimate_targets.publish.page.articles import Article, articles
from legitimate_targets.publish.page.calendar import calendar
from legitimate_targets.publish.page.claims import Claim, claims, values
from legitimate_targets.publish.page.data import Material, cell, distinct
from legitimate_targets.publish.page.differences import Differences
from legitimate_targets.publish.page.downloads import downloads
from legitimate_targets.publish.page.evidence import Proofs
from legitimate_targets.publish.page.matrix import MEANING, Carrier, Carriers
from legitimate_targets.publish.page.numbers import Numbers
from legitimate_targets.publish.page.quotations import groups
from legitimate_targets.publish.page.sentence import sentence

__all__ = ["VIEWS", "context", "downloads"]

VIEWS = (
    ("sentence", "The sentence"),
    ("carriers", "Who carries what"),
    ("numbers", "Numbers"),
    ("changes", "Claims"),
    ("wording", "Words in common"),
    ("actors", "Who, when, where"),
    ("tables", "Tables"),
)
"""The address and the name of each view, in their order; the address is the name of its template too."""

GROUNDS: Mapping[str, str] = {
    wording.UNCREDITED: "no outlet named",
    wording.CREDITED: "an outlet named there",
    wording.SPEECH: "quoted speech",
}

PROOF = (
    "Small numbers are the characters of the article, from\N{EN DASH}to, that justify what stands before them. Proof "
    "is the place of the row itself, a link where the article has a known address, with the first digits of its "
    "SHA-256, and the way to the article where it is not direct."
)

LOADING = (
    'import polars as pl\nquotes = pl.read_csv("quotes.csv")',
    'import pandas as pd\nquotes = pd.read_csv("quotes.csv", keep_default_na=False, na_values=[""])',
    'from legitimate_targets import load  # dates as dates, codes as categories\nquotes = load("quotes")',
)


def context(material: Material) -> dict[str, Any]:
    """What the template shows, but for the tables as links."""
    shown, proofs = articles(material), Proofs(material)
    carriers = Carriers(material, shown)
    numbers = Numbers(material, shown, proofs).measures()
    utterances = carriers.utterances()
    told = claims(material, shown, proofs)
    return {
        **_frame(material, shown),
        "sentence": sentence(material, shown),
        "meanings": MEANING,
        "utterances": _shared(utterances),
        "carried_claims": _shared(carriers.claims()),
        "quotes": material.rows["quotes"],
        "quote_groups": list(groups(material, shown, proofs, utterances)),
        "proof_note": PROOF,
        "measures": numbers,
        "figures": material.rows["figures"],
        "kinds": Differences(material, shown).kinds(),
        "claims": told,
        "lead": _lead(told),
        "values": values,
        "reports": material.rows["reports"],
        **_wording(wording.Wording(material, shown).runs()),
        **_cast(material, shown),
        **_guide(material),
    }


def _frame(material: Material, shown: Mapping[str, Article]) -> dict[str, Any]:
    """What stands around the views: title, articles, and the choices of the filters."""
    return {
        "about": {"limits": [], **material.index},
        "views": VIEWS,
        "articles": list(shown.values()),
        "speakers": _speakers(material),
        "topics": _topics(material),
    }


def _lead(told: list[Claim]) -> Claim | None:
    """The claim that is reported most often among those that change in scope or time."""
    changing = [claim for claim in told if {"scope", "timing"} & set(claim.aspects)]
    return max(changing, key=lambda claim: len(claim.reports), default=None)


def _shared(carriers: list[Carrier]) -> Mapping[str, list[Carrier]]:
    return {"all": carriers, "shared": [each for each in carriers if len(each.articles) > 1]}


def _speakers(material: Material) -> list[tuple[str, str]]:
    """Ids and names of all who are said to have said or claimed something, by name."""
    columns = (("quotes", "speaker_id"), ("reports", "claimant_id"), ("figures", "claimant_id"))
    ids = distinct(cell(row, column) for table, column in columns for row in material.rows[table])
    return sorted(((each, material.name(each)) for each in ids), key=lambda each: (each[1], each[0]))


def _topics(material: Material) -> list[tuple[str, str]]:
    """Codes and labels of the topics of claims and measures, by label."""
    rows = [(table, row["topic"]) for table in ("claims", "measures") for row in material.rows[table]]
    pairs = {(material.label(table, "topic", code), code or "") for table, code in rows}
    return [(code, label) for label, code in sorted(pairs)]


def _wording(runs: list[wording.Run]) -> dict[str, Any]:
    grounds = {ground: [run for run in runs if run.ground == ground] for ground in GROUNDS}
    return {"runs": runs, "grounds": grounds, "words_for": GROUNDS}


def _cast(material: Material, shown: Mapping[str, Article]) -> dict[str, Any]:
    cast = actors(material, shown)
    return {
        "cast": cast,
        "varying": [actor for actor in cast if actor.varies],
        "widely": [actor for actor in cast if len(actor.articles) > 1],
        "narrowly": [actor for actor in cast if len(actor.articles) < 2],
        "calendar": calendar(material),
        "places": material.rows["places"],
    }


def _guide(material: Material) -> dict[str, Any]:
    return {
        "agreement": guide.agreement(material),
        "code_lists": list(guide.code_lists(material)),
        "loading": LOADING,
        "cited": guide.cited(material),
    }
