"""The quotes as the page lists them, by the utterance that they render."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from legitimate_targets.publish.page.articles import ShownArticle
from legitimate_targets.publish.page.data import PageData, Row, cell, grouped
from legitimate_targets.publish.page.evidence import Proofs, RowProof
from legitimate_targets.publish.page.matrix import MatrixRow

TERMS = "Terms and names that no speaker is said to have used"


@dataclass(frozen=True)
class ShownQuote:
    """One quote in words."""

    id: str
    article: ShownArticle
    text: str
    kind: str
    position: str
    speaker: str
    speaker_id: str
    cue: str
    medium: str
    joined_to: str
    proof: RowProof


@dataclass(frozen=True)
class QuoteGroup:
    """The quotes that render one utterance: its address, its gist, who said it, and on which occasion."""

    id: str
    gist: str
    speaker: str
    occasion: str
    topics: tuple[str, ...]
    quotes: tuple[ShownQuote, ...]


def quote_groups(
    data: PageData, articles: Mapping[str, ShownArticle], proofs: Proofs, utterances: Iterable[MatrixRow]
) -> Iterator[QuoteGroup]:
    """Yield the quotes of each utterance, in the order of the utterances, then the terms without a speaker."""
    rows = grouped(data.rows["quotes"], "utterance_id")
    for each in utterances:
        quotes = tuple(_quote(data.keyed["quotes"][key], data, articles, proofs) for key in each.quotes)
        yield QuoteGroup(each.id, each.gist, each.speaker, each.occasion, each.topics, quotes)
    terms = tuple(_quote(row, data, articles, proofs) for row in rows.get(("",), ()))
    if terms:
        yield QuoteGroup("terms", TERMS, "", "", (), terms)


def _quote(row: Row, data: PageData, articles: Mapping[str, ShownArticle], proofs: Proofs) -> ShownQuote:
    key = cell(row, "quote_id")
    return ShownQuote(
        id=key,
        article=articles[cell(row, "source_id")],
        text=cell(row, "text"),
        kind=data.word("quotes", "kind", row["kind"]),
        position=data.word("quotes", "position", row["position"]),
        speaker=data.name(row["speaker_id"]),
        speaker_id=cell(row, "speaker_id"),
        cue=cell(row, "cue"),
        medium=data.name(row["medium_id"]),
        joined_to=cell(row, "joined_to"),
        proof=proofs.of("quotes", key, row),
    )
