"""Reads an article for the completeness tests: its sentences, quotation marks, numbers and capitalised words."""

import re
from collections.abc import Iterator
from pathlib import Path

Span = tuple[int, int]

MARKS = re.compile(
    r"“(?P<curly>[^”\n]*)”"
    r"|\"(?P<straight>[^\"\n]*)\""
    r"|(?<!\w)‘(?P<single>[^\n]*?)’(?!\w)"
    r"|(?<!\w)'(?P<plain>[^\n]*?)'(?!\w)"
)
"""Pairs of quotation marks, curly or straight, double or single; an apostrophe is preceded or followed by a letter."""

_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_LARGE = "tens|dozens?|hundreds?|thousands?|millions?|billions?|trillions?|half|halves|quarter|double|single|twice|once"
_VAGUE = "several|some|many|few|both|couple|pair|majority|most|first|second|third"
_TIME = "(?:an?|one) (?:hour|day|week|month|year|decade)|hours|days|weeks|months|years|decades"
NUMBER = re.compile(rf"\d(?:[\d,.]*\d)?½?|½|\b(?:{_TIME}|{_SMALL}|{_TENS}|{_LARGE}|{_VAGUE})\b", re.IGNORECASE)
"""Digits, number words, magnitudes, spans of time, and the vague words that coding rule 12 leaves out."""

CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w.]*(?<!\.)")
"""A word that begins with a capital letter."""

_SENTENCE_END = re.compile(r"(?<![ .][A-Z])[.!?][”\"’']?(?=\s+[“\"‘]?[A-ZÀ-Þ])")
"""A stop, with the mark that closes on it, before a capital; the stop of an initial ("U.S.") ends nothing."""


def text_of(folder: Path, file_name: str) -> str:
    """Return the characters of an article as the spans count them: UTF-8 without newline translation."""
    return (folder / file_name).read_bytes().decode("utf-8")


def lines(text: str) -> Iterator[Span]:
    """Yield the span of every line that holds more than white space."""
    for found in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield found.span()


def sentences(text: str) -> Iterator[Span]:
    """Yield the span of every sentence; no sentence runs over the end of a line."""
    for start, end in lines(text):
        for stop in _SENTENCE_END.finditer(text, start, end):
            yield start, stop.end()
            start = stop.end() + len(text[stop.end() : end]) - len(text[stop.end() : end].lstrip())
        yield start, end


def quotations(text: str) -> Iterator[Span]:
    """Yield the span strictly between every pair of quotation marks."""
    for found in MARKS.finditer(text):
        yield found.span(found.lastgroup or 0)


def numbers(text: str) -> Iterator[Span]:
    """Yield the span of every number, magnitude, span of time and vague number word."""
    for found in NUMBER.finditer(text):
        yield found.span()


def capitalised(text: str) -> Iterator[Span]:
    """Yield the span of every word that begins with a capital letter."""
    for found in CAPITAL.finditer(text):
        yield found.span()


def overlap(one: Span, other: Span) -> bool:
    """Return whether two spans have a character in common."""
    return one[0] < other[1] and other[0] < one[1]
