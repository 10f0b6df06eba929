"""Maps the characters of one version of a text to another version: where each one went, or that it is gone."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

LARGEST_BLOCK = 10**9
"""The largest product of the lengths, in characters, of two changed blocks that are compared by character.

The comparison needs a bit per pair of characters, so this bounds its memory to about 125 MB. Two larger blocks would
be two texts of more than 30,000 characters without a line in common.
"""

SAME_LENGTH = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " ", "\u202f": " "}
)


def folded(text: str) -> str:
    """Return the text, of the same length, with one kind each of double and single quotation mark, dash and space."""
    return text.translate(SAME_LENGTH)


@dataclass(frozen=True)
class CharacterMap:
    """Runs of equal characters in order, each as (start in the old text, start in the new text, length)."""

    runs: tuple[tuple[int, int, int], ...]

    def to_new(self, position: int) -> int | None:
        """Return where the character at `position` is in the new text; None if it is gone or was changed."""
        index = bisect_right(self.runs, (position, float("inf"), 0)) - 1
        if index < 0:
            return None
        old, new, length = self.runs[index]
        return new + position - old if position < old + length else None


def character_map(old: str, new: str) -> CharacterMap:
    """Return the map from `old` to `new`, found by line and, within changed lines, by character."""
    one, other = folded(old), folded(new)
    lines = SequenceMatcher(None, one.splitlines(keepends=True), other.splitlines(keepends=True), autojunk=False)
    first, second = _offsets(one), _offsets(other)
    runs: list[tuple[int, int, int]] = []
    for tag, a, b, c, d in lines.get_opcodes():
        if tag == "equal":
            runs.append((first[a], second[c], first[b] - first[a]))
        elif tag == "replace":
            runs += _equal_runs(one[first[a] : first[b]], other[second[c] : second[d]], first[a], second[c])
    return CharacterMap(tuple(runs))


def _offsets(text: str) -> list[int]:
    """Return the offset at which each line of the text begins, and the length of the text."""
    offsets = [0]
    for line in text.splitlines(keepends=True):
        offsets.append(offsets[-1] + len(line))
    return offsets


def _equal_runs(old: str, new: str, old_start: int, new_start: int) -> Iterator[tuple[int, int, int]]:
    if len(old) * len(new) > LARGEST_BLOCK:
        return
    for block in Indel.opcodes(old, new):
        if block.tag == "equal":
            yield old_start + block.src_start, new_start + block.dest_start, block.src_end - block.src_start
