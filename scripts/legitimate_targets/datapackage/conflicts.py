"""Finds in a file, and writes, the marked lines by which git shows a merge that it could not make."""

import re
from collections.abc import Iterator

OURS, BETWEEN, THEIRS = b"<<<<<<<", b"=======", b">>>>>>>"
"""What the first, a middle and the last line of a conflict begin with."""

MARKER = re.compile(rb"^(<{7}|\|{7}|={7}|>{7})(?: [^\n]*)?\r?$", re.MULTILINE)
"""A line that git wrote: seven characters, and the name of a side. `|||||||` comes before the lines of the base."""


LEFT_MARKER = "is left of a merge conflict: take the line out, once the lines around it are as they should be"


def is_marker(line: str) -> bool:
    """Return whether a line, without its end, is one that git wrote around a conflict."""
    return MARKER.fullmatch(line.encode("utf-8")) is not None


def merge_conflicts(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line of each conflict in a file, counted from 1.

    A conflict begins at `<<<<<<<` and ends at the next `>>>>>>>`. A marker without a partner is not found.
    """
    begin = None
    for found in MARKER.finditer(data) if data.startswith(OURS) or b"\n" + OURS in data else ():
        line = data.count(b"\n", 0, found.start()) + 1
        if found[1] == OURS:
            begin = line
        elif found[1] == THEIRS and begin is not None:
            yield begin, line
            begin = None


def conflict_sentence(begin: int, end: int) -> str:
    """Return what is said of a conflict from one line to another."""
    return f"lines {begin} to {end} are a merge conflict that git could not solve: solve it, or use the merge driver"


def conflict_lines(ours: bytes, theirs: bytes) -> bytes:
    """Return the marked lines of a conflict; either side is empty or whole lines."""
    return b"".join([OURS, b" ours\n", ours, BETWEEN, b"\n", theirs, THEIRS, b" theirs\n"])
