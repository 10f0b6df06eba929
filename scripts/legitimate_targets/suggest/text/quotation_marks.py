"""Finds every stretch between quotation marks: curly, straight, single, guillemets, nested, over paragraphs."""

import re
from dataclasses import dataclass

from legitimate_targets.suggest.text.apostrophe import singles

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
MARK = re.compile(r"``|''|[“”„‟\"＂«»‹›]")
OPENS: dict[str, frozenset[str]] = {
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
"""Each mark that may open a quotation, and the marks that may close it: texts mix straight and curly ones."""

BEFORE_OPENING = frozenset("([{<—–―-/|:,;“\"‘'«„¿¡…")


@dataclass(frozen=True)
class Quotation:
    """One span strictly between marks; `outer` holds the marks too, `continues` that it goes on from the one before."""

    start: int
    end: int
    outer: tuple[int, int]
    continues: bool = False


@dataclass(frozen=True)
class Scan:
    """All quotations of a text in order of their start, and a sentence for each mark that has no partner."""

    quotations: tuple[Quotation, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class _Open:
    start: int
    end: int
    closes: frozenset[str]
    continues: bool = False


def scan(text: str) -> Scan:
    """The quotations of `text`; one that runs over a line's end is a part on each line, joined by `continues`."""
    found: list[Quotation] = []
    doubts: list[str] = []
    lines = [match.span() for match in LINE.finditer(text) if match.group().strip()]
    carried: _Open | None = None
    for number, (start, end) in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        doubles, carried = _line(text, start, end, carried, following, doubts)
        found += doubles
        found += [Quotation(*span, (span[0] - 1, span[1] + 1)) for span in singles(text, start, end, _spans(doubles))]
    kept = [each for each in found if any(character.isalnum() for character in text[each.start : each.end])]
    return Scan(tuple(sorted(kept, key=lambda each: (each.start, -each.end))), tuple(doubts))


def _line(
    text: str, start: int, end: int, carried: _Open | None, following: tuple[int, int] | None, doubts: list[str]
) -> tuple[list[Quotation], _Open | None]:
    """The double quotations of one line, and the one that goes on in the next."""
    found: list[Quotation] = []
    stack: list[_Open] = []
    if carried:
        stack.append(_carried(text, start, carried))
    for mark in MARK.finditer(text, start, end):
        if stack and mark.start() < stack[-1].end:
            continue
        _take(text, mark, stack, found, doubts)
    if not stack:
        return found, None
    last, stop = stack[-1], start + len(text[start:end].rstrip())
    doubts += [_doubt(each) for each in stack[:-1]]
    if not (following and _goes_on(text, following, last)):
        doubts.append(_doubt(last))
        return found, None
    found.append(Quotation(last.end, stop, (last.start, stop), last.continues))
    return found, last


def _carried(text: str, start: int, carried: _Open) -> _Open:
    """Where a quotation goes on in a line: behind the mark that repeats the opening one, if there is one."""
    begin = next((place for place in range(start, len(text)) if not text[place].isspace()), len(text))
    mark = MARK.match(text, begin)
    behind = mark.end() if mark else begin
    return _Open(begin, behind, carried.closes, True)


def _take(text: str, mark: re.Match[str], stack: list[_Open], found: list[Quotation], doubts: list[str]) -> None:
    """Opens or closes a quotation at one mark, by what is open and by what stands on both sides."""
    character, opening = mark.group(), _may_open(text, mark)
    if stack and character in stack[-1].closes and (not opening or _may_close(text, mark)):
        last = stack.pop()
        found.append(Quotation(last.end, mark.start(), (last.start, mark.end()), last.continues))
    elif opening and not _is_inches(text, mark):
        if stack and OPENS[character] == stack[-1].closes:
            doubts.append(_doubt(stack.pop()))
        stack.append(_Open(mark.start(), mark.end(), OPENS[character]))
    elif not stack and not _is_inches(text, mark):
        doubts.append(f"at {mark.start()}: a quotation mark closes what none has opened")


def _may_open(text: str, mark: re.Match[str]) -> bool:
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return (not before or before.isspace() or before in BEFORE_OPENING) and bool(after) and not after.isspace()


def _may_close(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1 : mark.start()]
    return bool(before) and not before.isspace() and before not in "([{"


def _is_inches(text: str, mark: re.Match[str]) -> bool:
    """Whether a straight mark behind a digit stands for inches or seconds."""
    return mark.group() in ('"', "''") and text[mark.start() - 1 : mark.start()].isdigit()


def _goes_on(text: str, following: tuple[int, int], opened: _Open) -> bool:
    """Whether the next line opens with the mark again, or closes before it opens another quotation."""
    line = text[slice(*following)]
    first = MARK.search(line)
    if not first:
        return False
    if not line[: first.start()].strip():
        return opened.closes == OPENS[first.group()]
    return first.group() in opened.closes and not _may_open(line, first)


def _doubt(opened: _Open) -> str:
    return f"at {opened.start}: a quotation mark is never closed"


def _spans(quotations: list[Quotation]) -> list[tuple[int, int]]:
    return [(each.start, each.end) for each in quotations]
