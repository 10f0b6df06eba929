"""Edits a text as outlets do, with a seed, says where each span is afterwards, and counts the spans found again."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from legitimate_targets.checks.loading import load
from legitimate_targets.curation.find_moved import SpanFinder

Span = tuple[int, int]
Edit = tuple[int, int, str]
MARKS = {"“": '"', "”": '"', "’": "'", "‘": "'"}
CURLED = ((re.compile(r'(?<!\S)"'), "“"), (re.compile(r'"'), "”"), (re.compile(r"(?<=\w)'"), "’"))


class Piece(NamedTuple):
    """Characters `start` to `end` of the old text, and the words that replace them in the new one."""

    start: int
    end: int
    words: str


class Moved(NamedTuple):
    """A span's place in the new text, or None, whether its words are untouched, and the edited stretch around it."""

    span: Span | None
    is_intact: bool
    around: Span

    def holds(self, found: Span) -> bool:
        """Return whether `found` is right: the exact span, or any in the edited stretch if the words were touched."""
        return found == self.span if self.is_intact else self.around[0] <= found[0] and found[1] <= self.around[1]


class Found(NamedTuple):
    """Shares of right spans (among untouched ones) and of wrong spans (of all), and counts of lost and of all spans."""

    right: float
    wrong: float
    orphans: int
    total: int


def pieces_of(text: str, edits: list[Edit]) -> list[Piece]:
    """Return the text as pieces, cut at edits that do not overlap."""
    pieces, position = [], 0
    for start, end, words in sorted(edits):
        pieces += [Piece(position, start, text[position:start]), Piece(start, end, words)]
        position = end
    return [*pieces, Piece(position, len(text), text[position:])]


def edited(text: str, pieces: list[Piece]) -> tuple[str, Callable[[int, int], Moved]]:
    """Return the new text, in the order of the pieces, and a function from an old span to its place in it."""
    offsets, length = [], 0
    for piece in pieces:
        offsets.append(length)
        length += len(piece.words)

    def moved(start: int, end: int) -> Moved:
        held = [number for number, each in enumerate(pieces) if each.start < end and start < each.end]
        first, last = pieces[held[0]], pieces[held[-1]]
        together = held == list(range(held[0], held[-1] + 1)) and first.start <= start and end <= last.end
        new = (
            offsets[held[0]] + min(start - first.start, len(first.words)),
            offsets[held[-1]] + max(len(last.words) - (last.end - end), 0),
        )
        intact = len(held) == 1 and first.words == text[first.start : first.end]
        around = (offsets[held[0]], offsets[held[-1]] + len(last.words))
        return Moved(new if together and new[0] < new[1] else None, intact, around)

    return "".join(piece.words for piece in pieces), moved


def paragraphs(text: str) -> list[Span]:
    """Return the spans of the paragraphs, with the line ends after them."""
    return [match.span() for match in re.finditer(r"[^\n]+\n*", text)]


def edits_of(text: str, random: Random) -> Iterator[tuple[str, list[Piece]]]:
    """Yield the name of each kind of edit and its pieces, in the order of the new text."""
    places, words = paragraphs(text), [match.span() for match in re.finditer(r"\b\w{4,}\b", text)]
    some = sorted(random.sample(words, len(words) // 30))
    middle, other = random.sample(range(2, len(places) - 2), 2)
    sentences = [match.span() for match in re.finditer(r"(?<=[.”\"] )[A-Z“\"][^.!?\n]{40,}[.!?]", text)]
    blanks = [(*each.span(), "  ") for each in re.finditer(r"(?<=\w) (?=\w)", text)]
    yield "paragraph in front", pieces_of(text, [(0, 0, "A new first paragraph comes before all others.\n\n")])
    yield "paragraph inserted", pieces_of(text, [(places[middle][0],) * 2 + ("The editor added “a word” here.\n",)])
    yield "paragraph removed", pieces_of(text, [(*places[middle], "")])
    yield "paragraph moved", _with_moved(text, places, middle, other)
    straight = [(at, at + 1, MARKS[mark]) for at, mark in enumerate(text) if mark in MARKS]
    line_ends = [(*each.span(), "\n" * (3 - min(len(each[0]), 2))) for each in re.finditer(r"\n+", text)]
    yield "marks made straight", pieces_of(text, straight)
    yield "marks curled", pieces_of(text, list(_curled(text)))
    yield "line ends", pieces_of(text, line_ends)
    yield "blanks doubled", pieces_of(text, blanks[::9])
    yield "letters mistyped", pieces_of(text, [(start + 1, start + 2, "x") for start, _ in some])
    yield "words replaced", pieces_of(text, [(*span, "replaced") for span in some])
    yield "sentences reworded", pieces_of(text, [(*span, _reworded(text[slice(*span)])) for span in sentences[::5]])


def _with_moved(text: str, places: list[Span], moved: int, before: int) -> list[Piece]:
    order = [number for number in range(len(places)) if number != moved]
    order.insert(order.index(before), moved)
    spans = [places[number] for number in order]
    return [Piece(start, end, text[start:end]) for start, end in spans]


def _curled(text: str) -> Iterator[Edit]:
    taken: set[int] = set()
    for pattern, mark in CURLED:
        for match in pattern.finditer(text):
            if match.start() not in taken:
                taken.add(match.start())
                yield match.start(), match.start() + 1, mark


def _reworded(sentence: str) -> str:
    """Return the sentence with its halves exchanged and every fourth word replaced."""
    words = sentence.rstrip(".!?").split()
    halves = [*words[len(words) // 2 :], *words[: len(words) // 2]]
    return " ".join("otherwise" if number % 4 == 0 else word for number, word in enumerate(halves)) + sentence[-1]


def found_again(texts: Path) -> dict[str, Found]:
    """Return how the spans of the package's articles are found again, by kind of edit and, as "all", over all kinds."""
    counts: dict[str, list[int]] = {}
    for source, name in load("sources").select("source_id", "file_name").iter_rows():
        text = (texts / name).read_bytes().decode("utf-8")
        rows = [load(table).filter(source_id=source) for table in ("quotes", "figures", "names", "reports", "evidence")]
        spans = sorted({span for frame in rows for span in frame.select("start", "end").drop_nulls().iter_rows()})
        for kind, pieces in edits_of(text, Random(source)):
            own = _count(text, pieces, spans)
            for key in (kind, "all"):
                counts[key] = [one + two for one, two in zip(counts.get(key, [0] * 5), own, strict=True)]
    return {
        kind: Found(right / max(intact, 1), wrong / total, orphans, total)
        for kind, (right, intact, wrong, orphans, total) in sorted(counts.items(), key=lambda each: each[0] == "all")
    }


def _count(text: str, pieces: list[Piece], spans: list[Span]) -> list[int]:
    """Return the numbers of right, intact, wrong, lost and all spans."""
    new, moved = edited(text, pieces)
    finder = SpanFinder(text, new)
    right = intact = wrong = orphans = 0
    for span in spans:
        anchor, expected = finder.find(*span), moved(*span)
        found = (anchor.start, anchor.end) if anchor else None
        right += expected.is_intact and found == expected.span
        intact += expected.is_intact
        wrong += found is not None and not expected.holds(found)
        orphans += found is None
    return [right, intact, wrong, orphans, len(spans)]
