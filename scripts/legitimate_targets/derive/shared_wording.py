"""Derives the table shared_wording: runs of identical words in two articles, by their places and hashes."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import polars as pl

from legitimate_targets.articles.words import Word, words
from legitimate_targets.derive.mentions import Tables

SHORTEST = 6
"""Words in a run, at least: shorter ones (a name with its title) are common without copying."""

COLUMNS = ("run_id", "source_id", "start", "end", "sha256", "words", "quoted_words")


class Run(NamedTuple):
    """A maximal run of identical words: the numbers of its first word in two articles, and its length in words."""

    first: int
    second: int
    length: int


def shared_wording(tables: Tables, texts: Mapping[str, str]) -> pl.DataFrame:
    """The rows of the table shared_wording: two a run, one in each article; positions and hashes, never words.

    From `texts` (the articles by source_id) and `quotes`. Words are compared without case and punctuation; a run is
    maximal: the words before it and behind it differ. `quoted_words` counts those of its words that lie in a quote:
    speech that two articles quote is no copying of one by the other.
    """
    quotes: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for source, start, end in tables["quotes"].select("source_id", "start", "end").iter_rows():
        quotes[source].append((start, end))
    rows = [row for pair in combinations(sorted(texts), 2) for row in _rows(pair, texts, quotes)]
    return pl.DataFrame(rows, schema=list(COLUMNS), orient="row")


def _rows(
    pair: tuple[str, str], texts: Mapping[str, str], quotes: Mapping[str, list[tuple[int, int]]]
) -> Iterator[tuple[object, ...]]:
    sides = [list(words(texts[source])) for source in pair]
    for number, run in enumerate(runs([word.form for word in sides[0]], [word.form for word in sides[1]]), 1):
        for source, side, begin in zip(pair, sides, (run.first, run.second), strict=True):
            place = side[begin : begin + run.length]
            start, end = place[0].start, place[-1].end
            digest = hashlib.sha256(texts[source][start:end].encode("utf-8")).hexdigest()
            quoted = sum(_inside(word, quotes.get(source, ())) for word in place)
            yield f"{'-'.join(pair)}-{number:02}", source, start, end, digest, run.length, quoted


def _inside(word: Word, quotes: Iterable[tuple[int, int]]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in quotes)


def runs(one: Sequence[str], other: Sequence[str], shortest: int = SHORTEST) -> list[Run]:
    """The maximal runs of at least `shortest` words that stand in both sequences, in the order of the first."""
    places = defaultdict(list)
    for place in range(len(other) - shortest + 1):
        places[tuple(other[place : place + shortest])].append(place)
    return [
        Run(first, second, _length(one, other, first, second))
        for first in range(len(one) - shortest + 1)
        for second in places.get(tuple(one[first : first + shortest]), ())
        if not (first and second and one[first - 1] == other[second - 1])
    ]


def _length(one: Sequence[str], other: Sequence[str], first: int, second: int) -> int:
    length = 0
    while first + length < len(one) and second + length < len(other) and one[first + length] == other[second + length]:
        length += 1
    return length
