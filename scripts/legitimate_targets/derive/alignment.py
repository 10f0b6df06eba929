"""Brings two coders' rows together: spans by overlap, labels of their own by how often they fall together."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True)
class Unit:
    """A row as one coder made it: where it lies and what each column holds ("" for an empty cell)."""

    name: str
    source: str
    start: int
    end: int
    values: Mapping[str, str]


Pair = tuple[Unit, Unit]


def overlap(one: Unit, other: Unit) -> float:
    """Share of the characters of either unit that both have (Jaccard), 0 in different articles."""
    if one.source != other.source:
        return 0.0
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(common, 0) / (max(one.end, other.end) - min(one.start, other.start))


def align(first: Iterable[Unit], second: Iterable[Unit]) -> list[Pair]:
    """Pairs of units of two coders, each unit in one pair at most, the greatest overlap first."""
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
    """The second coder's labels in the first coder's words: one to one, the pair that falls together most often first.

    Two coders who group the same rows under different names agree; a group that one of them divides agrees only
    for its largest part. A label that finds no partner keeps its name with a mark that no label has.
    """
    together = Counter((one, other) for one, other in values if one and other)
    found: dict[str, str] = {}
    for (one, other), _ in sorted(together.items(), key=lambda item: (-item[1], item[0])):
        if other not in found and one not in found.values():
            found[other] = one
    return {other: found.get(other, f"?{other}") for _, other in together} | {"": ""}
