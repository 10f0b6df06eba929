"""Finds what a number counts or measures: the unit or the noun phrase after it, and where that ends."""

import re
from dataclasses import dataclass

from legitimate_targets.suggest.figures.currencies import CURRENCY_SIGNS, CURRENCY_WORDS
from legitimate_targets.suggest.figures.numerals import MAGNITUDES
from legitimate_targets.suggest.text.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    CUE_FORMS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    WEAK_PRONOUNS,
    listed,
)

TIME_WORDS = (
    "seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|decades?|centur(?:y|ies)|nights?|quarters?"
)
UNITS = re.compile(
    r"\s*(?P<percent>percent(?:age\s+points?)?|per\s?cent|pct|%|percentage\s+points?|basis\s+points?|bps)(?![\w-])"
    rf"|[\s-]*(?P<time>{TIME_WORDS})(?:[\s-]+olds?)?\b(?!-)"
    r"|[\s-]*(?P<length>kilomet(?:er|re)s?|km|miles?|met(?:er|re)s?|feet|foot|ft|inch(?:es)?|yards?|cm|mm|m)(?![\w’'])"
    r"|[\s-]*(?P<unit>(?:square|cubic|sq\.?)\s+(?:kilomet(?:er|re)s?|miles?|met(?:er|re)s?|feet|foot|yards?|km|m|ft)"
    r"|hectares?|acres?|tons?|tonnes?|kilograms?|kilos?|kg|milligrams?|mg|grams?|ml|pounds?\b(?!\s+sterling)|lbs?|ounces?|oz|lit(?:er|re)s?|gallons?|barrels?"
    r"|pound-feet|lb-ft|bhp|degrees?(?:\s+(?:Celsius|Fahrenheit|C|F)\b)?|°\s?[CF]?|mph|kph|km/h|mpg|rpm|hp|horsepower|k?W|MW|GW|Wh|kWh|MWh|GWh|TWh|V|mAh|psi|kHz|MHz|GHz|Hz"
    r"|[kMGT]B|[MG]bps|decibels?|calories|volts?|watts?|megawatts?|gigawatts?|kilowatts?|knots|Nm|ppb|ppm)(?![\w’'])"
    rf"|\s*(?P<money>(?:[A-Z][a-z]+\s+)?(?:{'|'.join(CURRENCY_WORDS)})s?)\b(?:\s+sterling)?"
    rf"|\s*(?P<code>{'|'.join(sorted(set(CURRENCY_SIGNS.values())))})\b",
)
RATE = re.compile(
    r"\s+(?:per|an?|each|every)\s+(?:square\s+)?(?:second|minute|hour|day|week|month|year|night|person|capita|head|gallon|share|barrel|"
    r"liter|litre|ton|tonne|kilogram|mile|kilomet(?:er|re)|foot|met(?:er|re)|gram|game|sq\.?\s?m|sq\.?\s?ft)\b|\s+annually\b"
)
WORD = re.compile(r"\s+(?P<word>[^\W_][\w’'.&/-]*)")
HYPHENATED = re.compile(r"-([a-z]+)\b(?!-)")
SHARE = re.compile(r"\s+of\s+[A-Z]{2,5}\b")
AND_PLURAL = re.compile(r"\s+and\s+([a-z]+s)\b(?=\s*(?:[,.;:]|$|[a-z]))")
OF_PLURAL = re.compile(r"\s+of\s+(?:various|different|all|several|many)\s+[a-z]+s\b")
IRREGULAR_PLURALS = frozenset(listed("irregular_plurals"))
NOT_PLURAL = re.compile(r".*(?:ss|us|is|’s|'s|ous)$")
REFUSED = (
    PREPOSITIONS
    | CONJUNCTIONS
    | AUXILIARIES
    | ADVERBS
    | PRONOUNS
    | WEAK_PRONOUNS
    | DETERMINERS
    | frozenset(listed("refused"))
)
MOST_WORDS = 6
"""Words of a noun phrase after a number; longer phrases run on into the rest of the sentence."""


@dataclass(frozen=True)
class Unit:
    """The end of the words that say what a number counts, its unit, and the counted noun.

    `code` is a code of UCUM or ISO 4217, `count`, or the printed word.
    """

    end: int
    code: str
    noun: str


def unit_after(text: str, position: int, limit: int, currency: str | None, value: float) -> Unit:
    """Return the unit of a number that ends at `position`; if nothing follows there, it counts without a noun."""
    found = UNITS.match(text, position, limit)
    if found and found.end() <= limit and not (found["money"] and found["money"].lower().startswith("won ")):
        return _measured(text, found, limit)
    if currency:
        rate = RATE.match(text, position, limit)
        return Unit(rate.end() if rate else position, currency, "")
    hyphenated = HYPHENATED.match(text, position, limit)
    if hyphenated:
        return Unit(hyphenated.end(), "count", hyphenated[1])
    return _counted(text, position, limit, value)


def is_plural(word: str) -> bool:
    """Return whether a word looks like a plural noun."""
    lower = word.lower().split("-")[-1]
    return lower in IRREGULAR_PLURALS or (
        lower.endswith("s") and len(lower) > 3 and not NOT_PLURAL.match(lower) and word not in AUXILIARIES
    )


def _measured(text: str, found: re.Match[str], limit: int) -> Unit:
    rate = RATE.match(text, found.end(), limit)
    end = rate.end() if rate else found.end()
    if found["percent"]:
        share = SHARE.match(text, found.end(), limit)
        return Unit(share.end() if share else end, "percent", found["percent"])
    if found["time"]:
        code = "a" if found["time"].startswith(("year", "yr")) else found["time"].rstrip("s")
        return Unit(end, code, found["time"])
    if found["length"]:
        code = "km" if found["length"].startswith(("km", "kilo")) else found["length"]
        return Unit(end, code, found["length"])
    if found["money"]:
        word = found["money"].split()[-1].lower()
        code = CURRENCY_WORDS.get(word, CURRENCY_WORDS.get(word.rstrip("s"), word))
        return Unit(end, code, found["money"])
    printed = found["code"] or found["unit"]
    return Unit(end, printed, printed)


def _counted(text: str, position: int, limit: int, value: float) -> Unit:
    """Return the noun phrase from `position`: up to its first plural or, after one, to the first function word."""
    end = position
    words: list[str] = []
    while len(words) < MOST_WORDS and (match := WORD.match(text, end, limit)):
        word = _bare(match)
        if word.lower() in REFUSED and not (word.lower() == "and" and words and _joins(text, match.end(), limit)):
            break
        is_verbal = word in CUE_FORMS or word.endswith("ing")
        if words and is_verbal and not is_plural(word) and not _is_before_plural(text, match.end(), limit):
            break
        end = match.start("word") + len(word)
        words.append(word)
        if is_plural(word) or not match["word"].startswith(word) or end < match.end():
            break
    if words and value != 1 and not is_plural(words[-1]):
        end, words = _without_plural(text, position, words)
    return _extended(text, Unit(end, "count", " ".join(words)), limit)


def _bare(match: re.Match[str]) -> str:
    """Return the word that WORD found without the marks after it."""
    return match["word"].rstrip(".,;:’'")


def _is_before_plural(text: str, position: int, limit: int) -> bool:
    following = WORD.match(text, position, limit)
    return following is not None and is_plural(_bare(following))


def _without_plural(text: str, position: int, words: list[str]) -> tuple[int, list[str]]:
    """Return what a number above one counts when no plural follows: a single word in small letters, or nothing."""
    match = WORD.match(text, position)
    if match and len(words) == 1 and words[0].islower() and words[0] not in CUE_FORMS:
        return match.start("word") + len(words[0]), words
    return position, []


def _joins(text: str, position: int, limit: int) -> bool:
    """Return whether `and`, which ends at `position`, joins two words before one plural: strike and decoy drones."""
    first = WORD.match(text, position, limit)
    second = WORD.match(text, first.end(), limit) if first else None
    return bool(second and is_plural(_bare(second)) and first and first["word"].islower())


def _extended(text: str, found: Unit, limit: int) -> Unit:
    """Return the unit with what belongs to its plural: a second plural (and missiles), or what it is of."""
    joined = AND_PLURAL.match(text, found.end, limit)
    if found.noun and joined and is_plural(joined[1]) and joined[1] not in CUE_FORMS | MAGNITUDES.keys():
        return Unit(joined.end(), found.code, f"{found.noun} and {joined[1]}")
    whole = OF_PLURAL.match(text, found.end, limit)
    return Unit(whole.end(), found.code, found.noun) if found.noun and whole else found
