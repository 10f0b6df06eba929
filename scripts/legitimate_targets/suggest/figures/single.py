"""One number alone: with its hedge and noun, as a class of digits, or as a unit of time without a number."""

import re
from collections.abc import Iterator

from legitimate_targets.suggest.figures.figure import RELATIVE, TIMES, Figure
from legitimate_targets.suggest.figures.hedges import hedge, negation
from legitimate_targets.suggest.figures.numerals import Numeral
from legitimate_targets.suggest.figures.units import HOURS, Counted, counted
from legitimate_targets.suggest.figures.window import Window

CLASSES = {"single": (1.0, 9.0), "double": (10.0, 99.0), "triple": (100.0, 999.0)}
DIGIT_CLASS = re.compile(r"\b(?:in\s+(?:the\s+)?)?(?P<class>single|double|triple)[\s-](?:digits|figures)\b(?!-)", re.I)
_TIME = "|".join(TIMES)
ALONE = re.compile(rf"(?<![\w’'-])(?:an?\s+(?P<unit>{_TIME})|(?P<many>{_TIME})s){RELATIVE}", re.I)
VAGUE_BEFORE = re.compile(
    r"(?:the|these|those|some|several|few|many|recent|of|in|for|\d|couple|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half))\s+$",
    re.I,
)
OF = re.compile(r"\s+of\s+(?:(?:the|its|their|his|her|all|our)\s+)?")
ORDINAL = re.compile(r"(?:st|nd|rd|th)\s+(years?|months?|weeks?|days?)\b")


def single(window: Window, numeral: Numeral) -> Figure:
    """The figure of one number."""
    found = _noun(window, numeral)
    hedged = hedge(window, numeral.start, found.end)
    number = (numeral.start, numeral.end)
    if numeral.vague:
        lead = re.search(r"\bin\s+the\s+$", window.before(numeral.start, 8))
        start = numeral.start - len(lead.group()) if lead else hedged.start
        low = numeral.value
        return Figure(start, found.end, None, low, None, "magnitude", found.unit, found.noun, "magnitude", number)
    value, unit = _relative(window, numeral, found)
    refused = negation(window, numeral.start) if hedged.qualifier == "exact" else None
    if refused is not None:
        return Figure(refused, found.end, None, value, value, "negated", unit, found.noun, "negated", number)
    low_end = value if hedged.qualifier in ("at_least", "more_than") else None
    high_end = value if hedged.qualifier == "at_most" else None
    rule = "money" if numeral.currency else "words" if numeral.words else "digits"
    firm = bool(found.noun or numeral.currency or unit != "count")
    span = (hedged.start, hedged.end)
    return Figure(*span, value, low_end, high_end, hedged.qualifier, unit, found.noun, rule, number, firm)


def _noun(window: Window, numeral: Numeral) -> Counted:
    """What is counted; a magnitude and a fraction have `of` between."""
    text, limit = window.text, window.end
    words = text[numeral.start : numeral.end].lower()
    link = OF.match(text, numeral.end, limit)
    fraction = numeral.words and 0 < numeral.value < 1
    if link and (numeral.vague or fraction or words == "one"):
        behind = counted(text, link.end() - 1, limit, None, 2.0)
        return behind if behind.end >= link.end() else Counted(numeral.end, "count", "")
    if numeral.vague or words == "half":
        return Counted(numeral.end, "count", "")
    ordinal = ORDINAL.match(text, numeral.end, limit)
    if ordinal:
        return Counted(ordinal.end(), "a" if ordinal[1].startswith("year") else ordinal[1].rstrip("s"), ordinal[1])
    return counted(text, numeral.end, limit, numeral.currency, numeral.value)


def _relative(window: Window, numeral: Numeral, found: Counted) -> tuple[float, str]:
    """A time between two events in hours; any other value as it is printed."""
    factor = HOURS.get(found.unit)
    if factor and re.match(RELATIVE, window.behind(found.end, 12)):
        return numeral.value * factor, "h"
    return numeral.value, found.unit


def digit_classes(window: Window) -> Iterator[Figure]:
    """In double digits; not in single digits."""
    for found in DIGIT_CLASS.finditer(window.text, window.start, window.end):
        low, high = CLASSES[found["class"].lower()]
        refused = re.search(r"\bnot\s+(?:be\s+)?$", window.before(found.start(), 12))
        start = found.start() - len(refused.group()) if refused else found.start()
        qualifier = "negated" if refused else "range"
        yield Figure(start, found.end(), None, low, high, qualifier, "count", "", "digit-class", found.span())


def times_alone(window: Window) -> Iterator[Figure]:
    """A day after, hours before: a unit of time that dates one event from another, without a number."""
    for found in ALONE.finditer(window.text, window.start, window.end):
        if VAGUE_BEFORE.search(window.before(found.start(), 12)):
            continue
        unit = (found["unit"] or found["many"]).lower()
        factor, code = (HOURS[unit], "h") if unit in HOURS else (1.0, "a" if unit == "year" else unit)
        value, low, qualifier = (factor, None, "exact") if found["unit"] else (None, factor, "magnitude")
        yield Figure(*found.span(), value, low, None, qualifier, code, unit, "relative-time", found.span())
