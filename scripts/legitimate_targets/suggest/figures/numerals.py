"""Finds numbers as articles print them: digits, words, fractions and magnitudes, with the sign of a currency."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from legitimate_targets.suggest.figures.currencies import CURRENCY_SIGNS
from legitimate_targets.suggest.text.lexicon import listed
from legitimate_targets.suggest.text.quotation_marks import Span

SMALL = dict(zip(listed("ones"), range(20), strict=True))
TENS = dict(zip(listed("tens"), range(20, 100, 10), strict=True))
LARGE = {"hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9, "trillion": 1e12}
ABBREVIATED = {
    "k": 1e3,
    "K": 1e3,
    "mil": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "M": 1e6,
    "m": 1e6,
    "bn": 1e9,
    "bln": 1e9,
    "B": 1e9,
    "b": 1e9,
    "tn": 1e12,
    "trn": 1e12,
    "T": 1e12,
}
FRACTION_SIGNS = {
    "½": 1 / 2,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅕": 1 / 5,
    "⅖": 2 / 5,
    "⅗": 3 / 5,
    "⅘": 4 / 5,
    "⅙": 1 / 6,
    "⅛": 1 / 8,
    "⅜": 3 / 8,
    "⅝": 5 / 8,
    "⅞": 7 / 8,
}
MILLIONS = re.compile(r"\s+(?:of\b|people\b|[a-z]+s\b)")
"""What follows an m that means millions; before anything else an m is a metre."""

FRACTION_WORDS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "hundredth": 100,
    "thousandth": 1000,
}
MAGNITUDES = {
    "tens": 10.0,
    "dozens": 12.0,
    "scores": 20.0,
    "hundreds": 1e2,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "trillions": 1e12,
    "lakhs": 1e5,
    "crores": 1e7,
}
_ONES = "|".join(list(SMALL)[1:10])
_UPTO99 = rf"(?:(?:{'|'.join(TENS)})(?:[\s-](?:{_ONES})\b)?|(?:{'|'.join(SMALL)})\b)"
_LARGE = "|".join([*LARGE, "dozen"])
_SCALED = rf"(?:(?:{_UPTO99}|half\s+an?|an?|one\s+and\s+a\s+half)(?:[\s-]+(?:{_LARGE})\b)+)"
WORDS = rf"(?:{_SCALED}(?:,?[\s-]+(?:and[\s-]+)?{_SCALED})*(?:,?[\s-]+(?:and[\s-]+)?{_UPTO99})?|{_UPTO99})"
DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:,\d\d)+,\d{3}(?!\d)|\d+(?:\.\d+)?|\.\d+"
_FRACTION = "|".join(FRACTION_WORDS)
_SIGN = "|".join(re.escape(sign) for sign in sorted(CURRENCY_SIGNS, key=len, reverse=True))
NUMERAL = re.compile(
    r"(?:(?<![\w.,/:#@_’'])(?<![A-Za-z]-)|(?<=\bsub-)|(?<=\bnow-)|(?<=\bnear-))(?P<minus>minus[\s-]|[-−](?=[\d.$€£]))?"
    rf"(?:(?P<sign>{_SIGN})\s?[-–]?)?"
    rf"(?:(?P<top>\d{{1,2}})[/⁄](?P<bottom>\d{{1,3}})(?=\s+[a-z])(?![/⁄])"
    rf"|(?P<digits>{DIGITS})(?:\s?(?P<vulgar>[{''.join(FRACTION_SIGNS)}])|\s(?P<over>\d)[/⁄](?P<under>\d))?(?:\s?[×x]\s?10\s?\^?(?P<power>[-−–]?\d+))?"
    rf"|(?P<bare>[{''.join(FRACTION_SIGNS)}]))"
    rf"(?:[\s-]?(?P<large>(?:{_LARGE})(?:\s+(?:{_LARGE}))*)\b(?!s)|\s?(?P<short>mil|mn|mln|bn|bln|tn|trn|[kKmMbBT])(?![\w’']))?"
    rf"|\b(?P<part>(?:an?|one|two|three|four|five|six|seven|nine)[\s-](?:{_FRACTION})s?(?=\s+(?:of|the|a)\b|\s+[a-z]))"
    rf"|\b(?P<half>half)(?=\s+(?:of\b|the\b|its\b|their\b|his\b|her\b|our\b|those\b|an?\s+(?!(?:{_LARGE})\b)\w))"
    rf"|\b(?P<vague>(?:(?:{'|'.join(MAGNITUDES)})\s+of\s+)?(?:dozens|hundreds|thousands|millions|billions|trillions|tens of|scores of)\b)"
    rf"|\b(?P<words>{WORDS})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Numeral:
    """A printed number with its span.

    `currency` is an ISO 4217 code. `is_vague` says that only a magnitude is printed (dozens), which is then `value`;
    `in_words` that it is printed in words, `is_scaled` that a word or letter multiplies its digits (5 million, 5bn).
    """

    start: int
    end: int
    value: float
    is_vague: bool = False
    currency: str | None = None
    in_words: bool = False
    is_scaled: bool = False


def numerals(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield all numbers between two offsets, whatever they are there for."""
    return (_numeral(match) for match in NUMERAL.finditer(text, start, end))


def _numeral(match: re.Match[str]) -> Numeral:
    span, sign = match.span(), match["sign"]
    if sign and sign not in CURRENCY_SIGNS:  # NUMERAL ignores case; in small letters these are words or initials
        span, sign = (match.start() + len(sign), match.end()), None
    if match["vague"]:
        return Numeral(*_without_of(match), _magnitude(match["vague"]), is_vague=True)
    if match["half"]:
        return Numeral(*span, 0.5, in_words=True)
    if match["part"]:
        return Numeral(*span, _fraction(match["part"].lower()), in_words=True)
    if match["words"]:
        return Numeral(*span, value_of_words(match["words"].lower()), in_words=True)
    return _digits(match, span, CURRENCY_SIGNS[sign] if sign else None)


def _digits(match: re.Match[str], span: Span, currency: str | None) -> Numeral:
    value, end, scale = _unscaled(match), span[1], 1.0
    for word in (match["large"] or "").lower().split():
        scale *= {**LARGE, "dozen": 12.0}[word]
    if match["short"] and match["short"] == "m" and not currency and not MILLIONS.match(match.string, end):
        end = match.start("short")
    elif match["short"]:
        scale = ABBREVIATED.get(match["short"], ABBREVIATED.get(match["short"].lower(), 1.0))
    return Numeral(span[0], end, float(f"{value * scale:.12g}"), currency=currency, is_scaled=scale != 1.0)


def _unscaled(match: re.Match[str]) -> float:
    """Return the value of digits with fraction, power of ten and sign, before any magnitude."""
    value = float(match["digits"].replace(",", "")) if match["digits"] else 0.0
    value += FRACTION_SIGNS.get(match["vulgar"] or match["bare"] or "", 0.0)
    for top, bottom in ((match["top"], match["bottom"]), (match["over"], match["under"])):
        value += int(top) / max(int(bottom), 1) if top else 0.0
    if match["power"]:
        # A float has no powers of ten beyond these, and an article has no reason for them.
        value *= 10.0 ** min(max(int(re.sub("[−–]", "-", match["power"])), -300), 300)
    return -value if match["minus"] else value


def _without_of(match: re.Match[str]) -> Span:
    """Return the span of a magnitude without the `of` that NUMERAL needs after tens and scores."""
    return match.start(), match.end() - (len(" of") if match["vague"].lower().endswith(" of") else 0)


def _magnitude(words: str) -> float:
    value = 1.0
    for word in re.findall(r"[a-z]+", words.lower()):
        value *= MAGNITUDES.get(word, 1.0)
    return value


def _fraction(words: str) -> float:
    top, bottom = re.split(r"[\s-]+", words)
    number = 1 if top in ("a", "an") else SMALL[top]
    return number / FRACTION_WORDS[bottom if bottom in FRACTION_WORDS else bottom.removesuffix("s")]


def value_of_words(words: str) -> float:
    """Return the value of a number in words: `twenty-five thousand`, `a hundred and six`, `half a million`."""
    total, current = 0.0, 0.0
    scale = 0.5 if words.startswith("half") else 1.5 if words.startswith("one and a half") else 1.0
    for word in re.split(r"[\s-]+", words.removeprefix("one and a half").removeprefix("half")):
        if word in SMALL or word in TENS:
            current += SMALL.get(word, 0) + TENS.get(word, 0)
        elif word in ("hundred", "dozen"):
            current = (current or 1.0) * (100.0 if word == "hundred" else 12.0)
        elif word in LARGE:
            total, current = total + (current or 1.0) * LARGE[word], 0.0
    return (total + current) * scale
