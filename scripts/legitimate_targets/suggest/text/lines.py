"""Classifies the lines of an article: headline, deck, byline, dateline, bullet, subhead, body, furniture."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from legitimate_targets.suggest.text.quotation_marks import LINE

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
DATELINE = re.compile(
    r"\s*(?P<place>[A-Z][A-Z .’'-]{2,}(?:,\s+[A-Z][\w. ]{1,25}?)?)\s*(?:\([A-Z][\w ]+\)\s*)?(?:[—–:-]|--)\s+(?=\S)"
)
STOP = re.compile(r"[.!?…:;,][\"”’'»)\]]*\s*$")
SLASHED = re.compile(r"(?P<headline>[^/]{15,200})/\s+(?:[^/]{2,60}/\s+){2,}(?P<deck>.{20,})", re.S)
LONGEST_SUBHEAD = 110
LONGEST_DECK = 320
LONGEST_HEADLINE = 220


@dataclass(frozen=True)
class Line:
    """One line that holds more than white space, and what it is."""

    start: int
    end: int
    kind: str

    def holds(self, position: int) -> bool:
        """Whether `position` lies in the line."""
        return self.start <= position < self.end


def classify(text: str) -> tuple[Line, ...]:
    """All lines of the text in order; one that holds headline and deck, divided by slashes, is several."""
    spans = list(_spans(text))
    kinds = [_alone(text[start:end]) for start, end in spans]
    head = _headline(text, spans, kinds)
    if head is not None:
        kinds[head] = "headline"
        if not SLASHED.match(text[slice(*spans[head])]):
            _decks(text, spans, kinds, head)
    _tail(text, spans, kinds)
    return tuple(part for span, kind in zip(spans, kinds, strict=True) for part in _parts(text, *span, kind))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for match in LINE.finditer(text):
        if stripped := match.group().strip():
            start = match.start() + match.group().index(stripped[0])
            yield start, start + len(stripped)


def _alone(line: str) -> str:
    """What a line is by itself, as far as it can be told."""
    if DATE.match(line):
        return "date"
    if BYLINE.match(line):
        return "byline"
    if FURNITURE.match(line) and len(line) < LONGEST_SUBHEAD:
        return "furniture"
    if BULLET.match(line):
        return "bullet"
    return "body" if STOP.search(line) or len(line) > LONGEST_SUBHEAD else "subhead"


def _headline(text: str, spans: list[tuple[int, int]], kinds: list[str]) -> int | None:
    """The first line that can be a title: of several words, near the top, and not a paragraph of prose."""
    for number, (start, end) in enumerate(spans[:5]):
        line = text[start:end]
        if kinds[number] not in ("body", "subhead") or (len(line.split()) < 4 and number + 1 < len(spans)):
            continue
        short = end - start <= LONGEST_HEADLINE and not re.search(r"[.!?][”\"]?\s+[A-Z“\"]\w+ \w+", line)
        return number if short or SLASHED.match(line) else None
    return None


def _decks(text: str, spans: list[tuple[int, int]], kinds: list[str], head: int) -> None:
    """Lines above the headline are furniture; below it, a summary without stop or before furniture is the deck."""
    for number in range(head):
        kinds[number] = "furniture" if kinds[number] in ("subhead", "body") else kinds[number]
    for number in range(head + 1, min(head + 4, len(spans))):
        start, end = spans[number]
        if kinds[number] not in ("body", "subhead") or end - start > LONGEST_DECK:
            continue
        behind = kinds[number + 1] if number + 1 < len(kinds) else "body"
        unstopped = not STOP.search(text[start:end]) and len(text[start:end].split()) > 5
        if unstopped or behind in ("furniture", "byline", "date"):
            kinds[number] = "deck"
        return


def _tail(text: str, spans: list[tuple[int, int]], kinds: list[str]) -> None:
    """What stands below the last paragraph: a line said twice is the author, and what follows about it is no
    article.
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
        yield Line(start, slashed.end("headline"), "headline")
        yield Line(slashed.start("deck"), end, "deck")
    else:
        yield Line(start, end, kind)
