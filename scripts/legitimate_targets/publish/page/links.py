"""Links that open an article at the words of a row: its address with a text fragment."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from legitimate_targets.articles.words import forms
from legitimate_targets.publish.page.data import PageData, Row, cell, grouped, span, web_address

LONGEST_WHOLE = 11
"""Words of the longest text that a fragment holds whole; a longer one is given by its first and its last words."""

ENDS_OF = 5
"""Words at each end of a longer text."""

PUNCTUATION = " ,.;:"
"""Characters that are cut off at the ends: a browser looks for whole words and matches without them."""

RowName = tuple[str, str]
"""Table and key of a row."""

Printed = list[tuple[RowName, Row]]
"""Rows of one article that hold its words, in the order of the article."""


def links(data: PageData) -> dict[RowName, str]:
    """Return the link to the words of each quote, figure and report that can have one.

    A browser opens the first place in the article that has the words. So a row has a link only if neither the
    headline nor an earlier row has its words. A report holds no words of the article: it takes the link of the first
    quote or figure within its span. A row of an article without a known address has no link.
    """
    quotes, figures, reports = (grouped(data.rows[name], "source_id") for name in ("quotes", "figures", "reports"))
    found: dict[RowName, str] = {}
    for source in data.rows["sources"]:
        key, url = (cell(source, "source_id"),), web_address(source)
        if url:
            printed = [(("quotes", cell(row, "quote_id")), row) for row in quotes.get(key, ())]
            printed += [(("figures", cell(row, "figure_id")), row) for row in figures.get(key, ())]
            printed.sort(key=lambda each: span(each[1]))
            first = list(_first(cell(source, "headline"), printed))
            found |= {name: f"{url}#:~:text={fragment(cell(row, 'text'))}" for name, row in first}
            found |= {name: found[inner] for name, inner in _within(reports.get(key, ()), first)}
    return found


def fragment(text: str) -> str:
    """Return the text directive for these words (WICG URL Fragment Text Directives), percent-encoded.

    A hyphen is encoded too, as it has a meaning of its own in a directive.
    """
    words = text.split()
    parts = [words] if len(words) <= LONGEST_WHOLE else [words[:ENDS_OF], words[-ENDS_OF:]]
    return ",".join(quote(" ".join(part).strip(PUNCTUATION), safe="").replace("-", "%2D") for part in parts)


def _first(headline: str, printed: Printed) -> Iterator[tuple[RowName, Row]]:
    """Yield the rows whose words are neither in the headline nor in an earlier row."""
    texts = [_padded(text) for text in (headline, *(cell(row, "text") for _, row in printed))]
    whole, offset = "|".join(texts), len(texts[0]) + 1
    for (name, row), text in zip(printed, texts[1:], strict=True):
        if whole.find(text) == offset:
            yield name, row
        offset += len(text) + 1


def _padded(text: str) -> str:
    """Return the words between spaces, so that a word is not found inside a longer one."""
    return f" {' '.join(forms(text))} "


def _within(reports: Iterable[Row], printed: Printed) -> Iterator[tuple[RowName, RowName]]:
    """Yield each report whose span holds one of the printed rows, with the first of these rows."""
    for report in reports:
        start, end = span(report)
        inner = next((name for name, row in printed if start <= span(row)[0] and span(row)[1] <= end), None)
        if inner:
            yield ("reports", cell(report, "report_id")), inner
