"""The words of a text as comparisons see them: case, punctuation and the kind of apostrophe make no difference."""

import re
from collections.abc import Iterator
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+(?:[’'.,][^\W_]+)*")
"""Letters and digits, with an apostrophe, stop or comma only inside ("don’t", "1.1"); a hyphen separates two words."""

AROUND = 8
"""Words on each side, at most: as many of an article's own words as a file of the project may hold."""


class Word(NamedTuple):
    """One word: its normalised form and its place, in code points, end exclusive."""

    form: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Yield the words of `text` in order."""
    for found in WORD.finditer(text):
        yield Word(found.group().casefold().replace("’", "'"), *found.span())


def forms(text: str) -> tuple[str, ...]:
    """Return the normalised forms of the words of `text`."""
    return tuple(word.form for word in words(text))


def in_context(text: str, start: int, end: int, around: int = AROUND) -> str:
    """Return the characters from start to end in brackets, with up to `around` words on each side, on one line."""
    before = [word.start for word in words(text) if word.end <= start][-around:]
    after = [word.end for word in words(text) if word.start >= end][:around]
    first, last = min([*before, start]), max([*after, end])
    opening, closing = "... " if text[:first].strip() else "", " ..." if text[last:].strip() else ""
    return " ".join(f"{opening}{text[first:start]}[{text[start:end]}]{text[end:last]}{closing}".split())
