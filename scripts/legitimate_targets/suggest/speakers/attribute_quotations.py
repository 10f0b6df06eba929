"""Finds the speaker of every quotation of an article: in its sentence, in what is around it, or nowhere."""

from collections.abc import Iterator

from legitimate_targets.suggest.speakers.attribution import Attribution
from legitimate_targets.suggest.speakers.build_reading import build_sentence
from legitimate_targets.suggest.speakers.reading import Reading
from legitimate_targets.suggest.speakers.rules import far_before, speaker_in_sentence, speaker_without_cue
from legitimate_targets.suggest.speakers.sentence import Sentence, Speaker
from legitimate_targets.suggest.text.quotation_marks import QuotedSpan
from legitimate_targets.suggest.text.tokens import hide_quotations, index_at

LONGEST_LABEL = 5
"""Words of a quotation that may be a label. Nobody need say a label, so no speaker is sought outside its sentence."""


def attribute_quotations(reading: Reading) -> list[Attribution]:
    """Return one attribution for each quotation of `reading`, in order."""
    found: list[Attribution] = []
    outermost: list[Attribution] = []
    for quotation in reading.quotations:
        last = outermost[-1] if outermost else None
        if last and quotation.end <= last.quotation.end:
            found.append(_inner(reading, quotation, last))
        else:
            outermost.append(_outermost(reading, quotation, outermost))
            found.append(outermost[-1])
    return found


def _inner(reading: Reading, quotation: QuotedSpan, outer: Attribution) -> Attribution:
    """Return the attribution of a quotation in a quotation, by the words around it or else to the outer speaker."""
    span = (outer.quotation.start, outer.quotation.end)
    inside = [each for each in reading.quotations_between(*span) if each != outer.quotation]
    sentence = build_sentence(hide_quotations(reading.text, inside, span), *span)
    place = index_at(sentence.tokens, quotation.outer[0])
    speaker = speaker_in_sentence(sentence, place) if sentence.tokens[place].is_quote else None
    return Attribution(quotation, outer.line, speaker or outer.speaker, False, True)


def _outermost(reading: Reading, quotation: QuotedSpan, found: list[Attribution]) -> Attribution:
    line = reading.line_at(quotation.outer[0])
    number = reading.number_at(line, quotation.outer[0])
    if number is None:
        return Attribution(quotation, line, None, False)
    sentence = reading.sentences[line][number]
    place = index_at(sentence.tokens, quotation.outer[0])
    before = found[-1] if found else None
    if quotation.continues and before:
        speaker = speaker_in_sentence(sentence, place) or before.speaker
    elif not sentence.has_own_words:
        speaker = _around(reading, line, number, found)
    else:
        speaker = speaker_in_sentence(sentence, place) or speaker_without_cue(sentence, place)
        if speaker is None and len(reading.text[quotation.start : quotation.end].split()) > LONGEST_LABEL:
            speaker = _around(reading, line, number, found)
    return Attribution(quotation, line, speaker, not sentence.has_own_words)


def _around(reading: Reading, line: int, number: int, found: list[Attribution]) -> Speaker | None:
    """Return the speaker whom the context of a sentence shows, with the rule "context"."""
    speaker = next(filter(None, _neighbours(reading, line, number, found)), None)
    return Speaker(speaker.span, speaker.kind, None, "context", False) if speaker else None


def _neighbours(reading: Reading, line: int, number: int, found: list[Attribution]) -> Iterator[Speaker | None]:
    """Yield the speakers in what is around a sentence, the likeliest first.

    These are the sentence before, the quotation before in the paragraph, the sentence after the first one of a
    paragraph, the paragraph before, and the last quotation at all.
    """
    sentences = reading.sentences[line]
    last = found[-1] if found else None
    if number and last and last.line == line and last.quotation.start >= sentences[number - 1].start:
        yield last.speaker
    if number:
        yield _speaker_of(sentences[number - 1])
    if last and last.line == line:
        yield last.speaker
    if number + 1 < len(sentences) and not number:
        yield _speaker_of(sentences[number + 1]) if sentences[number + 1].cues else None
    before = [each for each in range(line) if reading.sentences[each]]
    if before:
        if last and last.line == before[-1]:
            yield last.speaker
        yield _speaker_of(reading.sentences[before[-1]][-1])
    if last:
        yield last.speaker


def _speaker_of(sentence: Sentence) -> Speaker | None:
    """Return who speaks in a sentence: the subject of its last strong cue, or else who acts first in it."""
    end = len(sentence.tokens)
    return far_before(sentence, end) or speaker_without_cue(sentence, end)
