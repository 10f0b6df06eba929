"""The words of a text as comparisons see them: case, punctuation and the kind of apostrophe make no difference."""

import re
from collections.abc import Iterator
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+(?:[’'.,][^\W_]+)*")
"""Letters and digits, with an apostrophe, stop or comma only inside ("don’t", "1.1"); a hyphen parts two words."""


class Word(NamedTuple):
    """One word: its normalised form and its place, in code points, end exclusive."""

    form: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of `text` in order."""
    for found in WORD.finditer(text):
        yield Word(found.group().casefold().replace("’", "'"), *found.span())


def forms(text: str) -> tuple[str, ...]:
    """The normalised forms of the words of `text`."""
    return tuple(word.form for word in words(text))
