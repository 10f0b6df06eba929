"""The first view: the sentence that most articles print, in every version, with the words that differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from legitimate_targets.articles.words import Word, words
from legitimate_targets.publish.page.articles import Article
from legitimate_targets.publish.page.data import Material, Row, cell, grouped

SENTENCE = "sentence"


@dataclass(frozen=True)
class Piece:
    """A run of a version's text: `kind` is same, added (not in the usual version) or gone (only in the usual one)."""

    text: str
    kind: str


@dataclass(frozen=True)
class Printing:
    """One article's printing of a version: the quote, who is said to speak, by which word, and where it was said to."""

    quote_id: str
    article: Article
    cue: str
    medium: str
    wire: str


@dataclass(frozen=True)
class Version:
    """One wording: its pieces against the usual one, and the articles that print it."""

    pieces: tuple[Piece, ...]
    printings: tuple[Printing, ...]


@dataclass(frozen=True)
class Sentence:
    """The utterance with the most articles: speaker, occasion and gist, its versions, the usual one first, and the
    rows that quote only a part of it."""

    utterance_id: str
    speaker: str
    speaker_id: str
    occasion: str
    said_on: str
    gist: str
    versions: tuple[Version, ...]
    parts: tuple[tuple[Row, Article], ...]


def sentence(material: Material, articles: Mapping[str, Article]) -> Sentence | None:
    """The view; nothing where no quote is a sentence of an utterance."""
    whole = [row for row in material.rows["quotes"] if row["kind"] == SENTENCE and row["utterance_id"]]
    if not whole:
        return None
    groups = grouped(whole, "utterance_id")
    key = max(groups, key=lambda name: (len({row["source_id"] for row in groups[name]}), len(groups[name])))[0]
    utterance = material.keyed["utterances"].get(key, {})
    parts = [row for row in material.rows["quotes"] if row["utterance_id"] == key and row["kind"] != SENTENCE]
    return Sentence(
        utterance_id=key,
        speaker=material.name(utterance.get("speaker_id")),
        speaker_id=cell(utterance, "speaker_id"),
        occasion=material.words("events", utterance.get("event_id"), "label"),
        said_on=cell(utterance, "said_on"),
        gist=cell(utterance, "gist"),
        versions=tuple(_versions(groups[key,], material, articles)),
        parts=tuple((row, articles[cell(row, "source_id")]) for row in parts),
    )


def _versions(rows: list[Row], material: Material, articles: Mapping[str, Article]) -> Iterator[Version]:
    """The versions by how many rows print them; rows whose words are the same print the same version."""
    same: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        same.setdefault(tuple(word.form for word in words(cell(row, "text"))), []).append(row)
    ordered = sorted(same.values(), key=len, reverse=True)
    usual = cell(ordered[0][0], "text")
    for version in ordered:
        pieces = compared(usual, cell(version[0], "text"))
        yield Version(tuple(pieces), tuple(_printing(row, material, articles) for row in version))


def _printing(row: Row, material: Material, articles: Mapping[str, Article]) -> Printing:
    article = articles[cell(row, "source_id")]
    source = material.keyed["sources"].get(article.id, {})
    wire = material.name(source.get("wire_credit_id"))
    return Printing(cell(row, "quote_id"), article, cell(row, "cue"), material.name(row["medium_id"]), wire)


def compared(usual: str, text: str) -> list[Piece]:
    """The pieces of `text` against `usual`, by words without case and punctuation; the text itself is kept whole."""
    before, after = list(words(usual)), list(words(text))
    matcher = SequenceMatcher(None, [word.form for word in before], [word.form for word in after], autojunk=False)
    pieces, at = [], 0
    for change, start, end, first, last in matcher.get_opcodes():
        if change in ("replace", "delete"):
            pieces.append(Piece(_run(usual, before[start:end]), "gone"))
        if first < last:
            stop = after[last].start if last < len(after) else len(text)
            pieces.append(Piece(text[at:stop].rstrip(), "same" if change == "equal" else "added"))
            at = stop
    return pieces or [Piece(text, "same")]


def _run(text: str, run: list[Word]) -> str:
    return text[run[0].start : run[-1].end]
