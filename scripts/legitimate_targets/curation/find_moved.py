"""Finds the span of an old text again in a new one, by steps from sure to likely; never by a best guess.

Offset, exact words with their context, the map of differences, words that are alike; what no step finds is an orphan.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from legitimate_targets.curation.text_diff import Difference, difference, folded

CONTEXTS = (48, 24, 12)
AROUND = 24
ALIKE = 70.0
"""The least likeness, of 100, of words that were edited, and of the words around them."""

APART = 10.0
LONG = 20
Span = tuple[int, int]


@dataclass(frozen=True)
class Anchor:
    """Where a span is now, and the step that found it."""

    start: int
    end: int
    step: str


class Ladder:
    """An old and a new version of one text."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._old, self._new = folded(old), folded(new)
        self._map: Difference | None = None

    def find(self, start: int, end: int) -> Anchor | None:
        """The span's place in the new text; null for an orphan."""
        for step in (self._offset, self._exact, self._mapped, self._alike):
            found = step(start, end)
            if found:
                return Anchor(*found, step.__name__.strip("_"))
        return None

    def _offset(self, start: int, end: int) -> Span | None:
        """The same words at the same place, with the same words on both sides."""
        wide = slice(max(start - AROUND, 0), end + AROUND)
        return (start, end) if self._old[wide] == self._new[wide] else None

    def _exact(self, start: int, end: int) -> Span | None:
        """The same words with the same context, where they stand once; of several, the one where the map leads."""
        for before, behind in _contexts():
            left, right = max(start - before, 0), min(end + behind, len(self._old))
            found = list(_places(self._new, self._old[left:right]))
            spans = [(place + start - left, place + end - left) for place in found]
            if len(spans) == 1 and self._is_whole(*spans[0], start, end):
                return spans[0]
            mapped = self.difference.to_new(start)
            if len(spans) > 1 and mapped is not None and (mapped, mapped + end - start) in spans:
                return mapped, mapped + end - start
        return None

    def _mapped(self, start: int, end: int) -> Span | None:
        """Where the first and the last characters that are still there went, if the words and their sides are alike."""
        kept = [self.difference.to_new(place) for place in range(start, end)]
        places = [place for place in kept if place is not None]
        if not places or len(places) * 2 < end - start:
            return None
        first, last = self._to_words(min(places), max(places) + 1, start, end)
        return (first, last) if self._is_same(first, last, start, end) else None

    def _alike(self, start: int, end: int) -> Span | None:
        """The one stretch of the new text that is like long words which were both moved and edited."""
        words = self._old[start:end]
        if len(words) < LONG:
            return None
        best = fuzz.partial_ratio_alignment(words, self._new, score_cutoff=ALIKE)
        if best is None or best.dest_end <= best.dest_start:
            return None
        rest = self._new[: best.dest_start] + "\n" * len(words) + self._new[best.dest_end :]
        second = fuzz.partial_ratio(words, rest)
        first, last = self._to_words(best.dest_start, best.dest_end, start, end)
        sure = best.score - second >= APART and fuzz.ratio(words, self._new[first:last]) >= ALIKE
        return (first, last) if sure and self._is_whole(first, last, start, end) else None

    @property
    def difference(self) -> Difference:
        """The map from the old text to the new one, made when it is first needed."""
        if self._map is None:
            self._map = difference(self.old, self.new)
        return self._map

    def _is_same(self, first: int, last: int, start: int, end: int) -> bool:
        """Whether two spans, and both with what stands around them, are alike enough."""
        wide_old = self._old[max(start - AROUND, 0) : end + AROUND]
        wide_new = self._new[max(first - AROUND, 0) : last + AROUND]
        alike = fuzz.ratio(self._old[start:end], self._new[first:last]) >= ALIKE
        return alike and fuzz.ratio(wide_old, wide_new) >= ALIKE and self._is_whole(first, last, start, end)

    def _is_whole(self, first: int, last: int, start: int, end: int) -> bool:
        """Whether the new span cuts no word where the old one cut none."""
        return (
            all(_cuts(self._old, old) or not _cuts(self._new, new) for old, new in ((start, first), (end, last)))
            and first < last
        )

    def _to_words(self, first: int, last: int, start: int, end: int) -> Span:
        """The span widened to whole words where the old one cut none, without blanks at its ends: the edge may have
        been edited.
        """
        while first < last and self._new[first].isspace():
            first += 1
        while first < last and self._new[last - 1].isspace():
            last -= 1
        while first > 0 and _cuts(self._new, first) and not _cuts(self._old, start):
            first -= 1
        while last < len(self._new) and _cuts(self._new, last) and not _cuts(self._old, end):
            last += 1
        return first, last


def _contexts() -> Iterator[tuple[int, int]]:
    for width in CONTEXTS:
        yield width, width
    yield CONTEXTS[0], 0
    yield 0, CONTEXTS[0]


def _places(text: str, words: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(f"(?={re.escape(words)})", text)) if words else iter(())


def _cuts(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()
