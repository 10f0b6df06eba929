"""What every rule works on: an article divided into lines, quotations and sentences, once."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from legitimate_targets.suggest.text.lines import DATELINE, Line, classify
from legitimate_targets.suggest.text.quotation_marks import Quotation, scan
from legitimate_targets.suggest.text.sentence import Sentence
from legitimate_targets.suggest.text.tokens import hide, sentences, tokenize

SILENT = frozenset(("furniture", "byline", "date"))
"""Kinds of line that are no part of the article's prose."""


@dataclass(frozen=True)
class Reading:
    """An article's text with its lines, its quotations in order, and what is doubtful about its marks."""

    text: str
    lines: tuple[Line, ...]
    quotations: tuple[Quotation, ...]
    doubts: tuple[str, ...]

    @cached_property
    def hidden(self) -> str:
        """The text with every outermost quotation hidden."""
        return hide(self.text, self.quotations)

    @cached_property
    def sentences(self) -> tuple[tuple[Sentence, ...], ...]:
        """The sentences of every line of prose, in the order of `lines`; none for the others."""
        return tuple(tuple(self._of(line)) for line in self.lines)

    def _of(self, line: Line) -> Iterator[Sentence]:
        if line.kind in SILENT:
            return
        for start, end in sentences(self.hidden, self.dateline_end(line), line.end):
            yield Sentence(
                start, end, tokenize(self.hidden, start, end), line.kind in ("headline", "subhead", "bullet")
            )

    def dateline_end(self, line: Line) -> int:
        """Where the prose of a line begins: behind the dateline in the first paragraph."""
        first = next((each for each in self.lines if each.kind == "body"), None)
        dateline = DATELINE.match(self.text, line.start, line.end) if line == first else None
        return dateline.end() if dateline else line.start

    def line_at(self, position: int) -> int:
        """The index of the line that holds `position`."""
        return max(bisect_right(self.lines, position, key=lambda line: line.start) - 1, 0)

    def number_at(self, line: int, position: int) -> int | None:
        """The number of the sentence of a line that holds `position`."""
        number = bisect_right(self.sentences[line], position, key=lambda sentence: sentence.start) - 1
        return number if number >= 0 and position < self.sentences[line][number].end else None

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds `position`; null in lines without prose."""
        line = self.line_at(position)
        number = self.number_at(line, position)
        return None if number is None else self.sentences[line][number]

    def within(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The quotations that begin between two offsets."""
        first, last = (bisect_left(self.quotations, place, key=lambda each: each.start) for place in (start, end))
        return self.quotations[first:last]


def read(text: str) -> Reading:
    """Reads a text."""
    scanned = scan(text)
    return Reading(text, classify(text), scanned.quotations, scanned.doubts)
