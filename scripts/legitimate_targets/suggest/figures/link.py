"""Suggests the known utterance that a new quote renders and the known measure that a new figure is of."""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from legitimate_targets.articles.words import forms
from legitimate_targets.suggest.actors.known import Counting, Rendering
from legitimate_targets.suggest.figures.figure import Figure
from legitimate_targets.suggest.figures.numerals import LARGE, SMALL, TENS, VAGUE
from legitimate_targets.suggest.text.lexicon import listed

SAME_WORDS = 75.0
SAME_NOUN = 88.0
TIMES = ("h", "a")
LITTLE = frozenset(listed("little_words"))

NUMBER_WORDS = {*SMALL, *TENS, *LARGE, *VAGUE, *listed("number_words")}


def utterance(text: str, speaker: str, renderings: Iterable[Rendering]) -> tuple[str, float] | None:
    """The utterance of that speaker whose renderings are most like `text`, and how like (0 to 100)."""
    words = _content(text)
    scored = [
        (_likeness(words, _content(each.text)), each.utterance_id) for each in renderings if each.speaker_id == speaker
    ]
    score, best = max(scored, default=(0.0, ""))
    return (best, score) if score >= SAME_WORDS else None


@lru_cache(maxsize=4096)
def _content(text: str) -> tuple[str, ...]:
    return tuple(word for word in forms(text) if word not in LITTLE)


def _likeness(words: tuple[str, ...], others: tuple[str, ...]) -> float:
    """Likeness of the words in any order; a fragment that the other one holds whole is the same, if it says
    something.
    """
    if not words or not others:
        return 0.0
    shorter, longer = sorted((words, others), key=len)
    whole = len(shorter) >= 2 and all(word in longer for word in shorter)
    return 100.0 if whole else float(fuzz.token_sort_ratio(" ".join(words), " ".join(others)))


def counting(figure: Figure, text: str, said: str, known: Iterable[Counting]) -> tuple[Counting, float] | None:
    """The figure, of those `known` in its unit, that counts the same thing, and how like it is; one of the same value
    first.

    What is `said` of it, the sentence, must hold a word of what is said of the known one, unless the value is the same.
    """
    words, noun = said.casefold(), _noun(text)
    value = figure.value if figure.value is not None else figure.low
    scored = []
    for each in known:
        same_value = each.value is not None and each.value == value
        likeness = float(fuzz.token_set_ratio(noun, _noun(each.text))) if noun and _noun(each.text) else 0.0
        same_predicate = each.unit in TIMES or any(stem in words for stem in _stems(each.predicate))
        if (likeness >= SAME_NOUN and same_predicate) or (same_value and likeness >= 60):
            scored.append((likeness + 20 * same_value + 10 * same_predicate, each))
    if not scored:
        return None
    score, best = max(scored, key=lambda pair: pair[0])
    return best, score


@lru_cache(maxsize=4096)
def _stems(predicate: str) -> tuple[str, ...]:
    """The words of a predicate without their endings: shot and down, launch, pledg."""
    words = predicate.casefold().replace("_", " ").split()
    return tuple(re.sub(r"(?:ed|ing|s)$", "", word) for word in words if word not in LITTLE and len(word) > 3)


@lru_cache(maxsize=4096)
def _noun(text: str) -> str:
    words = [word for word in _content(text) if not word[0].isdigit() and word not in NUMBER_WORDS]
    return " ".join(word.rstrip("s") for word in words)
