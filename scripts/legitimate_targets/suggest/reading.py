"""What every rule works on: an article divided into lines, quotations and sentences, once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from legitimate_targets.suggest.lines import DATELINE, Line, classify
from legitimate_targets.suggest.quotation import Quotation, scan
from legitimate_targets.suggest.sentence import Sentence
from legitimate_targets.suggest.tokens import hide, sentences, tokenize

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
        return next(number for number, line in enumerate(self.lines) if line.start <= position <= line.end)


def read(text: str) -> Reading:
    """Reads a text."""
    scanned = scan(text)
    return Reading(text, classify(text), scanned.quotations, scanned.doubts)
