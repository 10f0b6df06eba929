"""What a number counts or measures: the unit or the noun phrase behind it, and where that ends."""

import re
from dataclasses import dataclass

from legitimate_targets.suggest.figures.numerals import CURRENCIES, VAGUE
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

HOURS = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0}
TIMES = (
    "seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|decades?|centur(?:y|ies)|nights?|quarters?"
)
CURRENCY_WORDS = {
    "dollar": "USD",
    "buck": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rupee": "INR",
    "ruble": "RUB",
    "rouble": "RUB",
    "hryvnia": "UAH",
    "won": "KRW",
    "peso": "MXN",
    "franc": "CHF",
    "real": "BRL",
    "reais": "BRL",
    "lira": "TRY",
    "rand": "ZAR",
    "shekel": "ILS",
    "zloty": "PLN",
    "krona": "SEK",
    "kronor": "SEK",
    "krone": "NOK",
    "kroner": "NOK",
    "crown": "CZK",
    "ringgit": "MYR",
    "naira": "NGN",
    "dirham": "AED",
    "riyal": "SAR",
    "cent": "cent",
}
UNITS = re.compile(
    r"\s*(?P<percent>percent(?:age\s+points?)?|per\s?cent|pct|%|percentage\s+points?|basis\s+points?|bps)(?![\w-])"
    rf"|[\s-]*(?P<time>{TIMES})(?:[\s-]+olds?)?\b(?!-)"
    r"|[\s-]*(?P<length>kilomet(?:er|re)s?|km|miles?|met(?:er|re)s?|feet|foot|ft|inch(?:es)?|yards?|cm|mm|m)(?![\w’'])"
    r"|[\s-]*(?P<unit>(?:square|cubic|sq\.?)\s+(?:kilomet(?:er|re)s?|miles?|met(?:er|re)s?|feet|foot|yards?|km|m|ft)"
    r"|hectares?|acres?|tons?|tonnes?|kilograms?|kilos?|kg|milligrams?|mg|grams?|ml|pounds?\b(?!\s+sterling)|lbs?|ounces?|oz|lit(?:er|re)s?|gallons?|barrels?"
    r"|pound-feet|lb-ft|bhp|degrees?(?:\s+(?:Celsius|Fahrenheit|C|F)\b)?|°\s?[CF]?|mph|kph|km/h|mpg|rpm|hp|horsepower|k?W|MW|GW|Wh|kWh|MWh|GWh|TWh|V|mAh|psi|kHz|MHz|GHz|Hz"
    r"|[kMGT]B|[MG]bps|decibels?|calories|volts?|watts?|megawatts?|gigawatts?|kilowatts?|knots|Nm|ppb|ppm)(?![\w’'])"
    rf"|\s*(?P<money>(?:[A-Z][a-z]+\s+)?(?:{'|'.join(CURRENCY_WORDS)})s?)\b(?:\s+sterling)?"
    rf"|\s*(?P<code>{'|'.join(sorted(set(CURRENCIES.values())))})\b",
)
RATE = re.compile(
    r"\s+(?:per|an?|each|every)\s+(?:square\s+)?(?:second|minute|hour|day|week|month|year|night|person|capita|head|gallon|share|barrel|"
    r"liter|litre|ton|tonne|kilogram|mile|kilomet(?:er|re)|foot|met(?:er|re)|gram|game|sq\.?\s?m|sq\.?\s?ft)\b|\s+annually\b"
)
WORD = re.compile(r"\s+(?P<word>[^\W_][\w’'.&/-]*)")
HYPHENED = re.compile(r"-([a-z]+)\b(?!-)")
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
LONGEST = 6


@dataclass(frozen=True)
class Counted:
    """Where the words end, the unit (a code of UCUM or ISO 4217, `count`, or the printed word), and the noun."""

    end: int
    unit: str
    noun: str


def counted(text: str, position: int, limit: int, currency: str | None, value: float) -> Counted:
    """What stands behind a number that ends at `position`; with nothing there, the number counts without a noun."""
    found = UNITS.match(text, position, limit)
    if found and found.end() <= limit and not (found["money"] and found["money"].lower().startswith("won ")):
        return _unit(text, found, limit)
    if currency:
        rate = RATE.match(text, position, limit)
        return Counted(rate.end() if rate else position, currency, "")
    hyphened = HYPHENED.match(text, position, limit)
    if hyphened:
        return Counted(hyphened.end(), "count", hyphened[1])
    return _phrase(text, position, limit, value)


def _unit(text: str, found: re.Match[str], limit: int) -> Counted:
    rate = RATE.match(text, found.end(), limit)
    end = rate.end() if rate else found.end()
    if found["percent"]:
        share = SHARE.match(text, found.end(), limit)
        return Counted(share.end() if share else end, "percent", found["percent"])
    if found["time"]:
        return Counted(
            end, "a" if found["time"].startswith(("year", "yr")) else found["time"].rstrip("s"), found["time"]
        )
    if found["length"]:
        return Counted(end, "km" if found["length"].startswith(("km", "kilo")) else found["length"], found["length"])
    if found["money"]:
        word = found["money"].split()[-1].lower()
        return Counted(end, CURRENCY_WORDS.get(word, CURRENCY_WORDS.get(word.rstrip("s"), word)), found["money"])
    unit = found["code"] or found["unit"]
    return Counted(end, unit, unit)


def _phrase(text: str, position: int, limit: int, value: float) -> Counted:
    """The words up to the first plural, or for one thing up to the first little word; `and` may join a second
    plural.
    """
    end = position
    words: list[str] = []
    while len(words) < LONGEST and (match := WORD.match(text, end, limit)):
        word = match["word"].rstrip(".,;:’'")
        if word.lower() in REFUSED and not (word.lower() == "and" and words and _joins(text, match.end(), limit)):
            break
        verbal = word in CUE_FORMS or word.endswith("ing")
        if words and verbal and not is_plural(word) and not _is_before_plural(text, match.end(), limit):
            break
        end = match.start("word") + len(word)
        words.append(word)
        if is_plural(word) or not match["word"].startswith(word) or end < match.end():
            break
    if words and value != 1 and not is_plural(words[-1]):
        end, words = _without_plural(text, position, words)
    return _coordinated(text, Counted(end, "count", " ".join(words)), limit)


def _is_before_plural(text: str, position: int, limit: int) -> bool:
    behind = WORD.match(text, position, limit)
    return behind is not None and is_plural(behind["word"].rstrip(".,;:’'"))


def _without_plural(text: str, position: int, words: list[str]) -> tuple[int, list[str]]:
    """A number over one before words without a plural: it counts what a magnitude or a capitalised name does, or
    nothing.
    """
    match = WORD.match(text, position)
    if match and len(words) == 1 and words[0].islower() and words[0] not in CUE_FORMS:
        return match.start("word") + len(words[0]), words
    return position, []


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    lower = word.lower().split("-")[-1]
    return lower in IRREGULAR_PLURALS or (
        lower.endswith("s") and len(lower) > 3 and not NOT_PLURAL.match(lower) and word not in AUXILIARIES
    )


def _joins(text: str, position: int, limit: int) -> bool:
    """Whether `and` stands between two words before one plural: strike and decoy drones."""
    first = WORD.match(text, position, limit)
    second = WORD.match(text, first.end(), limit) if first else None
    return bool(second and is_plural(second["word"].rstrip(".,;:’'")) and first and first["word"].islower())


def _coordinated(text: str, found: Counted, limit: int) -> Counted:
    """Further words that belong to a plural: `and missiles`, or what it is of, up to the end of the line."""
    joined = AND_PLURAL.match(text, found.end, limit)
    if found.noun and joined and is_plural(joined[1]) and joined[1] not in CUE_FORMS | VAGUE.keys():
        return Counted(joined.end(), found.unit, f"{found.noun} and {joined[1]}")
    whole = OF_PLURAL.match(text, found.end, limit)
    return Counted(whole.end(), found.unit, found.noun) if found.noun and whole else found
