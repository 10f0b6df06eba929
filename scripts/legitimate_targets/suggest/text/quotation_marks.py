"""Finds every stretch between quotation marks: curly, straight or single marks, guillemets, nested, over paragraphs.

Double marks are matched with a stack. Single marks are written like apostrophes, so they have rules of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
"""A line without its end, at every character that str.splitlines divides at."""

MARK = re.compile(r"``|''|[“”„‟\"＂«»‹›]")
CLOSERS: dict[str, frozenset[str]] = {
    "“": frozenset('”“"'),
    "”": frozenset('”"'),
    "„": frozenset('“”"'),
    "‟": frozenset("”"),
    '"': frozenset('"”'),
    "＂": frozenset("＂"),
    "«": frozenset("»"),
    "»": frozenset("«"),
    "‹": frozenset("›"),
    "›": frozenset("‹"),
    "``": frozenset(["''"]),
    "''": frozenset(["''"]),
}
"""The marks that may close what each opening mark opened; printed texts mix straight and curly ones."""

BEFORE_OPENING = frozenset("([{<—–―-/|:,;“\"‘'«„¿¡…")

LONGEST_SINGLE = 2000
"""Characters of a quotation in single marks. Without a limit, each apostrophe would search the whole line."""

SINGLE_OPENING = re.compile(r"(?<![\w’'.,!?…%)])['‘‚](?=[\w\"“$€£¥¿¡#@(\[…])")
SINGLE_CLOSING = re.compile(r"(?<=[^\s([{“‘])['’](?!\w)")
ELISION = re.compile(
    r"['‘’](?:\d{2}(?:s\b|\b(?!['’]))|(?:tis|twas|til|till|em|cause|cos|n|round|bout|neath|un)\b)", re.I
)
"""An apostrophe for what is left out at the start of a word ('90s, 'tis); it opens no quotation."""

PLURAL_POSSESSIVE = re.compile(r"(?<=s)['’](?=\s+[a-z])")
"""An apostrophe after a plural (the boys' team); it closes no quotation if another mark can."""


@dataclass(frozen=True)
class QuotedSpan:
    """The characters strictly between two marks; `outer` includes the marks.

    `continues` says that the quotation goes on from the one before, over the end of a paragraph.
    """

    start: int
    end: int
    outer: Span
    continues: bool = False


@dataclass(frozen=True)
class QuotationScan:
    """All quotations of a text in the order of their start, and one sentence per mark that has no partner."""

    quotations: tuple[QuotedSpan, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class _Open:
    """A mark at `start`, after which a quotation begins at `end`, and the marks that may close it."""

    start: int
    end: int
    closers: frozenset[str]
    continues: bool = False

    @property
    def doubt(self) -> str:
        return f"at {self.start}: a quotation mark is never closed"


def scan_quotations(text: str) -> QuotationScan:
    """Return the quotations of `text`; one that runs over the end of a line is a part on each line."""
    found: list[QuotedSpan] = []
    doubts: list[str] = []
    lines = [match.span() for match in LINE.finditer(text) if match.group().strip()]
    carried: _Open | None = None
    for number, (start, end) in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        doubles, carried = _double_quotations(text, start, end, carried, following, doubts)
        found += doubles
        spans = [(each.start, each.end) for each in doubles]
        found += [QuotedSpan(*span, (span[0] - 1, span[1] + 1)) for span in _single_spans(text, start, end, spans)]
    kept = [each for each in found if any(character.isalnum() for character in text[each.start : each.end])]
    return QuotationScan(tuple(sorted(kept, key=lambda each: (each.start, -each.end))), tuple(doubts))


def _double_quotations(
    text: str, start: int, end: int, carried: _Open | None, following: Span | None, doubts: list[str]
) -> tuple[list[QuotedSpan], _Open | None]:
    """Return the quotations in double marks of one line, and the one that goes on in the next line."""
    found: list[QuotedSpan] = []
    stack: list[_Open] = []
    if carried:
        stack.append(_resumed(text, start, carried))
    for mark in MARK.finditer(text, start, end):
        if not (stack and mark.start() < stack[-1].end):
            _open_or_close(text, mark, stack, found, doubts)
    if not stack:
        return found, None
    last, stop = stack[-1], start + len(text[start:end].rstrip())
    doubts += [each.doubt for each in stack[:-1]]
    if not (following and _goes_on(text, following, last)):
        doubts.append(last.doubt)
        return found, None
    found.append(QuotedSpan(last.end, stop, (last.start, stop), last.continues))
    return found, last


def _resumed(text: str, start: int, carried: _Open) -> _Open:
    """Return where a quotation goes on in a line: after the mark that repeats the opening one, if there is one."""
    begin = next((place for place in range(start, len(text)) if not text[place].isspace()), len(text))
    mark = MARK.match(text, begin)
    return _Open(begin, mark.end() if mark else begin, carried.closers, True)


def _open_or_close(
    text: str, mark: re.Match[str], stack: list[_Open], found: list[QuotedSpan], doubts: list[str]
) -> None:
    """Open or close a quotation at one mark, by what is open and by the characters on both sides."""
    character, opening = mark.group(), _may_open(text, mark)
    if stack and character in stack[-1].closers and (not opening or _may_close(text, mark)):
        last = stack.pop()
        found.append(QuotedSpan(last.end, mark.start(), (last.start, mark.end()), last.continues))
    elif opening and not _is_inches(text, mark):
        if stack and CLOSERS[character] == stack[-1].closers:
            doubts.append(stack.pop().doubt)
        stack.append(_Open(mark.start(), mark.end(), CLOSERS[character]))
    elif not stack and not _is_inches(text, mark):
        doubts.append(f"at {mark.start()}: a closing quotation mark has no opening one")


def _may_open(text: str, mark: re.Match[str]) -> bool:
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return (not before or before.isspace() or before in BEFORE_OPENING) and bool(after) and not after.isspace()


def _may_close(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1 : mark.start()]
    return bool(before) and not before.isspace() and before not in "([{"


def _is_inches(text: str, mark: re.Match[str]) -> bool:
    """Return whether a straight mark after a digit means inches or seconds."""
    return mark.group() in ('"', "''") and text[mark.start() - 1 : mark.start()].isdigit()


def _goes_on(text: str, following: Span, opened: _Open) -> bool:
    """Return whether the next line repeats the opening mark, or closes before it opens another quotation."""
    line = text[slice(*following)]
    first = MARK.search(line)
    if not first:
        return False
    if not line[: first.start()].strip():
        return opened.closers == CLOSERS[first.group()]
    return first.group() in opened.closers and not _may_open(line, first)


def _single_spans(text: str, start: int, end: int, doubles: list[Span]) -> Iterator[Span]:
    """Yield the spans between single marks in one line; they may lie in `doubles` or hold them, but not cross them."""
    position = start
    while opening := SINGLE_OPENING.search(text, position, end):
        position = opening.end()
        limit = min((stop for begin, stop in doubles if begin <= opening.start() < stop), default=end)
        limit = min(limit, position + LONGEST_SINGLE)
        closing = None if ELISION.match(text, opening.start()) else _single_end(text, opening.end(), limit, doubles)
        if closing is not None:
            yield opening.end(), closing
            position = closing + 1


def _single_end(text: str, start: int, limit: int, doubles: list[Span]) -> int | None:
    """Return where the single quotation that begins at `start` closes, or None.

    The apostrophe of a plural closes it only if no better mark does before the next quotation opens.
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
    firm = [place for place in rivals if not PLURAL_POSSESSIVE.match(text, place)]
    return firm[0] if firm and candidates[0] not in firm else candidates[0]
