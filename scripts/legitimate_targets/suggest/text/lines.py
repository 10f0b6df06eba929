"""Classifies the lines of an article: headline, deck, byline, date, bullet, subhead, body, furniture.

Furniture is what a page prints around an article: captions, links, counts of comments, notices.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from legitimate_targets.suggest.text.quotation_marks import LINE, Span

BULLET = re.compile(r"\s*(?:[-–—•*·▪‣●◦]\s+|[•▪‣●◦])(?=\S)")
BYLINE = re.compile(
    r"\s*(?:-\s+)?(?:written |posted |story |words )?by:?\s+(?P<name>[^\W\d_][^|\d]{1,60}?)\.?\s*$", re.I
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
DATE = re.compile(
    rf"\s*(?:-\s+)?(?:(?:published|updated|posted|last updated|on):?\s+)?(?:{_DAY},?\s+)?"
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})(?:[,\s|·-]+(?:at\s+)?\d{{1,2}}[:.]\d\d.*)?\s*$",
    re.I,
)
FURNITURE = re.compile(
    r"\d+\s+(?:min(?:ute)?s?\s+read|comments?|shares?|views?|likes?)\b|\d+\s+comment\(s\)"
    r"|(?:photo|image|picture|credit|source|file photo|getty|copyright|©|caption|video|watch|listen)s?\b\s*[:/|©]"
    r"|(?:read|see|show|load|view)\s+(?:more|also|next|full|all)\b|you (?:might|may) also like|related\b.{0,30}$"
    r"|(?:share|save|print|email|advertisement|comments?|sources?|tags?|topics?|menu|search|home|abstract|full text)\W*$"
    r"|(?:sign up|subscribe|log ?in|register|follow us|click here|support our|all rights reserved|terms of|leave a)\b"
    r"|you must (?:register|log|sign|be logged)|(?:icon|share|btn|img)-\w+|[\w-]*[a-z]-[a-z0-9]+(?:-[a-z0-9]+){1,}\s*$"
    r"|https?://\S+\s*$|[^\w]*$",
    re.I,
)
"""Counts, captions, links, buttons, notices, names of icons, slugs and addresses, and lines without letters."""

DATELINE = re.compile(
    r"\s*(?P<place>[A-Z][A-Z .’'-]{2,}(?:,\s+[A-Z][\w. ]{1,25}?)?)\s*(?:\([A-Z][\w ]+\)\s*)?(?:[—–:-]|--)\s+(?=\S)"
)
"""A place, and perhaps an agency in brackets, before a dash at the start of a paragraph: DALE, Norway (DH) —."""

STOP = re.compile(r"[.!?…:;,][\"”’'»)\]]*\s*$")
SLASHED = re.compile(r"(?P<headline>[^/]{15,200})/\s+(?:[^/]{2,60}/\s+){2,}(?P<deck>.{20,})", re.S)
"""A headline, the outlet, place and author, and the deck in one line, divided by slashes, as databases export it."""

LONGEST_SUBHEAD = 110
LONGEST_DECK = 320
LONGEST_HEADLINE = 220
"""Characters that a line of each kind may have; a longer one is a paragraph."""

HEADLINE_LINES = 5
"""Lines from the top in which the headline is looked for; breadcrumbs and dates may come first."""

NOT_PROSE = frozenset(("furniture", "byline", "date"))
"""Kinds of line that are not part of the article's prose."""


@dataclass(frozen=True)
class Line:
    """A line that holds more than white space, its kind, and where its prose starts: after a dateline."""

    start: int
    end: int
    kind: str
    prose_start: int


def classify_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of `text` in order; a line with headline and deck divided by slashes becomes two."""
    spans = list(_spans(text))
    kinds = [_kind_alone(text[start:end]) for start, end in spans]
    head = _headline(text, spans, kinds)
    if head is not None:
        kinds[head] = "headline"
        if not SLASHED.match(text[slice(*spans[head])]):
            _mark_decks(text, spans, kinds, head)
    _mark_tail(text, spans, kinds)
    parts = [part for span, kind in zip(spans, kinds, strict=True) for part in _parts(text, *span, kind)]
    return tuple(_with_prose_starts(text, parts))


def _spans(text: str) -> Iterator[Span]:
    for match in LINE.finditer(text):
        if stripped := match.group().strip():
            start = match.start() + match.group().index(stripped[0])
            yield start, start + len(stripped)


def _kind_alone(line: str) -> str:
    """Return the kind of a line as far as the line alone shows it."""
    if DATE.match(line):
        return "date"
    if BYLINE.match(line):
        return "byline"
    if FURNITURE.match(line) and len(line) < LONGEST_SUBHEAD:
        return "furniture"
    if BULLET.match(line):
        return "bullet"
    return "body" if STOP.search(line) or len(line) > LONGEST_SUBHEAD else "subhead"


def _headline(text: str, spans: list[Span], kinds: list[str]) -> int | None:
    """Return the number of the first line that can be a title: of several words, near the top, not a paragraph."""
    for number, (start, end) in enumerate(spans[:HEADLINE_LINES]):
        line = text[start:end]
        if kinds[number] not in ("body", "subhead") or (len(line.split()) < 4 and number + 1 < len(spans)):
            continue
        short = end - start <= LONGEST_HEADLINE and not re.search(r"[.!?][”\"]?\s+[A-Z“\"]\w+ \w+", line)
        return number if short or SLASHED.match(line) else None
    return None


def _mark_decks(text: str, spans: list[Span], kinds: list[str], head: int) -> None:
    """Make lines above the headline furniture, and a summary below it the deck.

    A summary is a line without a full stop, or one before furniture.
    """
    for number in range(head):
        kinds[number] = "furniture" if kinds[number] in ("subhead", "body") else kinds[number]
    for number in range(head + 1, min(head + 4, len(spans))):
        start, end = spans[number]
        if kinds[number] not in ("body", "subhead") or end - start > LONGEST_DECK:
            continue
        following = kinds[number + 1] if number + 1 < len(kinds) else "body"
        unstopped = not STOP.search(text[start:end]) and len(text[start:end].split()) > 5
        if unstopped or following in NOT_PROSE:
            kinds[number] = "deck"
        return


def _mark_tail(text: str, spans: list[Span], kinds: list[str]) -> None:
    """Make furniture of the lines after the last paragraph, and of those about the author.

    A line that is printed twice in a row names the author.
    """
    for number in range(len(spans) - 1, 0, -1):
        if kinds[number] == "body":
            break
        if kinds[number] == "subhead":
            kinds[number] = "furniture"
    for number in range(1, len(spans)):
        line = text[slice(*spans[number])]
        if kinds[number] in ("subhead", "furniture") and line == text[slice(*spans[number - 1])]:
            kinds[number - 1 : number + 1] = ["byline", "byline"]
            for later in range(number + 1, len(spans)):
                if text[slice(*spans[later])].startswith(line) or kinds[later] == "subhead":
                    kinds[later] = "furniture"


def _parts(text: str, start: int, end: int, kind: str) -> Iterator[Line]:
    slashed = SLASHED.match(text, start, end) if kind == "headline" else None
    if slashed:
        deck = slashed.start("deck")
        yield Line(start, slashed.end("headline"), "headline", start)
        yield Line(deck, end, "deck", deck)
    else:
        yield Line(start, end, kind, start)


def _with_prose_starts(text: str, lines: list[Line]) -> Iterator[Line]:
    """Yield the lines; the prose of the first paragraph starts after its dateline."""
    first = next((line for line in lines if line.kind == "body"), None)
    for line in lines:
        dateline = DATELINE.match(text, line.start, line.end) if line is first else None
        yield replace(line, prose_start=dateline.end()) if dateline else line
