"""Divides a line into sentences and tokens, with every quotation hidden behind one token of its own length."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from legitimate_targets.suggest.text.lexicon import CUE_FORMS, listed
from legitimate_targets.suggest.text.quotation_marks import Quotation

HIDDEN = "\ue000"
STOPPED = "\ue001"
ASKED = "\ue002"
PAUSED = "\ue003"
"""What stands in place of a quotation's characters; the last one tells whether it ends with a stop, another mark, a
comma.
"""

_ENDS = f"{STOPPED}{ASKED}{PAUSED}"

ABBREVIATIONS = frozenset(listed("abbreviations"))
TOKEN = re.compile(
    rf"{HIDDEN}+[{_ENDS}]?|[{_ENDS}]"
    r"|(?:[^\W\d_]\.){2,}"
    r"|['’](?:s|d|ll|re|ve|m)\b"
    r"|\d+(?:[.,:/]\d+)*[^\W\d_]*"
    r"|[^\W_](?:[\w]|(?<=\w)[-&.](?=\w)|(?<=\w)['’](?!s\b)(?=\w))*"
    r"|--+|\S"
)
SENTENCE_END = re.compile(
    rf"(?:[.!?…]+[)\]]?|(?P<quoted>[{STOPPED}{ASKED}])[)\]]?)(?=\s+(?:[A-ZÀ-Þ\"“‘'(\[{HIDDEN}{_ENDS}]|\d))"
)
_LAST_WORD = re.compile(r"[\w.]+$")


class Token(NamedTuple):
    """One word, mark or hidden quotation, by its offsets in the article."""

    start: int
    end: int
    text: str

    @property
    def lower(self) -> str:
        """The token in lower case."""
        return self.text.lower()

    @property
    def is_quote(self) -> bool:
        """Whether it hides a quotation."""
        return self.text[0] in (HIDDEN, STOPPED, ASKED, PAUSED)

    @property
    def goes_on(self) -> bool:
        """Whether it hides a quotation that ends with a comma or another mark that lets its sentence go on."""
        return self.text[-1] in (ASKED, PAUSED)

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter or digit."""
        return self.text[0].isalnum()


def hide(text: str, quotations: Iterable[Quotation], within: tuple[int, int] | None = None) -> str:
    """`text`, of the same length, with the outermost of the quotations hidden, marks and all."""
    start, end = within or (0, len(text))
    parts, position = [text[:start]], start
    for each in quotations:
        first, last = each.outer
        if first < max(position, start) or last > end or (within and (each.start, each.end) == within):
            continue
        parts += [text[position:first], HIDDEN * (last - first - 1), _last(text[each.start : each.end])]
        position = last
    return "".join([*parts, text[position:]])


def _last(content: str) -> str:
    closing = content.rstrip(" \"'”’")[-1:]
    return {".": STOPPED, ",": PAUSED, **dict.fromkeys("!?…—–-", ASKED)}.get(closing, HIDDEN)


def sentences(hidden: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one line; a stop behind an abbreviation, or in a quotation that goes on, ends none."""
    begin = start
    for stop in SENTENCE_END.finditer(hidden, start, end):
        if _goes_on(hidden, stop, end):
            continue
        yield begin, stop.end()
        begin = stop.end() + len(hidden[stop.end() : end]) - len(hidden[stop.end() : end].lstrip())
    if hidden[begin:end].strip():
        yield begin, end


def _goes_on(hidden: str, stop: re.Match[str], end: int) -> bool:
    if stop["quoted"]:
        following = re.split(r"[.!?;:]", hidden[stop.end() : min(end, stop.end() + 60)])[0].split()[:6]
        return stop["quoted"] == ASKED and not CUE_FORMS.isdisjoint(following)
    word = _LAST_WORD.search(hidden, max(stop.start() - 12, 0), stop.start())
    if not word or stop.group()[0] != ".":
        return False
    return word.group().lower().rstrip(".") in ABBREVIATIONS or (len(word.group()) == 1 and word.group().isupper())


def tokenize(hidden: str, start: int, end: int) -> list[Token]:
    """The tokens between two offsets."""
    return [Token(*match.span(), match.group()) for match in TOKEN.finditer(hidden, start, end)]


def index_at(tokens: list[Token], position: int) -> int:
    """The index of the token that holds `position`, or of the last one before it."""
    return max(bisect_right(tokens, position, key=lambda token: token.start) - 1, 0)
