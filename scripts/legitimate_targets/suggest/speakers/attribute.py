"""Gives every quotation of an article its source: from its sentence, from what stands around it, or from nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from legitimate_targets.suggest.speakers.rules import far_before, in_sentence, loose
from legitimate_targets.suggest.text.document import Reading
from legitimate_targets.suggest.text.quotation_marks import Quotation
from legitimate_targets.suggest.text.sentence import Sentence, Source
from legitimate_targets.suggest.text.tokens import hide, index_at, tokenize

LONGEST_LABEL = 5
"""Words that a quotation has at most whose sentence may name nobody because it is a label and not what one says."""


@dataclass(frozen=True)
class Attribution:
    """A quotation, the line it stands in, its source if one was found, whether it is a sentence of its own,
    and whether it lies inside another one."""

    quotation: Quotation
    line: int
    source: Source | None
    alone: bool
    inner: bool = False


def attribute(reading: Reading) -> list[Attribution]:
    """One attribution for each quotation of `reading`, in order."""
    found: list[Attribution] = []
    outermost: list[Attribution] = []
    for quotation in reading.quotations:
        last = outermost[-1] if outermost else None
        if last and quotation.end <= last.quotation.end:
            found.append(_inside(reading, quotation, last))
        else:
            outermost.append(_outermost(reading, quotation, outermost))
            found.append(outermost[-1])
    return found


def _inside(reading: Reading, quotation: Quotation, outer: Attribution) -> Attribution:
    """A quotation in a quotation: its source is in the words around it, else whoever speaks those words."""
    span = (outer.quotation.start, outer.quotation.end)
    inside = [each for each in reading.within(*span) if each != outer.quotation]
    tokens = tokenize(hide(reading.text, inside, span), *span)
    place = index_at(tokens, quotation.outer[0])
    source = in_sentence(Sentence(*span, tokens), place) if tokens[place].is_quote else None
    return Attribution(quotation, outer.line, source or outer.source, False, True)


def _outermost(reading: Reading, quotation: Quotation, found: list[Attribution]) -> Attribution:
    line = reading.line_at(quotation.outer[0])
    number = reading.number_at(line, quotation.outer[0])
    if number is None:
        return Attribution(quotation, line, None, False)
    sentence = reading.sentences[line][number]
    place = index_at(sentence.tokens, quotation.outer[0])
    alone = sentence.only_quotes
    before = found[-1] if found else None
    if quotation.continues and before:
        source = in_sentence(sentence, place) or before.source
    elif alone:
        source = _around(reading, line, number, found)
    else:
        source = in_sentence(sentence, place) or loose(sentence, place)
        if source is None and len(reading.text[quotation.start : quotation.end].split()) > LONGEST_LABEL:
            source = _around(reading, line, number, found)
    return Attribution(quotation, line, source, alone)


def _around(reading: Reading, line: int, number: int, found: list[Attribution]) -> Source | None:
    """A quotation that is a sentence: the source of the sentence before, of the one behind, of the paragraph before."""
    for source in _neighbours(reading, line, number, found):
        if source:
            return Source(source.span, source.kind, None, "context", False)
    return None


def _neighbours(reading: Reading, line: int, number: int, found: list[Attribution]) -> Iterator[Source | None]:
    sentences = reading.sentences[line]
    last = found[-1] if found else None
    if number and last and last.line == line and last.quotation.start >= sentences[number - 1].start:
        yield last.source
    if number:
        yield _speaking(sentences[number - 1])
    if last and last.line == line:
        yield last.source
    if number + 1 < len(sentences) and not number:
        yield _speaking_after(sentences[number + 1])
    before = [each for each in range(line) if reading.sentences[each]]
    if before:
        if last and last.line == before[-1]:
            yield last.source
        yield _speaking(reading.sentences[before[-1]][-1])
    if last:
        yield last.source


def _speaking(sentence: Sentence) -> Source | None:
    """Who speaks in a sentence: the subject of its last strong cue, or else who acts first in it."""
    end = len(sentence.tokens)
    return far_before(sentence, end) or loose(sentence, end)


def _speaking_after(sentence: Sentence) -> Source | None:
    return _speaking(sentence) if sentence.cues else None
