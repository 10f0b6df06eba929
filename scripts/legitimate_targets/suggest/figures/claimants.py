"""Finds whose number a figure is: the speaker of its quotation, its clause or its list, or nobody."""

import re
from bisect import bisect_right

from legitimate_targets.suggest.figures.figure import FoundFigure
from legitimate_targets.suggest.speakers.attribution import Attribution
from legitimate_targets.suggest.speakers.reading import Reading
from legitimate_targets.suggest.speakers.sentence import ActorMention, Cue, Sentence, Speaker
from legitimate_targets.suggest.speakers.subjects import main_subject, mention_from, subject_of
from legitimate_targets.suggest.text.lexicon import ARTICLES, listed
from legitimate_targets.suggest.text.tokens import DASHES, Token, index_at

ASIDES = frozenset(listed("asides"))
"""Words that begin an aside after a comma: an apposition, a relative clause, a clause of time."""

ACTING = frozenset(listed("acting"))
"""Verbs that do something with a number of things and report it only before `that`: add, attack with."""

ADJECTIVE = re.compile(r"-(?:year|month|week|day|hour|decade)s?$")


def claimant_of(reading: Reading, figure: FoundFigure, attributions: list[Attribution]) -> Speaker | None:
    """Return the speaker who gives a figure; None if the article gives it in its own voice or in a reporter's aside."""
    quotation = innermost_quotation(figure.start, figure.end, attributions)
    if quotation:
        return quotation.speaker
    sentence = reading.sentence_at(figure.start)
    if sentence is None:
        return None
    line = reading.line_at(figure.start)
    is_item = reading.lines[line].kind == "bullet" and not sentence.cues
    return _in_sentence(sentence, figure, reading.text) or (_speaker_of_list(reading, line) if is_item else None)


def innermost_quotation(start: int, end: int, attributions: list[Attribution]) -> Attribution | None:
    """Return the innermost quotation that holds the span; None if it is in no quotation."""
    index = bisect_right(attributions, start, key=lambda each: each.quotation.start) - 1
    while index >= 0:
        each = attributions[index]
        if end <= each.quotation.end:
            return each
        if not each.is_inner:
            return None
        index -= 1
    return None


def _in_sentence(sentence: Sentence, figure: FoundFigure, text: str) -> Speaker | None:
    if ADJECTIVE.search(text[figure.start : figure.end]):
        return None
    place = index_at(sentence.tokens, figure.number[0])
    return _speaker_before(sentence, place) or _speaker_after(sentence, place)


def _speaker_before(sentence: Sentence, place: int) -> Speaker | None:
    """Return the speaker of the nearest cue before token `place`, the figure, unless an aside begins between them."""
    tokens = sentence.tokens
    for cue in reversed([each for each in sentence.cues if each.last < place]):
        if tokens[cue.last].lower in ACTING and tokens[cue.last + 1].lower != "that":
            continue
        subject = subject_of(cue, sentence) or main_subject(cue, sentence)
        if subject is None or subject.first <= place <= subject.last:
            continue
        begin = max(cue.last, subject.last) + 1 if cue.according else cue.last + 1
        if _is_aside(tokens, begin, place, cue):
            return None
        return sentence.speaker(subject, cue, "according" if cue.according else "cue", cue.strong)
    return None


def _is_aside(tokens: list[Token], begin: int, place: int, cue: Cue) -> bool:
    """Return whether the figure is in dashes, brackets, an apposition or a participle clause beyond the cue's reach."""
    marks = [token.text for token in tokens[begin:place]]
    if sum(mark in DASHES for mark in marks) % 2 or marks.count("(") > marks.count(")") or ";" in marks:
        return True
    if _is_relative(tokens, cue) and "," in marks:
        return True
    commas = [index for index, mark in enumerate(marks) if mark == ","]
    if cue.according and commas and commas[0] == 0:
        commas = commas[1:]
    if not commas:
        return False
    first = tokens[begin + commas[-1] + 1].lower
    if cue.according and len(commas) == 1 and not first.endswith("ing"):
        return False
    return first in ASIDES or (first.endswith("ing") and first not in ("saying", "adding", "including"))


def _speaker_after(sentence: Sentence, place: int) -> Speaker | None:
    """Return the speaker after the figure, set off by a comma and with no quotation between: …, X said."""
    tokens = sentence.tokens
    for cue in sentence.cues:
        if cue.first <= place or not cue.strong or cue.participle:
            continue
        subject = _subject_after(sentence, cue, place)
        if subject is None or subject.first <= place:
            continue
        first = _start_of_tail(tokens, min(cue.first, subject.first))
        if tokens[first - 1].text in (",", *DASHES) and not any(
            token.is_quote or token.text == ";" for token in tokens[place:first]
        ):
            return sentence.speaker(subject, cue, "after", True)
    return None


def _is_relative(tokens: list[Token], cue: Cue) -> bool:
    """Return whether the cue is in a relative clause, which the next comma ends: X, which reports, …"""
    return cue.first > 1 and tokens[cue.first - 1].lower in ("who", "which") and tokens[cue.first - 2].text == ","


def _subject_after(sentence: Sentence, cue: Cue, place: int) -> ActorMention | None:
    """Return the subject of a cue after the figure: X said, or, if the cue begins the tail, said X."""
    tokens = sentence.tokens
    if tokens[cue.first - 1].text in (",", *DASHES) and not cue.according:
        return mention_from(cue.last + 1, sentence) if cue.last + 1 < len(tokens) else None
    return subject_of(cue, sentence, place + 1)


def _start_of_tail(tokens: list[Token], first: int) -> int:
    """Return where the words of a tail begin, with their article: the …, officials of the ministry said."""
    return first - 1 if tokens[first - 1].lower in ARTICLES else first


def _speaker_of_list(reading: Reading, line: int) -> Speaker | None:
    """Return the speaker of the sentence with a colon that introduces a list."""
    before = line - 1
    while before >= 0 and reading.lines[before].kind == "bullet":
        before -= 1
    if before < 0 or not reading.sentences[before]:
        return None
    sentence = reading.sentences[before][-1]
    if sentence.tokens[-1].text != ":":
        return None
    for cue in (*[each for each in sentence.cues if each.according], *reversed(sentence.cues)):
        subject = subject_of(cue, sentence)
        if subject:
            return sentence.speaker(subject, cue, "lead-in")
    return None
