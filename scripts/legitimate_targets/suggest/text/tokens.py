"""Divides a line into sentences and tokens, with each quotation hidden so that it counts as one token.

A hidden quotation has the length of the printed one, so that every offset stays an offset of the article.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from legitimate_targets.suggest.text.lexicon import CUE_FORMS, listed
from legitimate_targets.suggest.text.quotation_marks import QuotedSpan

HIDDEN = "\ue000"
"""A character of the private use area that replaces each character of a quotation, its marks included."""

STOPPED = "\ue001"
ASKED = "\ue002"
PAUSED = "\ue003"
"""What replaces the last character of a quotation that ends with a full stop, with another mark, with a comma."""

_ENDS = f"{STOPPED}{ASKED}{PAUSED}"

DASHES = ("—", "–", "―", "--", "-")
ABBREVIATIONS = frozenset(listed("abbreviations"))
LONGEST_ABBREVIATION = 12
"""Characters before a full stop in which an abbreviation is looked for; the longest listed one has six."""

REPORTING_WORDS, REPORTING_CHARACTERS = 6, 60
"""Words and characters after a quoted question in which a reporting verb still belongs to its sentence."""

TOKEN = re.compile(
    rf"{HIDDEN}+[{_ENDS}]?|[{_ENDS}]"
    r"|(?:[^\W\d_]\.){2,}"
    r"|['’](?:s|d|ll|re|ve|m)\b"
    r"|\d+(?:[.,:/]\d+)*[^\W\d_]*"
    r"|[^\W_](?:[\w]|(?<=\w)[-&.](?=\w)|(?<=\w)['’](?!s\b)(?=\w))*"
    r"|--+|\S"
)
"""In this order: a hidden quotation, initials, a contracted ending, a number, a word, dashes, any other mark."""

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
        """Whether the token hides a quotation."""
        return self.text[0] in (HIDDEN, STOPPED, ASKED, PAUSED)

    @property
    def goes_on(self) -> bool:
        """Whether the token hides a quotation after whose last mark, such as a comma, its sentence can go on."""
        return self.text[-1] in (ASKED, PAUSED)

    @property
    def is_capital(self) -> bool:
        """Whether the token begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """Whether the token begins with a letter or digit."""
        return self.text[0].isalnum()


def hide_quotations(text: str, quotations: Iterable[QuotedSpan], within: tuple[int, int] | None = None) -> str:
    """Return `text` with the outermost quotations hidden, or only those inside the quotation at `within`."""
    start, end = within or (0, len(text))
    parts, position = [text[:start]], start
    for each in quotations:
        first, last = each.outer
        if first < max(position, start) or last > end or (within and (each.start, each.end) == within):
            continue
        parts += [text[position:first], HIDDEN * (last - first - 1), _hidden_end(text[each.start : each.end])]
        position = last
    return "".join([*parts, text[position:]])


def _hidden_end(content: str) -> str:
    closing = content.rstrip(" \"'”’")[-1:]
    return {".": STOPPED, ",": PAUSED, **dict.fromkeys("!?…—–-", ASKED)}.get(closing, HIDDEN)


def sentence_spans(hidden: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences between two offsets of a text whose quotations are hidden.

    No sentence ends at an abbreviation, or at a quotation whose sentence goes on.
    """
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
        following = re.split(r"[.!?;:]", hidden[stop.end() : min(end, stop.end() + REPORTING_CHARACTERS)])[0]
        return stop["quoted"] == ASKED and not CUE_FORMS.isdisjoint(following.split()[:REPORTING_WORDS])
    word = _LAST_WORD.search(hidden, max(stop.start() - LONGEST_ABBREVIATION, 0), stop.start())
    if not word or stop.group()[0] != ".":
        return False
    return word.group().lower().rstrip(".") in ABBREVIATIONS or (len(word.group()) == 1 and word.group().isupper())


def tokenize(hidden: str, start: int, end: int) -> list[Token]:
    """Return the tokens between two offsets of a text whose quotations are hidden."""
    return [Token(*match.span(), match.group()) for match in TOKEN.finditer(hidden, start, end)]


def index_at(tokens: list[Token], position: int) -> int:
    """Return the index of the token that holds `position`, or of the last token before it."""
    return max(bisect_right(tokens, position, key=lambda token: token.start) - 1, 0)
