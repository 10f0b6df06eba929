"""An article's text as the rules read it: divided into lines, quotations and sentences."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from legitimate_targets.suggest.speakers.sentence import Sentence
from legitimate_targets.suggest.text.lines import Line
from legitimate_targets.suggest.text.quotation_marks import QuotedSpan


@dataclass(frozen=True)
class Reading:
    """An article's text, its lines, its quotations in order, and doubts about its quotation marks in sentences.

    `hidden` is the text with every outermost quotation hidden. `sentences` has one tuple per line; it is empty for
    lines that are not prose.
    """

    text: str
    hidden: str
    lines: tuple[Line, ...]
    quotations: tuple[QuotedSpan, ...]
    sentences: tuple[tuple[Sentence, ...], ...]
    doubts: tuple[str, ...]

    def line_at(self, position: int) -> int:
        """Return the index of the line that holds `position`."""
        return max(bisect_right(self.lines, position, key=lambda line: line.start) - 1, 0)

    def number_at(self, line: int, position: int) -> int | None:
        """Return the number of the sentence that holds `position` in the line of index `line`, or None."""
        number = bisect_right(self.sentences[line], position, key=lambda sentence: sentence.start) - 1
        return number if number >= 0 and position < self.sentences[line][number].end else None

    def sentence_at(self, position: int) -> Sentence | None:
        """Return the sentence that holds `position`, or None in a line that is not prose."""
        line = self.line_at(position)
        number = self.number_at(line, position)
        return None if number is None else self.sentences[line][number]

    def quotations_between(self, start: int, end: int) -> tuple[QuotedSpan, ...]:
        """Return the quotations that begin between two offsets, `end` excluded."""
        first, last = (bisect_left(self.quotations, place, key=lambda each: each.start) for place in (start, end))
        return self.quotations[first:last]
