"""Addresses that open an article at the words of a row: its known address with a text fragment."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from legitimate_targets.articles.words import forms
from legitimate_targets.publish.page.data import Material, Row, cell, grouped, span

MANY = 11
"""A text with more words is addressed by its first and its last few."""

FEW = 5
ENDS = " ,.;:"
Place = tuple[str, str]
"""Table and key of a row."""

Printed = list[tuple[Place, Row]]
"""Rows of one article that carry their words, in the order of the article."""


def known(source: Row) -> str:
    """The address of an article, empty where it has none that a browser opens as a page."""
    url = cell(source, "url")
    return url if url.startswith(("https://", "http://")) else ""


def links(material: Material) -> dict[Place, str]:
    """The address of the words of each quote, figure and report that can have one.

    A fragment leads a browser to the first place that has its words; so a row has one only if no row before it in
    its article, nor the headline, has them. A report carries no words: it takes the address of the first quote or
    figure within its span. An article without a known address has none.
    """
    quotes, figures, reports = (grouped(material.rows[name], "source_id") for name in ("quotes", "figures", "reports"))
    found: dict[Place, str] = {}
    for source in material.rows["sources"]:
        key, url = (cell(source, "source_id"),), known(source)
        if url:
            printed = [(("quotes", cell(row, "quote_id")), row) for row in quotes.get(key, ())]
            printed += [(("figures", cell(row, "figure_id")), row) for row in figures.get(key, ())]
            printed.sort(key=lambda each: span(each[1]))
            first = list(_first(cell(source, "headline"), printed))
            found |= {place: f"{url}#:~:text={fragment(cell(row, 'text'))}" for place, row in first}
            found |= {place: found[inner] for place, inner in _within(reports.get(key, ()), first)}
    return found


def fragment(text: str) -> str:
    """The text directive for these words: all of them, or of a long text the first and the last few."""
    words = text.split()
    parts = [words] if len(words) <= MANY else [words[:FEW], words[-FEW:]]
    return ",".join(quote(" ".join(part).strip(ENDS), safe="").replace("-", "%2D") for part in parts)


def _first(headline: str, printed: Printed) -> Iterator[tuple[Place, Row]]:
    """The rows whose words do not stand in the headline or in a row before them."""
    texts = [_padded(text) for text in (headline, *(cell(row, "text") for _, row in printed))]
    whole, offset = "|".join(texts), len(texts[0]) + 1
    for (place, row), text in zip(printed, texts[1:], strict=True):
        if whole.find(text) == offset:
            yield place, row
        offset += len(text) + 1


def _padded(text: str) -> str:
    return f" {' '.join(forms(text))} "


def _within(reports: Iterable[Row], printed: Printed) -> Iterator[tuple[Place, Place]]:
    """Each report in whose span one of the printed rows lies, with the first of them."""
    for report in reports:
        start, end = span(report)
        inner = next((place for place, row in printed if start <= span(row)[0] and span(row)[1] <= end), None)
        if inner:
            yield ("reports", cell(report, "report_id")), inner
