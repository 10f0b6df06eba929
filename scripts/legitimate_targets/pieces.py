"""A table in pieces: so many of its lines at a time that their text takes little memory."""

from collections.abc import Iterator
from typing import NamedTuple

PIECE = 8 * 2**20
"""Bytes of a piece; a table of no more is held as text."""


class Piece(NamedTuple):
    """Where a piece of a table begins and ends, in bytes, how many rows lie above it, and how many are its own."""

    start: int
    end: int
    above: int
    height: int


def cuts(data: bytes, size: int) -> Iterator[tuple[int, int]]:
    """Where pieces begin and end: whole lines behind the header, `size` bytes of them or a single longer line."""
    start = data.find(b"\n") + 1
    while start < len(data):
        end = _line_end(data, start, start + size)
        yield start, end
        start = end


def _line_end(data: bytes, start: int, end: int) -> int:
    """Where the last line ends that is whole before `end`, or the first one, should it be longer."""
    if end >= len(data):
        return len(data)
    last = data.rfind(b"\n", start, end)
    return (last if last >= 0 else data.index(b"\n", end)) + 1
