"""The figure grammar: every number of an article that counts or measures, with hedge, range, unit and noun."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from legitimate_targets.suggest.counted import HOURS, UNITS, Counted, counted, is_plural
from legitimate_targets.suggest.hedges import hedge, negation
from legitimate_targets.suggest.lexicon import (
    AUXILIARIES,
    CALENDAR,
    CONJUNCTIONS,
    CUE_FORMS,
    DEMONYMS,
    PREPOSITIONS,
    PRONOUNS,
    STRONG,
    WEAK,
    listed,
)
from legitimate_targets.suggest.notfigures import excluded
from legitimate_targets.suggest.numerals import LARGE, SHORT, Numeral, numerals
from legitimate_targets.suggest.reading import SILENT, Reading

RANGE = re.compile(
    r"\s*(?:-|–|—|to|and|or|through)\s*$|\s*(?:percent|%|per\s?cent|[A-Za-z]{1,10}\.?)?\s*(?:-|–|to|and|or)\s*$"
)
DIGIT_CLASSES = re.compile(r"\b(?:in\s+(?:the\s+)?)?(?P<class>single|double|triple)[\s-](?:digits|figures)\b", re.I)
CLASSES = {"single": (1.0, 9.0), "double": (10.0, 99.0), "triple": (100.0, 999.0)}
UNITS_OF_TIME = "seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?"
RELATIVE = r"(?=\s+(?:after|before|later|earlier|ahead)\b)"
ALONE = re.compile(
    rf"(?<![\w’'-])(?:(?P<one>an?|one)\s+(?P<unit>second|minute|hour|day|week|month|year|decade)|(?P<many>{UNITS_OF_TIME.replace('?', '')})){RELATIVE}",
    re.I,
)
VAGUE_BEFORE = re.compile(
    r"(?:the|these|those|some|several|few|many|recent|of|in|for|\d|couple|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve))\s+$",
    re.I,
)
ONE_UNIT = re.compile(
    rf"one\s+(?:(?:second|minute|hour|day|week|month|year|decade){RELATIVE}|(?:to|or|and|in|in\s+every|out\s+of)\s+(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b)",
    re.I,
)
MOVED = re.compile(
    r"\b(?:by|up|down|rose|rise|fell|fall|gained|gain|lost|added|dropped|drop|climbed|slipped|jumped|edged|shed|increased?|decreased?|advanced|"
    r"surged|slid|sank|tumbled|plunged|plummeted|soared|dipped|eased|rallied|another|declined)\s+(?:by\s+)?(?:about\s+|nearly\s+|almost\s+|over\s+|some\s+|more\s+than\s+)?$",
    re.I,
)
PART = re.compile(r"\s+(?:out\s+)?(?:of|in)\s+(?:the\s+|every\s+|its\s+|their\s+|all\s+)?$")
NOT_ONE = frozenset(listed("not_one"))
AFTER_ONE = (
    PREPOSITIONS - {"of"}
    | CONJUNCTIONS
    | AUXILIARIES
    | PRONOUNS
    | CUE_FORMS - {*STRONG, *WEAK}
    | frozenset(listed("after_one"))
)


@dataclass(frozen=True)
class Figure:
    """One figure: its span, value or range in `unit`, the qualifier, the noun, and the rule that found it."""

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str
    noun: str
    rule: str
    number: tuple[int, int]
    firm: bool = True


def figures(reading: Reading) -> list[Figure]:
    """All figures of the article's prose, in order of their start; the whole of `26 of 35 countries` behind its part."""
    found: list[Figure] = []
    for line in reading.lines:
        if line.kind not in SILENT:
            found += _in_line(reading.text, reading.dateline_end(line), line.end, _walls(reading, line.start, line.end))
    return sorted(found, key=lambda each: (each.start, -each.end))


def _walls(reading: Reading, start: int, end: int) -> list[int]:
    """Offsets that no figure crosses: where quotations begin and end."""
    inside = [each for each in reading.quotations if start <= each.outer[0] < end]
    return sorted(place for each in inside for place in (*each.outer, each.start, each.end))


def _in_line(text: str, start: int, end: int, walls: list[int]) -> Iterator[Figure]:
    banned = list(excluded(text, start, end))
    classes = [
        found for found in DIGIT_CLASSES.finditer(text, start, end) if text[found.end() : found.end() + 1] != "-"
    ]
    yield from (_class(text, found, start) for found in classes)
    yield from _alone(text, start, end)
    kept = [each for each in numerals(text, start, end) if _counts(text, each, banned, start, end)]
    index = 0
    while index < len(kept):
        floor = max([start, *(wall for wall in walls if wall <= kept[index].start)])
        limit = min([end, *(wall for wall in walls if wall >= kept[index].end)])
        following = kept[index + 1] if index + 1 < len(kept) and kept[index + 1].end <= limit else None
        if following and _is_range(text, kept[index], following, floor):
            yield _range(text, kept[index], following, floor, limit)
            index += 2
            continue
        whole = following and _is_part(text, kept[index], following)
        single = _single(text, kept[index], floor, limit)
        if whole and following:
            behind = _single(text, following, following.start, limit)
            single = replace(single, end=behind.end, noun=behind.noun, unit=behind.unit, rule="part-of")
        yield single
        index += 1


def _counts(text: str, numeral: Numeral, banned: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a number is a figure: no date, no name, no pronoun."""
    if any(first < numeral.end and numeral.start < last for first, last in banned):
        return False
    if numeral.words and text[numeral.start : numeral.end].lower() == "one":
        return _one_counts(text, numeral, start, end)
    if numeral.words or numeral.vague:
        return not _is_named(text, numeral, start) and not re.match(
            r"-(?:way|fold|dimensional|sided)", text[numeral.end : end]
        )
    return bool(numeral.currency) or numeral.scaled or not _in_name(text, numeral, start, end)


def _one_counts(text: str, numeral: Numeral, start: int, end: int) -> bool:
    """Whether `one` counts something: before a noun, or of several."""
    before = re.findall(r"[\w’'-]+|[^\w\s]", text[max(start, numeral.start - 30) : numeral.start])[-1:]
    if ONE_UNIT.match(text, numeral.start, end):
        return True
    behind = re.match(r"(?P<gap>[\s-]*)(?P<word>[\w’']+)", text[numeral.end : end])
    if not behind or (before and before[0].lower() in NOT_ONE) or text[numeral.end] in "’'":
        return False
    if "-" in behind["gap"]:
        return bool(re.match(rf"-(?:{UNITS_OF_TIME}|third|quarter|half)\b", text[numeral.end : end]))
    if text[numeral.start].isupper() and before and before[0].isalpha() and before[0][0].isupper():
        return False
    return (
        not behind["word"][0].isdigit()
        and behind["word"].lower() not in AFTER_ONE
        and not behind["word"].endswith("ing")
    )


def _is_named(text: str, numeral: Numeral, start: int) -> bool:
    """Whether a number in words is part of a name: a capital inside a sentence, as in the Group of Seven."""
    before = text[max(start, numeral.start - 2) : numeral.start].strip()
    return text[numeral.start].isupper() and bool(before) and (before[-1].isalnum())


def _in_name(text: str, numeral: Numeral, start: int, end: int) -> bool:
    """Whether bare digits stand behind a capitalised word and before nothing that they could count."""
    before = re.search(r"(?P<word>[^\W\d_][\w’'&/.-]*)\s$", text[max(start, numeral.start - 40) : numeral.start])
    if _before_name(text, numeral, end):
        return True
    if not before or before["word"].islower() or before["word"].lower() in CALENDAR | {"the", "a"}:
        return False
    behind = re.match(r"\s+([a-z]+)\b", text[numeral.end : end])
    if behind and is_plural(behind[1]):
        return before["word"].isupper() and len(before["word"]) > 1
    lower = before["word"].lower()
    function = PREPOSITIONS | CONJUNCTIONS | CUE_FORMS | {"only", "just", "nearly", "all", "another", "some"}
    return lower not in function and not UNITS.match(text, numeral.end, end)


def _before_name(text: str, numeral: Numeral, end: int) -> bool:
    """Whether a small whole number stands before a name that is no plural, as in a 787 Dreamliner."""
    behind = re.match(r"\s+(?P<words>[A-Z][\w’'-]{3,}(?:\s+(?:and\s+)?[\w’'-]+){0,4})", text[numeral.end : end])
    if not behind or not text[numeral.start : numeral.end].isdigit() or UNITS.match(text, numeral.end, end):
        return False
    words = behind["words"].split()
    return not any(is_plural(word) for word in words) and words[0].lower() not in DEMONYMS


def _is_range(text: str, first: Numeral, second: Numeral, floor: int) -> bool:
    """A number, a dash or `to`, a number; with `and` only behind `between`; `or` and dashes only close together."""
    if first.vague or second.vague:
        return False
    gap = text[first.end : second.start]
    if MOVED.search(text[max(floor, first.start - 24) : first.start]) or not _same_unit(text, first, second, gap):
        return False
    if re.fullmatch(r"\s?[-–—]\s?|\s+to\s+", gap) or re.fullmatch(r"\s?[-–—]\s?|\s+to\s+", _without_unit(gap)):
        return (
            bool(re.search(r"[-–—]|to", gap))
            and (second.value >= first.value or _behind_from(text, first, floor))
            and not second.value == first.value
        )
    if re.fullmatch(r"\s+or\s+", gap):
        return not first.currency and first.value < second.value <= 2 * first.value
    lead = text[max(floor, first.start - 22) : first.start].lower()
    return bool(re.fullmatch(r"\s+and\s+", _without_unit(gap))) and bool(
        re.search(r"\bbetween\s+(?:about\s+|an?\s+estimated\s+|roughly\s+)?$", lead)
    )


def _same_unit(text: str, first: Numeral, second: Numeral, gap: str) -> bool:
    """Whether a unit between two numbers stands behind the second too, and a currency of the second at the first."""
    unit = re.match(r"\s?-?(?P<unit>percent|%|per\s?cent|[A-Za-z]+?)s?\s*(?:-|–|\bto\b|\band\b)", gap)
    if unit and unit["unit"] not in ("to", "and"):
        same = bool(re.match(rf"[\s-]*{re.escape(unit['unit'])}", text[second.end : second.end + 20]))
        bare = not re.match(r"\s*(?:%|[a-z]+s\b|percent|per\b)", text[second.end : second.end + 20])
        return same or (bare and bool(re.search(r"\bfrom\s+$", text[max(first.start - 6, 0) : first.start])))
    return not (second.currency and not first.currency and not gap.startswith("-"))


def _without_unit(gap: str) -> str:
    return re.sub(r"^\s?-?(?:percent|%|per\s?cent|[a-zA-Z]{1,12}?)(?=\s+(?:to|and)\s+$)", "", gap)


def _behind_from(text: str, first: Numeral, floor: int) -> bool:
    return bool(
        re.search(
            r"\bfrom\s+(?:about\s+|just\s+|nearly\s+|over\s+)?$",
            text[max(floor, first.start - 20) : first.start].lower(),
        )
    )


def _is_part(text: str, first: Numeral, second: Numeral) -> bool:
    """26 of 35, one in five: the second number is the whole that the first is a part of."""
    gap = text[first.end : second.start]
    if first.currency or second.vague or first.vague or not PART.fullmatch(gap):
        return False
    return first.value < second.value and (
        " in " not in gap or first.words or re.search(r"\bin\s+(?:every\s+)?$", gap) is not None
    )


def _range(text: str, first: Numeral, second: Numeral, floor: int, limit: int) -> Figure:
    """The range of two numbers; a magnitude or a currency that only one has is that of both."""
    found = counted(text, second.end, limit, second.currency or first.currency, second.value)
    low, high = first.value, second.value
    last = re.search(rf"\b(?:{'|'.join(LARGE)})$|(?:bn|mn|tn|[mMkKB])$", text[second.start : second.end], re.I)
    if last and not first.scaled and low < high:
        low = low * _factor(last.group()) if low < high / _factor(last.group()) else low
    lead = re.search(
        r"\b(?:between|from)\s+(?:about\s+|roughly\s+|just\s+)?$",
        text[max(floor, first.start - 22) : first.start],
        re.I,
    )
    start = first.start - len(lead.group()) if lead else hedge(text, first.start, found.end, floor, limit).start
    unit = found.unit
    return Figure(
        start,
        found.end,
        None,
        min(low, high),
        max(low, high),
        "range",
        unit,
        found.noun,
        "range",
        (first.start, second.end),
    )


def _factor(magnitude: str) -> float:
    return LARGE.get(magnitude.lower(), SHORT.get(magnitude, SHORT.get(magnitude.lower(), 1.0)))


def _single(text: str, numeral: Numeral, floor: int, limit: int) -> Figure:
    found = _noun(text, numeral, limit)
    hedged = hedge(text, numeral.start, found.end, floor, limit)
    value, unit = _relative(text, numeral, found)
    number = (numeral.start, numeral.end)
    if numeral.vague:
        lead = re.search(r"\bin\s+the\s+$", text[max(floor, numeral.start - 8) : numeral.start])
        start = numeral.start - len(lead.group()) if lead else hedged.start
        return Figure(start, found.end, None, numeral.value, None, "magnitude", unit, found.noun, "magnitude", number)
    refused = negation(text, numeral.start, floor)
    if refused is not None and hedged.qualifier == "exact":
        return Figure(refused, found.end, None, value, value, "negated", unit, found.noun, "negated", number)
    low = value if hedged.qualifier in ("at_least", "more_than") else None
    high = value if hedged.qualifier == "at_most" else None
    rule = "money" if numeral.currency else "words" if numeral.words else "digits"
    firm = bool(found.noun or numeral.currency or unit != "count")
    return Figure(hedged.start, hedged.end, value, low, high, hedged.qualifier, unit, found.noun, rule, number, firm)


def _noun(text: str, numeral: Numeral, limit: int) -> Counted:
    """What is counted; a magnitude and a fraction have `of` between."""
    link = re.compile(r"\s+of\s+(?:(?:the|its|their|his|her|all|our)\s+)?").match(text, numeral.end, limit)
    fraction = numeral.words and 0 < numeral.value < 1
    if link and (numeral.vague or fraction or text[numeral.start : numeral.end].lower() == "one"):
        behind = counted(text, link.end() - 1, limit, None, 2.0)
        return behind if behind.end >= link.end() else Counted(numeral.end, "count", "")
    if numeral.vague or text[numeral.start : numeral.end].lower() == "half":
        return Counted(numeral.end, "count", "")
    ordinal = re.compile(r"(?:st|nd|rd|th)\s+(years?|months?|weeks?|days?)\b").match(text, numeral.end, limit)
    if ordinal:
        return Counted(ordinal.end(), "a" if ordinal[1].startswith("year") else ordinal[1].rstrip("s"), ordinal[1])
    return counted(text, numeral.end, limit, numeral.currency, numeral.value)


def _relative(text: str, numeral: Numeral, found: Counted) -> tuple[float, str]:
    """A time between two events in hours; any other value as it is printed."""
    factor = HOURS.get(found.unit)
    if factor and re.match(RELATIVE, text[found.end : found.end + 12]):
        return numeral.value * factor, "h"
    return numeral.value, found.unit


def _class(text: str, found: re.Match[str], floor: int) -> Figure:
    """In double digits; not in single digits."""
    low, high = CLASSES[found["class"].lower()]
    refused = re.search(r"\bnot\s+(?:be\s+)?$", text[max(floor, found.start() - 12) : found.start()])
    start = found.start() - len(refused.group()) if refused else found.start()
    qualifier = "negated" if refused else "range"
    return Figure(start, found.end(), None, low, high, qualifier, "count", "", "digit-class", found.span())


def _alone(text: str, start: int, end: int) -> Iterator[Figure]:
    """A day after, hours before: a unit of time that dates one event from another, without a number."""
    for found in ALONE.finditer(text, start, end):
        if VAGUE_BEFORE.search(text[max(start, found.start() - 12) : found.start()]):
            continue
        unit = (found["unit"] or found["many"].rstrip("s")).lower()
        factor, code = (HOURS[unit], "h") if unit in HOURS else (1.0, "a" if unit == "year" else unit)
        if found["one"] and found["one"].lower() == "one":
            continue
        value = factor if found["one"] else None
        low, qualifier = (None, "exact") if found["one"] else (factor, "magnitude")
        yield Figure(*found.span(), value, low, None, qualifier, code, unit, "relative-time", found.span())
