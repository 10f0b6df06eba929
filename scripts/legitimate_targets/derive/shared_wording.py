"""Derives the table shared_wording: runs of identical words in two articles, as positions and hashes."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import polars as pl

from legitimate_targets.articles.words import Word, words
from legitimate_targets.derive.mentions import Tables

SHORTEST_RUN = 6
"""The least number of words in a run: shorter runs, such as a name with its title, are common without copying."""

COLUMNS = ("run_id", "source_id", "start", "end", "sha256", "words", "quoted_words")


class Run(NamedTuple):
    """A maximal run of identical words: the index of its first word in two articles, and its length in words."""

    first: int
    second: int
    length: int


def shared_wording(tables: Tables, texts: Mapping[str, str]) -> pl.DataFrame:
    """Return the table shared_wording: two rows per run, one for each article, with positions and hashes.

    Reads `texts` (by source_id) and `quotes`. Case and punctuation are ignored. A run is maximal: the words before it
    differ, and so do the words after it. `quoted_words` counts the words of the run that lie in a quote: if two
    articles quote the same speech, neither has copied the other. The table never holds the words themselves.
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
    for number, run in enumerate(shared_runs([word.form for word in sides[0]], [word.form for word in sides[1]]), 1):
        for source, side, begin in zip(pair, sides, (run.first, run.second), strict=True):
            shared = side[begin : begin + run.length]
            start, end = shared[0].start, shared[-1].end
            digest = hashlib.sha256(texts[source][start:end].encode("utf-8")).hexdigest()
            quoted = sum(_is_quoted(word, quotes.get(source, ())) for word in shared)
            yield f"{'-'.join(pair)}-{number:02}", source, start, end, digest, run.length, quoted


def _is_quoted(word: Word, quotes: Iterable[tuple[int, int]]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in quotes)


def shared_runs(one: Sequence[str], other: Sequence[str], shortest: int = SHORTEST_RUN) -> list[Run]:
    """Return the maximal runs of at least `shortest` words that both sequences contain, in the order of the first."""
    starts = defaultdict(list)
    for start in range(len(other) - shortest + 1):
        starts[tuple(other[start : start + shortest])].append(start)
    return [
        Run(first, second, _length(one, other, first, second))
        for first in range(len(one) - shortest + 1)
        for second in starts.get(tuple(one[first : first + shortest]), ())
        if not (first and second and one[first - 1] == other[second - 1])
    ]


def _length(one: Sequence[str], other: Sequence[str], first: int, second: int) -> int:
    length = 0
    while first + length < len(one) and second + length < len(other) and one[first + length] == other[second + length]:
        length += 1
    return length
