"""Finds the known utterance that a new quote renders, and the known figure that counts what a new figure counts."""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from legitimate_targets.articles.words import forms
from legitimate_targets.suggest.actors.known import KnownFigure, KnownQuote
from legitimate_targets.suggest.figures.figure import FoundFigure
from legitimate_targets.suggest.figures.numerals import LARGE, MAGNITUDES, SMALL, TENS
from legitimate_targets.suggest.text.lexicon import listed

SAME_WORDS = 75.0
"""The least likeness (0 to 100) at which two quotes of a speaker render one utterance."""

SAME_NOUN = 88.0
"""The least likeness (0 to 100) at which two figures in one unit and with one predicate count the same thing."""

SAME_VALUE_NOUN = 60.0
"""The least likeness (0 to 100) at which two figures of one value count the same thing."""

TIME_UNITS = ("h", "a")
"""Units whose figures need no common predicate: the sentence names the two events and not the time between them."""

LITTLE_WORDS = frozenset(listed("little_words"))
NUMBER_WORDS = {*SMALL, *TENS, *LARGE, *MAGNITUDES, *listed("number_words")}


def known_utterance(text: str, speaker_id: str, quotes: Iterable[KnownQuote]) -> str | None:
    """Return the id of the speaker's utterance whose quotes are most like `text`; None if none is like enough."""
    words = _content(text)
    scored = [
        (_likeness(words, _content(each.text)), each.utterance_id) for each in quotes if each.speaker_id == speaker_id
    ]
    score, best = max(scored, default=(0.0, ""))
    return best if score >= SAME_WORDS else None


def known_figure(figure: FoundFigure, words: str, sentence: str, figures: Iterable[KnownFigure]) -> KnownFigure | None:
    """Return the most alike of the known `figures` that count the same thing as `figure`; None if none does.

    All are in the unit of `figure`, and `words` are its words. Its `sentence` must hold a word of the predicate of the
    known figure, unless both have the same value.
    """
    folded, noun = sentence.casefold(), _noun(words)
    value = figure.value if figure.value is not None else figure.low
    scored = []
    for each in figures:
        is_same_value = each.value is not None and each.value == value
        likeness = float(fuzz.token_set_ratio(noun, _noun(each.text))) if noun and _noun(each.text) else 0.0
        is_same_predicate = each.unit in TIME_UNITS or any(stem in folded for stem in _stems(each.predicate))
        if (likeness >= SAME_NOUN and is_same_predicate) or (is_same_value and likeness >= SAME_VALUE_NOUN):
            # The same value weighs more than the same predicate, and both more than small differences of the noun.
            scored.append((likeness + 20 * is_same_value + 10 * is_same_predicate, each))
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


@lru_cache(maxsize=4096)
def _content(text: str) -> tuple[str, ...]:
    return tuple(word for word in forms(text) if word not in LITTLE_WORDS)


def _likeness(words: tuple[str, ...], others: tuple[str, ...]) -> float:
    """Return how alike two texts are (0 to 100), in any order of words.

    The result is 100 if one has at least two words and the other has all of them.
    """
    if not words or not others:
        return 0.0
    shorter, longer = sorted((words, others), key=len)
    is_part = len(shorter) >= 2 and all(word in longer for word in shorter)
    return 100.0 if is_part else float(fuzz.token_sort_ratio(" ".join(words), " ".join(others)))


@lru_cache(maxsize=4096)
def _stems(predicate: str) -> tuple[str, ...]:
    """Return the words of a predicate without their endings: shot and down, launch, pledg."""
    words = predicate.casefold().replace("_", " ").split()
    return tuple(re.sub(r"(?:ed|ing|s)$", "", word) for word in words if word not in LITTLE_WORDS and len(word) > 3)


@lru_cache(maxsize=4096)
def _noun(text: str) -> str:
    """Return the words of a figure without numbers and little words, each in the singular."""
    words = [word for word in _content(text) if not word[0].isdigit() and word not in NUMBER_WORDS]
    return " ".join(word.rstrip("s") for word in words)
