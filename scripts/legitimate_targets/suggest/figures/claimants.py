"""Whose number a figure is: the speaker of its quotation, whoever says its clause, the source of its list, or
nobody.
"""

import re
from bisect import bisect_right

from legitimate_targets.suggest.figures.figure import Figure
from legitimate_targets.suggest.speakers.attribution import Attribution
from legitimate_targets.suggest.speakers.reading import Reading
from legitimate_targets.suggest.speakers.sentence import ActorMention, Cue, Sentence, Speaker
from legitimate_targets.suggest.speakers.subjects import main_subject, mention_from, subject_of
from legitimate_targets.suggest.text.lexicon import ARTICLES, listed
from legitimate_targets.suggest.text.tokens import DASHES, Token, index_at

ASIDES = frozenset(listed("asides"))
"""What begins an aside behind a comma: an apposition, a relative clause, a clause of time."""

ACTING = frozenset(listed("acting"))
"""Verbs that do something with a number of things, unless `that` follows: add, attack with."""

ADJECTIVE = re.compile(r"-(?:year|month|week|day|hour|decade)s?$")


def claimant(reading: Reading, figure: Figure, attributions: list[Attribution]) -> Speaker | None:
    """The source of a figure; null for one that the article says in its own voice, and for a reporter's aside."""
    around = innermost(figure.start, figure.end, attributions)
    if around:
        return around.speaker
    sentence = reading.sentence_at(figure.start)
    if sentence is None:
        return None
    line = reading.line_at(figure.start)
    is_item = reading.lines[line].kind == "bullet" and not sentence.cues
    return _in_sentence(sentence, figure, reading.text) or (_lead_in(reading, line) if is_item else None)


def innermost(start: int, end: int, attributions: list[Attribution]) -> Attribution | None:
    """The last quotation that begins at or before `start` and holds the span; none where the outermost one ends
    before.
    """
    index = bisect_right(attributions, start, key=lambda each: each.quotation.start) - 1
    while index >= 0:
        each = attributions[index]
        if end <= each.quotation.end:
            return each
        if not each.is_inner:
            return None
        index -= 1
    return None


def _in_sentence(sentence: Sentence, figure: Figure, text: str) -> Speaker | None:
    if ADJECTIVE.search(text[figure.start : figure.end]):
        return None
    place = index_at(sentence.tokens, figure.number[0])
    return _before(sentence, place) or _behind(sentence, place)


def _before(sentence: Sentence, place: int) -> Speaker | None:
    """The nearest cue before the figure, if no aside begins between."""
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
    """Whether the figure stands in dashes, brackets, an apposition or a participle clause that the cue does not
    reach.
    """
    between = tokens[begin:place]
    marks = [token.text for token in between]
    if sum(mark in DASHES for mark in marks) % 2 or marks.count("(") > marks.count(")") or ";" in marks:
        return True
    if _is_relative(tokens, cue) and "," in marks:
        return True
    commas = [index for index, mark in enumerate(marks) if mark == ","]
    if cue.according and commas and commas[0] == 0:
        commas = commas[1:]
    if not commas:
        return False
    behind = tokens[begin + commas[-1] + 1].lower
    if cue.according and len(commas) == 1 and not behind.endswith("ing"):
        return False
    return behind in ASIDES or (behind.endswith("ing") and behind not in ("saying", "adding", "including"))


def _behind(sentence: Sentence, place: int) -> Speaker | None:
    """…, X said; …, according to X: set off by a comma, with no other quotation between."""
    tokens = sentence.tokens
    for cue in sentence.cues:
        if cue.first <= place or not cue.strong or cue.participle:
            continue
        subject = _subject_behind(sentence, cue, place)
        if subject is None or subject.first <= place:
            continue
        first = _first_of_tail(tokens, min(cue.first, subject.first))
        if tokens[first - 1].text in (",", *DASHES) and not any(
            token.is_quote or token.text == ";" for token in tokens[place:first]
        ):
            return sentence.speaker(subject, cue, "behind", True)
    return None


def _is_relative(tokens: list[Token], cue: Cue) -> bool:
    """Whether the cue is the verb of a relative clause in commas, which the next comma ends: X, which reports, …"""
    return cue.first > 1 and tokens[cue.first - 1].lower in ("who", "which") and tokens[cue.first - 2].text == ","


def _subject_behind(sentence: Sentence, cue: Cue, place: int) -> ActorMention | None:
    """The subject of a cue behind the figure: X said, or, where the cue begins the tail, said X."""
    tokens = sentence.tokens
    if tokens[cue.first - 1].text in (",", *DASHES) and not cue.according:
        return mention_from(cue.last + 1, sentence) if cue.last + 1 < len(tokens) else None
    return subject_of(cue, sentence, place + 1)


def _first_of_tail(tokens: list[Token], first: int) -> int:
    """Where the words of a tail begin, its article included: the …, officials of the ministry said."""
    return first - 1 if tokens[first - 1].lower in ARTICLES else first


def _lead_in(reading: Reading, line: int) -> Speaker | None:
    """The source of the sentence with a colon that introduces a list."""
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
