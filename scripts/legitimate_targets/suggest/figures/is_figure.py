"""Decides whether a number counts something, or is a pronoun (one) or part of a name."""

import re

from legitimate_targets.suggest.figures.figure import RELATIVE, TIMES, Window
from legitimate_targets.suggest.figures.numerals import Numeral
from legitimate_targets.suggest.figures.units import UNITS, is_plural
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
"""Pattern of `one diplomat said`, which means a person and counts nothing if the verb is one of speech."""

NOT_ONE = frozenset(listed("not_one"))
AFTER_ONE = (PREPOSITIONS - {"of"} | CONJUNCTIONS | AUXILIARIES | PRONOUNS | CUE_FORMS - {*STRONG, *WEAK}) | frozenset(
    listed("after_one")
)
BEFORE_DIGITS = PREPOSITIONS | CONJUNCTIONS | CUE_FORMS | frozenset(listed("before_digits"))
WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w’'&/.-]*)\s$")
NAME_AFTER = re.compile(r"\s+(?P<words>[A-Z][\w’'-]{3,}(?:\s+(?:and\s+)?[\w’'-]+){0,4})")


def is_figure(window: Window, numeral: Numeral) -> bool:
    """Return whether a number that is not a date counts something."""
    words = window.text[numeral.start : numeral.end]
    if numeral.in_words and words.lower() == "one":
        return _one_counts(window, numeral)
    if numeral.in_words or numeral.is_vague:
        is_joined = re.match(r"-(?:way|fold|dimensional|sided)", window.after(numeral.end))
        return not is_joined and not _is_in_name(window, numeral)
    if numeral.currency or numeral.is_scaled:
        return True
    return not _is_before_name(window, numeral) and not _is_after_name(window, numeral)


def _one_counts(window: Window, numeral: Numeral) -> bool:
    """Return whether `one` counts something: it comes before a noun, or is one of several."""
    if ONE_WITH_NUMBER.match(window.text, numeral.start, window.end):
        return True
    person = ONE_PERSON.match(window.text, numeral.start, window.end)
    if person and person["verb"].lower() in CUE_FORMS:
        return False
    before = re.findall(r"[\w’'-]+|[^\w\s]", window.before(numeral.start, 30))[-1:]
    after = re.match(r"(?P<gap>[\s-]*)(?P<word>[\w’']+)", window.after(numeral.end))
    if not after or (before and before[0].lower() in NOT_ONE) or after["word"][0] in "’'0123456789":
        return False
    if "-" in after["gap"]:
        return bool(re.match(rf"-(?:(?:{'|'.join(TIMES)})s?|third|quarter|half)\b", window.after(numeral.end)))
    is_named = window.text[numeral.start].isupper() and before and before[0][0].isupper()
    return not is_named and after["word"].lower() not in AFTER_ONE and not after["word"].endswith("ing")


def _is_in_name(window: Window, numeral: Numeral) -> bool:
    """Return whether a number in words is part of a name: it has a capital inside a sentence, as in Group of Seven."""
    return window.text[numeral.start].isupper() and window.before(numeral.start, 2).strip()[-1:].isalnum()


def _is_after_name(window: Window, numeral: Numeral) -> bool:
    """Return whether bare digits follow a capitalised word and precede nothing that they could count."""
    before = WORD_BEFORE.search(window.before(numeral.start))
    word = before["word"] if before else ""
    if word.islower() or word.lower() in CALENDAR | {"the", "a", ""}:
        return False
    after = re.match(r"\s+([a-z]+)\b", window.after(numeral.end))
    if after and is_plural(after[1]):
        return word.isupper() and len(word) > 1
    return word.lower() not in BEFORE_DIGITS and not UNITS.match(window.text, numeral.end, window.end)


def _is_before_name(window: Window, numeral: Numeral) -> bool:
    """Return whether a small whole number precedes a name that is not a plural, as in a 787 Dreamliner."""
    after = NAME_AFTER.match(window.after(numeral.end))
    is_bare = window.text[numeral.start : numeral.end].isdigit()
    if not after or not is_bare or UNITS.match(window.text, numeral.end, window.end):
        return False
    words = after["words"].split()
    return not any(is_plural(word) for word in words) and words[0].lower() not in DEMONYMS
