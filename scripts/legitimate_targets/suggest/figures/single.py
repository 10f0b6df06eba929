"""Makes the figure of one number with its hedge and noun, of a class of digits, or of a time without a number."""

import re
from collections.abc import Iterator

from legitimate_targets.suggest.figures.figure import HOURS, RELATIVE, TIMES, FoundFigure, Window
from legitimate_targets.suggest.figures.hedges import hedge_of, negation_before
from legitimate_targets.suggest.figures.numerals import Numeral
from legitimate_targets.suggest.figures.units import Unit, unit_after

CLASSES = {"single": (1.0, 9.0), "double": (10.0, 99.0), "triple": (100.0, 999.0)}
DIGIT_CLASS = re.compile(r"\b(?:in\s+(?:the\s+)?)?(?P<class>single|double|triple)[\s-](?:digits|figures)\b(?!-)", re.I)
_TIME = "|".join(TIMES)
TIME_ALONE = re.compile(rf"(?<![\w’'-])(?:an?\s+(?P<unit>{_TIME})|(?P<many>{_TIME})s){RELATIVE}", re.I)
VAGUE_BEFORE = re.compile(
    r"(?:the|these|those|some|several|few|many|recent|of|in|for|\d|couple|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half))\s+$",
    re.I,
)
OF = re.compile(r"\s+of\s+(?:(?:the|its|their|his|her|all|our)\s+)?")
ORDINAL = re.compile(r"(?:st|nd|rd|th)\s+(years?|months?|weeks?|days?)\b")


def single_figure(window: Window, numeral: Numeral) -> FoundFigure:
    """Return the figure of one number."""
    found = _unit(window, numeral)
    if numeral.is_vague:
        return _magnitude(window, numeral, found)
    hedge = hedge_of(window, numeral.start, found.end)
    number = (numeral.start, numeral.end)
    value, unit = _in_hours(window, numeral, found)
    negated = negation_before(window, numeral.start) if hedge.qualifier == "exact" else None
    if negated is not None:
        return FoundFigure(negated, found.end, None, value, value, "negated", unit, found.noun, "negated", number)
    low = value if hedge.qualifier in ("at_least", "more_than") else None
    high = value if hedge.qualifier == "at_most" else None
    rule = "money" if numeral.currency else "words" if numeral.in_words else "digits"
    is_firm = bool(found.noun or numeral.currency or unit != "count")
    span = (hedge.start, hedge.end)
    return FoundFigure(*span, value, low, high, hedge.qualifier, unit, found.noun, rule, number, is_firm)


def _magnitude(window: Window, numeral: Numeral, found: Unit) -> FoundFigure:
    """Return the figure of a magnitude, whose value is the lower bound: dozens of boats, in the thousands."""
    lead = re.search(r"\bin\s+the\s+$", window.before(numeral.start, 8))
    hedged = hedge_of(window, numeral.start, found.end).start
    start = numeral.start - len(lead.group()) if lead else hedged
    span, number = (start, found.end), (numeral.start, numeral.end)
    return FoundFigure(
        *span, None, numeral.value, None, "magnitude", found.code, found.noun, rule="magnitude", number=number
    )


def _unit(window: Window, numeral: Numeral) -> Unit:
    """Return what a number counts; after a magnitude, a fraction or `one`, `of` may come before it."""
    text, limit = window.text, window.end
    words = text[numeral.start : numeral.end].lower()
    link = OF.match(text, numeral.end, limit)
    is_fraction = numeral.in_words and 0 < numeral.value < 1
    if link and (numeral.is_vague or is_fraction or words == "one"):
        # Two stands for any number over one, after which only a plural is what is counted.
        counted = unit_after(text, link.end() - 1, limit, None, 2.0)
        return counted if counted.end >= link.end() else Unit(numeral.end, "count", "")
    if numeral.is_vague or words == "half":
        return Unit(numeral.end, "count", "")
    ordinal = ORDINAL.match(text, numeral.end, limit)
    if ordinal:
        return Unit(ordinal.end(), "a" if ordinal[1].startswith("year") else ordinal[1].rstrip("s"), ordinal[1])
    return unit_after(text, numeral.end, limit, numeral.currency, numeral.value)


def _in_hours(window: Window, numeral: Numeral, found: Unit) -> tuple[float, str]:
    """Return value and unit: of a time between two events in hours, of anything else as it is printed."""
    factor = HOURS.get(found.code)
    if factor and re.match(RELATIVE, window.after(found.end, 12)):
        return numeral.value * factor, "h"
    return numeral.value, found.code


def digit_classes(window: Window) -> Iterator[FoundFigure]:
    """Yield the figures of digit classes: in double digits, not in single digits."""
    for found in DIGIT_CLASS.finditer(window.text, window.start, window.end):
        low, high = CLASSES[found["class"].lower()]
        negation = re.search(r"\bnot\s+(?:be\s+)?$", window.before(found.start(), 12))
        start = found.start() - len(negation.group()) if negation else found.start()
        qualifier = "negated" if negation else "range"
        yield FoundFigure(start, found.end(), None, low, high, qualifier, "count", "", "digit-class", found.span())


def times_without_number(window: Window) -> Iterator[FoundFigure]:
    """Yield the units of time that date one event from another without a number: a day after, hours before."""
    for found in TIME_ALONE.finditer(window.text, window.start, window.end):
        if VAGUE_BEFORE.search(window.before(found.start(), 12)):
            continue
        unit = (found["unit"] or found["many"]).lower()
        factor, code = (HOURS[unit], "h") if unit in HOURS else (1.0, "a" if unit == "year" else unit)
        value, low, qualifier = (factor, None, "exact") if found["unit"] else (None, factor, "magnitude")
        yield FoundFigure(*found.span(), value, low, None, qualifier, code, unit, "relative-time", found.span())
