"""Two numbers that belong together: the ends of a range, or a part and its whole."""

import re

from legitimate_targets.suggest.figures.figure import Figure
from legitimate_targets.suggest.figures.hedges import hedge
from legitimate_targets.suggest.figures.numerals import LARGE, SHORT, Numeral
from legitimate_targets.suggest.figures.units import counted
from legitimate_targets.suggest.figures.window import Window
from legitimate_targets.suggest.text.lexicon import listed

_HEDGE = r"(?:about\s+|an?\s+estimated\s+|roughly\s+|nearly\s+|almost\s+|over\s+|some\s+|just\s+|more\s+than\s+)?"
MOVED = re.compile(rf"\b(?:{'|'.join(listed('moved'))})\s+(?:by\s+)?{_HEDGE}$", re.I)
"""Behind these words the second number is where something went, and not the end of a range: rose 4 percent to 84."""

TO = re.compile(r"\s?[-–—]\s?|\s+to\s+")
LEAD = re.compile(rf"\b(?:between|from)\s+{_HEDGE}$", re.I)
BETWEEN = re.compile(rf"\bbetween\s+{_HEDGE}$", re.I)
FROM = re.compile(rf"\bfrom\s+{_HEDGE}$", re.I)
UNIT_BETWEEN = re.compile(r"\s?-?(?P<unit>percent|%|per\s?cent|[A-Za-z]+?)s?\s*(?:-|–|\bto\b|\band\b)")
MAGNITUDE = re.compile(rf"\b(?:{'|'.join(LARGE)})$|(?:bn|mn|tn|[mMkKB])$", re.I)
PART = re.compile(r"\s+(?:out\s+)?(?:of|in)\s+(?:the\s+|every\s+|its\s+|their\s+|all\s+)?$")


def is_range(window: Window, first: Numeral, second: Numeral) -> bool:
    """A number, a dash or `to`, a number; with `and` only behind `between`, with `or` only close together."""
    gap = window.text[first.end : second.start]
    before = window.before(first.start)
    if first.vague or second.vague or MOVED.search(before) or not _same_unit(window, first, second, gap):
        return False
    plain = _without_unit(gap)
    if TO.fullmatch(gap) or TO.fullmatch(plain):
        rising = second.value > first.value or (FROM.search(before) is not None and second.value != first.value)
        return rising
    if re.fullmatch(r"\s+or\s+", gap):
        return not first.currency and first.value < second.value <= 2 * first.value
    return re.fullmatch(r"\s+and\s+", plain) is not None and BETWEEN.search(before) is not None


def _same_unit(window: Window, first: Numeral, second: Numeral, gap: str) -> bool:
    """Whether a unit between two numbers stands behind the second too, and a currency of the second at the first."""
    unit = UNIT_BETWEEN.match(gap)
    if unit and unit["unit"] not in ("to", "and"):
        behind = window.behind(second.end, 20)
        same = re.match(rf"[\s-]*{re.escape(unit['unit'])}", behind) is not None
        bare = re.match(r"\s*(?:%|[a-z]+s\b|percent|per\b)", behind) is None
        return same or (bare and FROM.search(window.before(first.start)) is not None)
    return not (second.currency and not first.currency and not gap.startswith("-"))


def _without_unit(gap: str) -> str:
    return re.sub(r"^\s?-?(?:percent|%|per\s?cent|[a-zA-Z]{1,12}?)(?=\s+(?:to|and)\s+$)", "", gap)


def is_part(window: Window, first: Numeral, second: Numeral) -> bool:
    """26 of 35, one in five: the second number is the whole that the first is a part of."""
    gap = window.text[first.end : second.start]
    if first.currency or second.vague or first.vague or not PART.fullmatch(gap):
        return False
    directly = re.search(r"\bin\s+(?:every\s+)?$", gap) is not None
    return first.value < second.value and (" in " not in gap or first.words or directly)


def range_of(window: Window, first: Numeral, second: Numeral) -> Figure:
    """The range of two numbers; a magnitude or a currency that only one has is that of both."""
    found = counted(window.text, second.end, window.end, second.currency or first.currency, second.value)
    ends = sorted((_scaled(window, first, second), second.value))
    lead = LEAD.search(window.before(first.start))
    start = first.start - len(lead.group()) if lead else hedge(window, first.start, found.end).start
    number = (first.start, second.end)
    return Figure(start, found.end, None, ends[0], ends[1], "range", found.unit, found.noun, "range", number)


def _scaled(window: Window, first: Numeral, second: Numeral) -> float:
    """The first number with the magnitude of the second, if it has none and is smaller with it: 10 to 20 million."""
    last = MAGNITUDE.search(window.text[second.start : second.end])
    if last is None or first.scaled:
        return first.value
    word = last.group()
    factor = LARGE.get(word.lower(), SHORT.get(word, SHORT.get(word.lower(), 1.0)))
    return first.value * factor if first.value < second.value / factor else first.value
