"""Pairs what two coders coded: rows by the overlap of their spans, labels by how often they are used together."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True)
class Unit:
    """A row as one coder made it: its span in an article, and its cells by column ("" for an empty cell)."""

    name: str
    source: str
    start: int
    end: int
    values: Mapping[str, str]


Pair = tuple[Unit, Unit]


def overlap(one: Unit, other: Unit) -> float:
    """Return the share of the characters of two units that both cover (Jaccard index); 0 in different articles."""
    if one.source != other.source:
        return 0.0
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(common, 0) / (max(one.end, other.end) - min(one.start, other.start))


def align(first: Iterable[Unit], second: Iterable[Unit]) -> list[Pair]:
    """Return pairs of units of two coders, chosen by greatest overlap; each unit is in one pair at most."""
    candidates = [(overlap(one, other), one, other) for one, other in product(first, second)]
    candidates = [candidate for candidate in candidates if candidate[0] > 0]
    candidates.sort(key=lambda found: (-found[0], found[1].source, found[1].start, found[1].name, found[2].name))
    pairs: list[Pair] = []
    taken: set[tuple[int, str]] = set()
    for _, one, other in candidates:
        if not taken & {(1, one.name), (2, other.name)}:
            taken |= {(1, one.name), (2, other.name)}
            pairs.append((one, other))
    return sorted(pairs, key=lambda pair: (pair[0].source, pair[0].start, pair[0].name))


def match_labels(values: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the first coder's label for each label of the second, one to one, the most frequent pairs first.

    `values` are the labels that both coders gave to the same units. Two coders who group the same rows under
    different names agree. If one coder divides a group, they agree only on its largest part. A label without a
    partner keeps its name after a question mark, which no label has.
    """
    together = Counter((one, other) for one, other in values if one and other)
    found: dict[str, str] = {}
    for (one, other), _ in sorted(together.items(), key=lambda item: (-item[1], item[0])):
        if other not in found and one not in found.values():
            found[other] = one
    return {other: found.get(other, f"?{other}") for _, other in together} | {"": ""}
