"""Whether a number counts something, or is part of a name or a pronoun."""

import re

from legitimate_targets.suggest.figures.figure import RELATIVE, TIMES
from legitimate_targets.suggest.figures.numerals import Numeral
from legitimate_targets.suggest.figures.units import UNITS, is_plural
from legitimate_targets.suggest.figures.window import Window
from legitimate_targets.suggest.text.lexicon import (
    AUXILIARIES,
    CALENDAR,
    CONJUNCTIONS,
    CUE_FORMS,
    DEMONYMS,
    OFFICE_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    STRONG,
    WEAK,
    listed,
)

_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
ONE_WITH_NUMBER = re.compile(
    rf"one\s+(?:(?:{'|'.join(TIMES)}){RELATIVE}|(?:to|or|and|in|in\s+every|out\s+of)\s+{_NUMBER}\b)", re.I
)
ONE_PERSON = re.compile(rf"one\s+(?:[\w’'-]+\s+){{0,3}}?(?:{'|'.join(sorted(OFFICE_WORDS))}),?\s+(?P<verb>\w+)", re.I)
"""One diplomat said: somebody, and no count."""

NOT_ONE = frozenset(listed("not_one"))
AFTER_ONE = (PREPOSITIONS - {"of"} | CONJUNCTIONS | AUXILIARIES | PRONOUNS | CUE_FORMS - {*STRONG, *WEAK}) | frozenset(
    listed("after_one")
)
BEFORE_DIGITS = PREPOSITIONS | CONJUNCTIONS | CUE_FORMS | frozenset(listed("before_digits"))
WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w’'&/.-]*)\s$")
WORDS_BEHIND = re.compile(r"\s+(?P<words>[A-Z][\w’'-]{3,}(?:\s+(?:and\s+)?[\w’'-]+){0,4})")


def counts(window: Window, numeral: Numeral) -> bool:
    """Whether a number that is no date is a figure."""
    words = window.text[numeral.start : numeral.end]
    if numeral.words and words.lower() == "one":
        return _one_counts(window, numeral)
    if numeral.words or numeral.vague:
        joined = re.match(r"-(?:way|fold|dimensional|sided)", window.behind(numeral.end))
        return not joined and not _is_named(window, numeral)
    if numeral.currency or numeral.scaled:
        return True
    return not _before_name(window, numeral) and not _behind_name(window, numeral)


def _one_counts(window: Window, numeral: Numeral) -> bool:
    """Whether `one` counts something: before a noun, or of several."""
    if ONE_WITH_NUMBER.match(window.text, numeral.start, window.end):
        return True
    person = ONE_PERSON.match(window.text, numeral.start, window.end)
    if person and person["verb"].lower() in CUE_FORMS:
        return False
    before = re.findall(r"[\w’'-]+|[^\w\s]", window.before(numeral.start, 30))[-1:]
    behind = re.match(r"(?P<gap>[\s-]*)(?P<word>[\w’']+)", window.behind(numeral.end))
    if not behind or (before and before[0].lower() in NOT_ONE) or behind["word"][0] in "’'0123456789":
        return False
    if "-" in behind["gap"]:
        return bool(re.match(rf"-(?:(?:{'|'.join(TIMES)})s?|third|quarter|half)\b", window.behind(numeral.end)))
    named = window.text[numeral.start].isupper() and before and before[0][0].isupper()
    return not named and behind["word"].lower() not in AFTER_ONE and not behind["word"].endswith("ing")


def _is_named(window: Window, numeral: Numeral) -> bool:
    """Whether a number in words is part of a name: a capital inside a sentence, as in the Group of Seven."""
    return window.text[numeral.start].isupper() and window.before(numeral.start, 2).strip()[-1:].isalnum()


def _behind_name(window: Window, numeral: Numeral) -> bool:
    """Whether bare digits stand behind a capitalised word and before nothing that they could count."""
    before = WORD_BEFORE.search(window.before(numeral.start))
    word = before["word"] if before else ""
    if word.islower() or word.lower() in CALENDAR | {"the", "a", ""}:
        return False
    behind = re.match(r"\s+([a-z]+)\b", window.behind(numeral.end))
    if behind and is_plural(behind[1]):
        return word.isupper() and len(word) > 1
    return word.lower() not in BEFORE_DIGITS and not UNITS.match(window.text, numeral.end, window.end)


def _before_name(window: Window, numeral: Numeral) -> bool:
    """Whether a small whole number stands before a name that is no plural, as in a 787 Dreamliner."""
    behind = WORDS_BEHIND.match(window.behind(numeral.end))
    bare = window.text[numeral.start : numeral.end].isdigit()
    if not behind or not bare or UNITS.match(window.text, numeral.end, window.end):
        return False
    words = behind["words"].split()
    return not any(is_plural(word) for word in words) and words[0].lower() not in DEMONYMS
