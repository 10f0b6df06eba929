"""The map from one version of a text to another: where each character went, or that it is gone."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

LARGEST_BLOCK = 10**9
"""Product of the lengths of two changed blocks that are still compared by character; it bounds the memory."""

SAME_LENGTH = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " ", "\u202f": " "}
)


def folded(text: str) -> str:
    """The text, of the same length, with one kind of quotation mark, dash and blank."""
    return text.translate(SAME_LENGTH)


@dataclass(frozen=True)
class Difference:
    """Runs of equal characters: (start in the old text, start in the new text, length), in order."""

    runs: tuple[tuple[int, int, int], ...]

    def to_new(self, position: int) -> int | None:
        """Where the character at `position` is now; null when it is gone or was changed."""
        index = bisect_right(self.runs, (position, float("inf"), 0)) - 1
        if index < 0:
            return None
        old, new, length = self.runs[index]
        return new + position - old if position < old + length else None


def difference(old: str, new: str) -> Difference:
    """The difference of two texts, by line and, within changed lines, by character."""
    one, other = folded(old), folded(new)
    lines = SequenceMatcher(None, one.splitlines(keepends=True), other.splitlines(keepends=True), autojunk=False)
    first, second = _offsets(one), _offsets(other)
    runs: list[tuple[int, int, int]] = []
    for tag, a, b, c, d in lines.get_opcodes():
        if tag == "equal":
            runs.append((first[a], second[c], first[b] - first[a]))
        elif tag == "replace":
            runs += _within(one[first[a] : first[b]], other[second[c] : second[d]], first[a], second[c])
    return Difference(tuple(runs))


def _offsets(text: str) -> list[int]:
    offsets = [0]
    for line in text.splitlines(keepends=True):
        offsets.append(offsets[-1] + len(line))
    return offsets


def _within(old: str, new: str, old_start: int, new_start: int) -> Iterator[tuple[int, int, int]]:
    if len(old) * len(new) > LARGEST_BLOCK:
        return
    for block in Indel.opcodes(old, new):
        if block.tag == "equal":
            yield old_start + block.src_start, new_start + block.dest_start, block.src_end - block.src_start
