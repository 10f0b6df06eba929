"""Finds two numbers that belong together: the ends of a range, or a part and its whole."""

import re

from legitimate_targets.suggest.figures.figure import FoundFigure, Window
from legitimate_targets.suggest.figures.hedges import hedge_of
from legitimate_targets.suggest.figures.numerals import ABBREVIATED, LARGE, Numeral
from legitimate_targets.suggest.figures.units import unit_after
from legitimate_targets.suggest.text.lexicon import listed

_HEDGE = r"(?:about\s+|an?\s+estimated\s+|roughly\s+|nearly\s+|almost\s+|over\s+|some\s+|just\s+|more\s+than\s+)?"
MOVED = re.compile(rf"\b(?:{'|'.join(listed('moved'))})\s+(?:by\s+)?{_HEDGE}$", re.I)
"""After these words the second number is where something went, and not the end of a range: rose 4 percent to 84."""

TO = re.compile(r"\s?[-–—]\s?|\s+to\s+")
LEAD = re.compile(rf"\b(?:between|from)\s+{_HEDGE}$", re.I)
BETWEEN = re.compile(rf"\bbetween\s+{_HEDGE}$", re.I)
FROM = re.compile(rf"\bfrom\s+{_HEDGE}$", re.I)
UNIT_BETWEEN = re.compile(r"\s?-?(?P<unit>percent|%|per\s?cent|[A-Za-z]+?)s?\s*(?:-|–|\bto\b|\band\b)")
MAGNITUDE = re.compile(rf"\b(?:{'|'.join(LARGE)})$|(?:bn|mn|tn|[mMkKB])$", re.I)
PART = re.compile(r"\s+(?:out\s+)?(?:of|in)\s+(?:the\s+|every\s+|its\s+|their\s+|all\s+)?$")


def is_range(window: Window, first: Numeral, second: Numeral) -> bool:
    """Return whether two numbers are the ends of a range.

    They are joined by a dash or `to`, after `between` by `and`, or, if neither is twice the other, by `or`.
    """
    gap = window.text[first.end : second.start]
    before = window.before(first.start)
    if first.is_vague or second.is_vague or MOVED.search(before) or not _is_same_unit(window, first, second, gap):
        return False
    plain = _without_unit(gap)
    if TO.fullmatch(gap) or TO.fullmatch(plain):
        return second.value > first.value or (FROM.search(before) is not None and second.value != first.value)
    if re.fullmatch(r"\s+or\s+", gap):
        return not first.currency and first.value < second.value <= 2 * first.value
    return re.fullmatch(r"\s+and\s+", plain) is not None and BETWEEN.search(before) is not None


def _is_same_unit(window: Window, first: Numeral, second: Numeral, gap: str) -> bool:
    """Return whether a unit after the first number is that of the second, and a currency of the second of the first."""
    unit = UNIT_BETWEEN.match(gap)
    if unit and unit["unit"] not in ("to", "and"):
        after = window.after(second.end, 20)
        is_same = re.match(rf"[\s-]*{re.escape(unit['unit'])}", after) is not None
        is_bare = re.match(r"\s*(?:%|[a-z]+s\b|percent|per\b)", after) is None
        return is_same or (is_bare and FROM.search(window.before(first.start)) is not None)
    return not (second.currency and not first.currency and not gap.startswith("-"))


def _without_unit(gap: str) -> str:
    return re.sub(r"^\s?-?(?:percent|%|per\s?cent|[a-zA-Z]{1,12}?)(?=\s+(?:to|and)\s+$)", "", gap)


def is_part(window: Window, first: Numeral, second: Numeral) -> bool:
    """Return whether the first number is a part of the second: 26 of 35, one in five."""
    gap = window.text[first.end : second.start]
    if first.currency or second.is_vague or first.is_vague or not PART.fullmatch(gap):
        return False
    is_directly_in = re.search(r"\bin\s+(?:every\s+)?$", gap) is not None
    return first.value < second.value and (" in " not in gap or first.in_words or is_directly_in)


def range_of(window: Window, first: Numeral, second: Numeral) -> FoundFigure:
    """Return the range of two numbers; a magnitude or a currency that is printed once belongs to both."""
    found = unit_after(window.text, second.end, window.end, second.currency or first.currency, second.value)
    low, high = sorted((_scaled(window, first, second), second.value))
    lead = LEAD.search(window.before(first.start))
    start = first.start - len(lead.group()) if lead else hedge_of(window, first.start, found.end).start
    number = (first.start, second.end)
    return FoundFigure(start, found.end, None, low, high, "range", found.code, found.noun, "range", number)


def _scaled(window: Window, first: Numeral, second: Numeral) -> float:
    """Return the first number with the magnitude of the second if that keeps it smaller: 10 to 20 million."""
    last = MAGNITUDE.search(window.text[second.start : second.end])
    if last is None or first.is_scaled:
        return first.value
    word = last.group()
    factor = LARGE.get(word.lower(), ABBREVIATED.get(word, ABBREVIATED.get(word.lower(), 1.0)))
    return first.value * factor if first.value < second.value / factor else first.value
