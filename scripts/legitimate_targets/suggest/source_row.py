"""The row of sources that an article gives: file, headline, byline, dateline, date."""

import re
from collections.abc import Iterator
from datetime import date

from legitimate_targets.suggest.evidence import Proof, Row
from legitimate_targets.suggest.speakers.reading import Reading
from legitimate_targets.suggest.text.article_file import ArticleFile
from legitimate_targets.suggest.text.lexicon import CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from legitimate_targets.suggest.text.lines import BYLINE, DATELINE, Line

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LITTLE = DETERMINERS | PREPOSITIONS | CONJUNCTIONS
ENGLISH_SHARE = 0.2
Found = tuple[str, str, tuple[int, int]]


def source_row(article: ArticleFile, reading: Reading, proof: Proof) -> Row:
    """The row, with evidence of what is printed; outlet and address are left to the person."""
    row: Row = {"source_id": proof.source_id, "file_name": article.name, "sha256": article.sha256}
    row |= {"characters": str(len(article.text)), "bytes": str(len(article.data)), "outlet_basis": "unknown"}
    row |= {
        "published_basis": "unknown",
        "language": "en" if is_english(article.text) else None,
        "rule": "lines",
        "tier": "B",
    }
    for column, value, span in (*_head(reading), *_published(reading)):
        if row.get(column) is None:
            row[column] = value
            proof.add(
                "sources", proof.source_id, column, span, "normalised" if column == "published_on" else "verbatim"
            )
    if row.get("published_on"):
        row["published_basis"] = "stated"
    return row


def is_english(text: str) -> bool:
    """Whether enough of the words are little English ones; the rules know no other language."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    little = sum(word in LITTLE for word in words)
    return bool(words) and little / len(words) >= ENGLISH_SHARE


def _head(reading: Reading) -> Iterator[Found]:
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


def _byline(reading: Reading, line: Line) -> Iterator[Found]:
    found = BYLINE.match(reading.text, line.start, line.end)
    span = found.span("name") if found else (line.start, line.end)
    yield "byline", reading.text[slice(*span)], span


def _published(reading: Reading) -> Iterator[Found]:
    for line in reading.lines:
        if line.kind == "date" and (day := printed_day(reading.text[line.start : line.end])):
            yield "published_on", day.isoformat(), (line.start, line.end)


def printed_day(words: str) -> date | None:
    """The day that a line prints; null where it is ambiguous (5/9/2025) or does not exist."""
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
