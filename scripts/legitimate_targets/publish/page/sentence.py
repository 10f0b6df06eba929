"""The first view: the sentence that most articles print, in every version, with the words that differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from legitimate_targets.articles.words import Word, words
from legitimate_targets.publish.page.articles import ShownArticle
from legitimate_targets.publish.page.data import PageData, Row, cell, grouped

SENTENCE = "sentence"
"""The code of the kind of quote that is a whole sentence."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a version: `kind` is same, added (not in the usual version) or gone (only in the usual one)."""

    text: str
    kind: str


@dataclass(frozen=True)
class Printing:
    """One article's printing of a version: the quote, the cue, the medium that it was said to, the credited wire."""

    quote_id: str
    article: ShownArticle
    cue: str
    medium: str
    wire: str


@dataclass(frozen=True)
class SentenceVersion:
    """One wording: its pieces compared with the usual version, and its printings."""

    pieces: tuple[Piece, ...]
    printings: tuple[Printing, ...]


@dataclass(frozen=True)
class ShownSentence:
    """The utterance that most articles quote as a sentence: its speaker, occasion and day.

    `versions` begin with the usual one; `parts` are the rows that quote only some of its words.
    """

    speaker: str
    speaker_id: str
    occasion: str
    said_on: str
    versions: tuple[SentenceVersion, ...]
    parts: tuple[tuple[Row, ShownArticle], ...]


def sentence(data: PageData, articles: Mapping[str, ShownArticle]) -> ShownSentence | None:
    """Return the sentence of the view; None if no quote is a whole sentence of an utterance."""
    whole = [row for row in data.rows["quotes"] if row["kind"] == SENTENCE and row["utterance_id"]]
    if not whole:
        return None
    groups = grouped(whole, "utterance_id")
    key = max(groups, key=lambda name: (len({row["source_id"] for row in groups[name]}), len(groups[name])))[0]
    utterance = data.keyed["utterances"].get(key, {})
    parts = [row for row in data.rows["quotes"] if row["utterance_id"] == key and row["kind"] != SENTENCE]
    return ShownSentence(
        speaker=data.name(utterance.get("speaker_id")),
        speaker_id=cell(utterance, "speaker_id"),
        occasion=data.words("events", utterance.get("event_id"), "label"),
        said_on=cell(utterance, "said_on"),
        versions=tuple(_versions(groups[key,], data, articles)),
        parts=tuple((row, articles[cell(row, "source_id")]) for row in parts),
    )


def compared(usual: str, text: str) -> list[Piece]:
    """Return the pieces of `text` as compared with `usual`, word by word, without case and punctuation.

    The pieces that are same or added make up the whole of `text`.
    """
    before, after = list(words(usual)), list(words(text))
    matcher = SequenceMatcher(None, [word.form for word in before], [word.form for word in after], autojunk=False)
    pieces, at = [], 0
    for change, start, end, first, last in matcher.get_opcodes():
        if change in ("replace", "delete"):
            pieces.append(Piece(_stretch(usual, before[start:end]), "gone"))
        if first < last:
            stop = after[last].start if last < len(after) else len(text)
            pieces.append(Piece(text[at:stop].rstrip(), "same" if change == "equal" else "added"))
            at = stop
    return pieces or [Piece(text, "same")]


def _versions(rows: list[Row], data: PageData, articles: Mapping[str, ShownArticle]) -> Iterator[SentenceVersion]:
    """Yield the versions, those with most printings first; rows with the same words print one version."""
    same: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        same.setdefault(tuple(word.form for word in words(cell(row, "text"))), []).append(row)
    ordered = sorted(same.values(), key=len, reverse=True)
    usual = cell(ordered[0][0], "text")
    for version in ordered:
        pieces = compared(usual, cell(version[0], "text"))
        yield SentenceVersion(tuple(pieces), tuple(_printing(row, data, articles) for row in version))


def _printing(row: Row, data: PageData, articles: Mapping[str, ShownArticle]) -> Printing:
    article = articles[cell(row, "source_id")]
    source = data.keyed["sources"].get(article.id, {})
    wire = data.name(source.get("wire_credit_id"))
    return Printing(cell(row, "quote_id"), article, cell(row, "cue"), data.name(row["medium_id"]), wire)


def _stretch(text: str, stretch: list[Word]) -> str:
    return text[stretch[0].start : stretch[-1].end]
