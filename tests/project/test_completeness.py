"""The coding is complete: what a scan of the articles finds is in the tables, or in a list with the reason."""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import article_scan as reading
from tests.support.article_scan import Span

Row = dict[str, str]
Place = tuple[str, int, int]

LISTS = Path(__file__).parent / "completeness"


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def span(row: Row) -> Span:
    return int(row["start"]), int(row["end"])


def place(row: Row) -> Place:
    return row["source_id"], *span(row)


class Coding:
    """The articles with the rows that lie in each."""

    def __init__(self, data: Path, texts: Path) -> None:
        self.data = data
        self.sources = {row["source_id"]: row for row in rows(data / "sources.csv")}
        self.texts = {source: reading.text_of(texts, row["file_name"]) for source, row in self.sources.items()}

    def spans(self, table: str, source: str) -> list[Span]:
        return [span(row) for row in rows(self.data / f"{table}.csv") if row["source_id"] == source]

    def found(self, scan: Callable[[str], Iterator[Span]]) -> Iterator[Place]:
        for source, text in self.texts.items():
            for start, end in scan(text):
                yield source, start, end


@pytest.fixture(scope="module")
def coding(root: Path, texts: Path) -> Coding:
    return Coding(root / "data", texts)


def left_out(name: str) -> set[Place]:
    listed = rows(LISTS / f"{name}.csv")
    assert all(row["reason"] for row in listed)
    return {place(row) for row in listed}


def test_every_pair_of_quotation_marks_is_a_quote(coding: Coding) -> None:
    quotes = {place(row) for row in rows(coding.data / "quotes.csv")}
    assert quotes == set(coding.found(reading.quotations))


def test_every_sentence_has_a_report_or_claims_nothing(coding: Coding) -> None:
    without = {
        (source, *sentence)
        for source, *sentence in coding.found(reading.sentences)
        if not any(reading.overlap((sentence[0], sentence[1]), one) for one in coding.spans("reports", source))
    }
    assert without == left_out("sentences_without_claim")


def test_every_number_is_in_a_figure_or_counts_nothing(coding: Coding) -> None:
    without = {
        (source, start, end)
        for source, start, end in coding.found(reading.numbers)
        if not any(one[0] <= start and end <= one[1] for one in coding.spans("figures", source))
    }
    assert without == left_out("numbers_left_out")


def test_every_figure_holds_a_number_that_the_scan_knows(coding: Coding) -> None:
    found = list(coding.found(reading.numbers))
    for row in rows(coding.data / "figures.csv"):
        source, start, end = place(row)
        assert any(one == source and start <= a and b <= end for one, a, b in found), row["figure_id"]


def forms(coding: Coding, source: str) -> list[Span]:
    named = [row["form"] for row in rows(coding.data / "names.csv") if row["source_id"] == source]
    patterns = (rf"(?<!\w){re.escape(form)}(?!\w)" for form in named)
    return [found.span() for pattern in patterns for found in re.finditer(pattern, coding.texts[source])]


def test_every_capitalised_word_is_an_actor_or_names_none(coding: Coding) -> None:
    listed = rows(LISTS / "capitals_left_out.csv")
    assert all(row["reason"] for row in listed)
    covered = {source: forms(coding, source) for source in coding.texts}
    without = {
        coding.texts[source][start:end]
        for source, start, end in coding.found(reading.capitalised)
        if not any(one[0] <= start and end <= one[1] for one in covered[source])
    }
    assert without == {row["word"] for row in listed}
