"""Makes the row of sources that an article gives: file, headline, byline, dateline and date."""

import re
from collections.abc import Iterator
from datetime import date

from legitimate_targets.suggest.draft import Cells
from legitimate_targets.suggest.evidence import EvidenceCollector
from legitimate_targets.suggest.speakers.reading import Reading
from legitimate_targets.suggest.text.article_file import ArticleFile
from legitimate_targets.suggest.text.lexicon import CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from legitimate_targets.suggest.text.lines import BYLINE, DATELINE, Line
from legitimate_targets.suggest.text.quotation_marks import Span

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FUNCTION_WORDS = DETERMINERS | PREPOSITIONS | CONJUNCTIONS
ENGLISH_SHARE = 0.2
"""Share of the words that must be English function words; news in English has about a third, other languages few."""

Printed = tuple[str, str, Span]
"""A column, its cell, and the span that prints it."""


def source_row(article: ArticleFile, reading: Reading, evidence: EvidenceCollector) -> Cells:
    """Return the row, and add the evidence of what the article prints; outlet and address are left to the person."""
    row: Cells = {"source_id": evidence.source_id, "file_name": article.name, "sha256": article.sha256}
    row |= {"characters": str(len(article.text)), "bytes": str(len(article.data)), "outlet_basis": "unknown"}
    row |= {"language": "en" if is_english(article.text) else None, "published_basis": "unknown"}
    row |= {"rule": "lines", "tier": "B"}
    for column, cell, span in (*_head(reading), *_published(reading)):
        if row.get(column) is None:
            row[column] = cell
            basis = "normalised" if column == "published_on" else "verbatim"
            evidence.add("sources", evidence.source_id, column, span, basis)
    if row.get("published_on"):
        row["published_basis"] = "stated"
    return row


def is_english(text: str) -> bool:
    """Return whether enough of the words are English function words; the rules know no other language."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    known = sum(word in FUNCTION_WORDS for word in words)
    return bool(words) and known / len(words) >= ENGLISH_SHARE


def _head(reading: Reading) -> Iterator[Printed]:
    """Yield headline, byline and dateline; without a headline, the first line takes its place."""
    body = next((line for line in reading.lines if line.kind == "body"), None)
    for line in reading.lines:
        if line.kind == "headline":
            yield "headline", reading.text[line.start : line.end], (line.start, line.end)
        if line.kind == "byline":
            yield from _byline(reading, line)
    dateline = DATELINE.match(reading.text, body.start, body.end) if body else None
    if dateline:
        place = dateline["place"].rstrip()
        yield "dateline", place, (dateline.start("place"), dateline.start("place") + len(place))
    if not any(line.kind == "headline" for line in reading.lines):
        first = reading.lines[0]
        yield "headline", reading.text[first.start : first.end], (first.start, first.end)


def _byline(reading: Reading, line: Line) -> Iterator[Printed]:
    found = BYLINE.match(reading.text, line.start, line.end)
    span = found.span("name") if found else (line.start, line.end)
    yield "byline", reading.text[slice(*span)], span


def _published(reading: Reading) -> Iterator[Printed]:
    for line in reading.lines:
        if line.kind == "date" and (day := printed_day(reading.text[line.start : line.end])):
            yield "published_on", day.isoformat(), (line.start, line.end)


def printed_day(words: str) -> date | None:
    """Return the day that a line prints; None if it is ambiguous (5/9/2025) or does not exist."""
    month = re.search(rf"({'|'.join(MONTHS)})[a-z]*", words.lower())
    iso = re.search(r"(\d{4})-(\d\d)-(\d\d)", words)
    numbers = [int(each) for each in re.findall(r"(?<![\d:])\d{1,4}(?!\d*:)", words)]
    try:
        if iso:
            return date(*(int(part) for part in iso.groups()))
        if month:
            year = next(each for each in numbers if each > 31)
            return date(year, MONTHS.index(month[1]) + 1, next(each for each in numbers if each <= 31))
    except (ValueError, StopIteration):
        return None
    return None
