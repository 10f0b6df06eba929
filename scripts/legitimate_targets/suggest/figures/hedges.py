"""Finds the words around a number that say how it is meant: about, at least, up to, more than, not."""

import re
from dataclasses import dataclass

from legitimate_targets.suggest.figures.figure import Window

_BEFORE = {
    "at_least": r"at\s+least|no\s+(?:fewer|less)\s+than|not\s+less\s+than|a\s+minimum\s+of|minimum|≥|at\s+the\s+very\s+least",
    "at_most": r"up\s+to|at\s+most|as\s+(?:many|much|high|long|far)\s+as|no\s+(?:more|later|greater)\s+than|not\s+more\s+than|a\s+maximum\s+of"
    r"|(?:just\s+|slightly\s+|far\s+|well\s+)?(?:less|fewer|lower|smaller)\s+than|(?:just\s+|well\s+)?under|(?:just\s+|well\s+)?below|<|≤",
    "more_than": r"(?:far\s+|slightly\s+|much\s+|significantly\s+)?(?:more|greater|higher|longer|larger|bigger)\s+than|(?:just\s+|well\s+|slightly\s+|a\s+little\s+)?over(?!\s+the\b)"
    r"|(?:well\s+|just\s+)?above|upwards?\s+of|in\s+excess\s+of|exceeding|exceeds?|exceeded|>|topp(?:ed|ing)",
    "about": r"(?:just\s+)?about|around|some|nearly|almost|roughly|approximately|approx\.?|circa|close\s+to|near|an?\s+estimated|estimated|"
    r"~|≈|in\s+the\s+region\s+of|or\s+so|somewhere\s+around|practically|virtually|(?:just\s+)?shy\s+of|on\s+average|an\s+average\s+of|averag(?:ed|ing)",
}  # fmt: skip
_AFTER = {
    "at_least": r"\s+or\s+(?:more|greater|higher|longer|older|above)|\+|-plus|\s+plus\b(?!\s+\w+\s+and)|,?\s+at\s+(?:the\s+)?(?:very\s+)?least",
    "at_most": r"\s+or\s+(?:less|fewer|under|lower|younger|below)|,?\s+at\s+(?:the\s+)?most",
    "about": r"\s+or\s+so\b|-odd\b|-ish\b|\s+or\s+thereabouts",
}
BEFORE = {
    name: re.compile(rf"(?<![\w-])(?P<words>{pattern})\s*(?:(?:the|a|an|its|their|his|her)\s+)?$", re.I)
    for name, pattern in _BEFORE.items()
}
AFTER = {name: re.compile(pattern, re.I) for name, pattern in _AFTER.items()}
DURING = re.compile(
    r"[\w.-]+[\s-]+(?:days?|weeks?|months?|years?|decades?)\b(?!\s+(?:ago|old|later|earlier|after|before))"
)
NOT_DURING = re.compile(
    r"(?:^|\b(?:for|of|in|with|after|by|is|was|are|were|has|had|took|takes|lasts?|lasted|spent|just|well|and|to|than)|[,(—-])$"
)
"""Words before `over five years` that ask for a length of time; after any other word it means in the course of."""

NOT = re.compile(r"(?<!\w)(?:not(?:\s+be|\s+just|\s+only)?(?:\s+in)?)\s+$", re.I)

TOPIC_HEADS = (
    " talk", " talked", " worried", " asked", " told", " concerns", " questions", " concern", " spoke",
)  # fmt: skip
"""Ends of the words before about, near or around that make it name a topic or a place: told about two men."""

RANK_HEADS = (
    " control", " argue", " won", " win", " victory", " fight", " placed", "all", " handed", " takes", " took", " lead",
)  # fmt: skip
"""Ends of the words before over, under and the like that make it name a rank or an object: a victory over two teams."""


@dataclass(frozen=True)
class Hedge:
    """A code of the column qualifier, and where the words of the figure begin and end together with the hedge."""

    qualifier: str
    start: int
    end: int


def hedge_of(window: Window, start: int, end: int) -> Hedge:
    """Return the hedge of the number from `start` to `end`; `exact` if none is printed."""
    before = window.before(start)
    for name, pattern in BEFORE.items():
        found = pattern.search(before)
        if found and not _is_no_hedge(found, before, window.after(start)):
            return Hedge(name, start - len(before) + found.start("words"), end)
    for name, pattern in AFTER.items():
        after = pattern.match(window.text, end, window.end)
        if after:
            return Hedge(name, start, after.end())
    return Hedge("exact", start, end)


def negation_before(window: Window, start: int) -> int | None:
    """Return where a `not` directly before the number begins; None if there is none."""
    before = window.before(start)
    found = NOT.search(before)
    return start - len(before) + found.start() if found else None


def _is_no_hedge(found: re.Match[str], before: str, after: str) -> bool:
    """Return whether the words mean something else here: told about two men, paid over three years."""
    words = found["words"].lower()
    head = before[: found.start("words")].rstrip().lower()
    if words in ("about", "near", "around"):
        return head.endswith(TOPIC_HEADS)
    if words == "over" and DURING.match(after):
        return NOT_DURING.search(head) is None
    if words in ("over", "under", "above", "below", "near"):
        return head.endswith(RANK_HEADS)
    return False
