"""Whatever a scan of the articles finds is coded in the tables, or listed with the reason why it is not."""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import article_scan
from tests.support.article_scan import Span

Row = dict[str, str]
Place = tuple[str, int, int]

LISTS = Path(__file__).parent / "completeness"
"""The folder with what was left out: one CSV per scan."""


def rows(path: Path) -> list[Row]:
    """Return the rows of a CSV as text."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def span(row: Row) -> Span:
    """Return the span of a row."""
    return int(row["start"]), int(row["end"])


def place(row: Row) -> Place:
    """Return the source and the span of a row."""
    return row["source_id"], *span(row)


class Coding:
    """The articles and the rows that lie in each."""

    def __init__(self, data: Path, texts: Path) -> None:
        self.data = data
        self.sources = {row["source_id"]: row for row in rows(data / "sources.csv")}
        self.texts = {source: article_scan.text_of(texts, row["file_name"]) for source, row in self.sources.items()}

    def spans(self, table: str, source: str) -> list[Span]:
        """Return the spans of a table in one article."""
        return [span(row) for row in rows(self.data / f"{table}.csv") if row["source_id"] == source]

    def found(self, scan: Callable[[str], Iterator[Span]]) -> Iterator[Place]:
        """Yield the place of everything that a scan finds in the articles."""
        for source, text in self.texts.items():
            for start, end in scan(text):
                yield source, start, end


@pytest.fixture(scope="module")
def coding(root: Path, texts: Path) -> Coding:
    """Return the coding of the project with its articles."""
    return Coding(root / "data", texts)


def left_out(name: str) -> set[Place]:
    """Return the places in a list of what was left out; fail if one has no reason."""
    listed = rows(LISTS / f"{name}.csv")
    assert all(row["reason"] for row in listed)
    return {place(row) for row in listed}


def test_every_pair_of_quotation_marks_is_a_quote(coding: Coding) -> None:
    quotes = {place(row) for row in rows(coding.data / "quotes.csv")}
    assert quotes == set(coding.found(article_scan.quotations))


def test_every_sentence_has_a_report_or_is_listed_as_making_no_claim(coding: Coding) -> None:
    missing = {
        (source, *sentence)
        for source, *sentence in coding.found(article_scan.sentences)
        if not any(article_scan.overlap((sentence[0], sentence[1]), one) for one in coding.spans("reports", source))
    }
    assert missing == left_out("sentences_without_claim")


def test_every_number_is_in_a_figure_or_listed_as_left_out(coding: Coding) -> None:
    missing = {
        (source, start, end)
        for source, start, end in coding.found(article_scan.numbers)
        if not any(one[0] <= start and end <= one[1] for one in coding.spans("figures", source))
    }
    assert missing == left_out("numbers_left_out")


def test_every_figure_has_a_number_that_the_scan_finds(coding: Coding) -> None:
    found = list(coding.found(article_scan.numbers))
    for row in rows(coding.data / "figures.csv"):
        source, start, end = place(row)
        assert any(one == source and start <= a and b <= end for one, a, b in found), row["figure_id"]


def printed_names(coding: Coding, source: str) -> list[Span]:
    """Return every place where a coded name is printed in an article."""
    named = [row["form"] for row in rows(coding.data / "names.csv") if row["source_id"] == source]
    patterns = (rf"(?<!\w){re.escape(form)}(?!\w)" for form in named)
    return [found.span() for pattern in patterns for found in re.finditer(pattern, coding.texts[source])]


def test_every_capitalised_word_is_in_a_name_or_listed_as_left_out(coding: Coding) -> None:
    listed = rows(LISTS / "capitals_left_out.csv")
    assert all(row["reason"] for row in listed)
    covered = {source: printed_names(coding, source) for source in coding.texts}
    missing = {
        coding.texts[source][start:end]
        for source, start, end in coding.found(article_scan.capitalised)
        if not any(one[0] <= start and end <= one[1] for one in covered[source])
    }
    assert missing == {row["word"] for row in listed}
