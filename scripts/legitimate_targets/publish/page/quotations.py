"""All quotes as the page lists them, by the utterance that they render, with words, speaker, cue, kind and proof."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from legitimate_targets.publish.page.articles import Article
from legitimate_targets.publish.page.data import Material, Row, cell, grouped
from legitimate_targets.publish.page.evidence import Proof, Proofs
from legitimate_targets.publish.page.matrix import Carrier

TERMS = "Terms and names that nobody is said to have used"


@dataclass(frozen=True)
class Quotation:
    """One quote in words."""

    id: str
    article: Article
    text: str
    kind: str
    position: str
    speaker: str
    speaker_id: str
    cue: str
    medium: str
    joined_to: str
    proof: Proof


@dataclass(frozen=True)
class Group:
    """The quotes that render one utterance: its address, who said it on which occasion, in the project's words."""

    id: str
    gist: str
    speaker: str
    occasion: str
    topics: tuple[str, ...]
    quotes: tuple[Quotation, ...]


def groups(
    material: Material, articles: Mapping[str, Article], proofs: Proofs, utterances: Iterable[Carrier]
) -> Iterator[Group]:
    """The quotes by utterance, in the order of these; behind them the terms that nobody is said to have used."""
    rows = grouped(material.rows["quotes"], "utterance_id")
    for each in utterances:
        quotes = tuple(_quotation(material.keyed["quotes"][key], material, articles, proofs) for key in each.quotes)
        yield Group(each.id, each.gist, each.speaker, each.occasion, each.topics, quotes)
    terms = tuple(_quotation(row, material, articles, proofs) for row in rows.get(("",), ()))
    if terms:
        yield Group("terms", TERMS, "", "", (), terms)


def _quotation(row: Row, material: Material, articles: Mapping[str, Article], proofs: Proofs) -> Quotation:
    key = cell(row, "quote_id")
    return Quotation(
        id=key,
        article=articles[cell(row, "source_id")],
        text=cell(row, "text"),
        kind=material.word("quotes", "kind", row["kind"]),
        position=material.word("quotes", "position", row["position"]),
        speaker=material.name(row["speaker_id"]),
        speaker_id=cell(row, "speaker_id"),
        cue=cell(row, "cue"),
        medium=material.name(row["medium_id"]),
        joined_to=cell(row, "joined_to"),
        proof=proofs.of("quotes", key, row),
    )
