"""Compares descriptions of actors without a name: a government spokesman, the French leader."""

import re
from collections.abc import Iterable
from functools import lru_cache

from legitimate_targets.suggest.text.lexicon import ABBREVIATED_TITLES, DEMONYMS, DETERMINERS, OFFICE_WORDS, listed

LEADER = frozenset(listed("leader"))
HEADS = OFFICE_WORDS | {"leader"}
TITLES = HEADS | ABBREVIATED_TITLES
SPOKES = re.compile(r"^spokes(?:man|men|woman|women|person|people)$")


def undetermined(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in DETERMINERS else words


def office_word(word: str) -> str:
    lower = word.lower().strip(".,")
    return "spokesperson" if SPOKES.match(lower) else "leader" if lower in LEADER else lower


@lru_cache(maxsize=4096)
def content(words: str) -> tuple[str, ...]:
    found = re.findall(r"[\w.-]+", words)
    return tuple(
        office_word(word) for word in found if word.lower() not in DETERMINERS and word.lower() not in ("of", "s")
    )


def is_elsewhere(wanted: tuple[str, ...], described: Iterable[str]) -> bool:
    """Whether the words name a nation that no description of the known one names."""
    theirs = {word for form in described for word in content(form)}
    return any(word in DEMONYMS and word not in theirs for word in wanted)


def same_office(wanted: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two descriptions have the same office, and the words of one are all in the other, at least two of
    them.
    """
    shared = set(wanted) & set(theirs)
    whole = shared in (set(wanted), set(theirs))
    return whole and len(shared) > 1 and bool(shared & HEADS)


def fits(wanted: set[str], office: str) -> bool:
    """Whether all words of a description are in an office, a leader being any head."""
    words = {office_word(word) for word in re.findall(r"[\w.-]+", office)}
    return bool(wanted) and wanted <= words and bool(words & TITLES)
