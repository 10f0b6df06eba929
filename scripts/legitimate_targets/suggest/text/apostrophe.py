"""Tells quotations in single marks from apostrophes, which are written with the same characters."""

import re
from collections.abc import Iterator

Span = tuple[int, int]
LONGEST = 2000
"""Characters that a quotation in single marks may have; it bounds the search for the mark that closes it."""

SINGLE_OPENING = re.compile(r"(?<![\w’'.,!?…%)])['‘‚](?=[\w\"“$€£¥¿¡#@(\[…])")
SINGLE_CLOSING = re.compile(r"(?<=[^\s([{“‘])['’](?!\w)")
ELISION = re.compile(
    r"['‘’](?:\d{2}(?:s\b|\b(?!['’]))|(?:tis|twas|til|till|em|cause|cos|n|round|bout|neath|un)\b)", re.I
)
POSSESSIVE = re.compile(r"(?<=s)['’](?=\s+[a-z])")
"""What an apostrophe leaves out at the start of a word, and a plural's apostrophe: they open and close nothing."""


def singles(text: str, start: int, end: int, doubles: list[Span]) -> Iterator[Span]:
    """The spans between single marks in one line, which may lie inside `doubles` or hold them, and never cross them."""
    position = start
    while opening := SINGLE_OPENING.search(text, position, end):
        position = opening.end()
        limit = min((stop for begin, stop in doubles if begin <= opening.start() < stop), default=end)
        limit = min(limit, position + LONGEST)
        closing = None if ELISION.match(text, opening.start()) else _closing(text, opening.end(), limit, doubles)
        if closing is not None:
            yield opening.end(), closing
            position = closing + 1


def _closing(text: str, start: int, limit: int, doubles: list[Span]) -> int | None:
    """Where the single quotation that opens before `start` closes; a plural's apostrophe only if nothing better
    does.
    """
    candidates = [
        found.start()
        for found in SINGLE_CLOSING.finditer(text, start, limit)
        if not any(begin <= found.start() < stop for begin, stop in doubles if begin >= start)
    ]
    if not candidates:
        return None
    reopened = SINGLE_OPENING.search(text, candidates[0] + 1, limit)
    rivals = [place for place in candidates if reopened is None or place < reopened.start()]
    firm = [place for place in rivals if not POSSESSIVE.match(text, place)]
    return firm[0] if firm and candidates[0] not in firm else candidates[0]
