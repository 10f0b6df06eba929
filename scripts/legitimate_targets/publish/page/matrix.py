"""The second view: which article carries which utterance and claim: whole, in part, in other words, or not at all."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from legitimate_targets.publish.page.articles import Article
from legitimate_targets.publish.page.data import Material, Row, cell, distinct, grouped, span
from legitimate_targets.publish.page.row_links import address

FULL, PART, INDIRECT, OWN, ABSENT = WAYS = ("full", "part", "indirect", "own", "absent")
MEANING: Mapping[str, str] = {
    FULL: "a whole sentence in quotation marks",
    PART: "some words in quotation marks",
    INDIRECT: "given to a speaker, without quotation marks",
    OWN: "in the article\N{RIGHT SINGLE QUOTATION MARK}s own voice",
    ABSENT: "not in the article",
}
DENIED = ("CT-", "PR-", "PS-")
"""Degrees of factuality by which a report says that its claim is not so."""


@dataclass(frozen=True)
class Carried:
    """How one article carries one thing: the way, the address of the row that shows it best (empty for absent), and
    whether that row denies it."""

    article: Article
    way: str
    row: str
    denied: bool = False


@dataclass(frozen=True)
class Carrier:
    """One utterance or claim: its address, its gist, its topics, and how each article has it.

    An utterance has a speaker, quotes and perhaps an occasion; a claim has none of them.
    """

    id: str
    gist: str
    topics: tuple[str, ...]
    cells: tuple[Carried, ...]
    speaker: str = ""
    speaker_id: str = ""
    occasion: str = ""
    quotes: tuple[str, ...] = ()

    @property
    def articles(self) -> list[str]:
        """The articles that have it."""
        return [each.article.id for each in self.cells if each.way != ABSENT]


class Carriers:
    """Both matrices; `within` has, by report, the quotes in its span that the report gives to their own speaker, and
    `topics`, by quote, the codes of the topics of the claims that it makes."""

    def __init__(self, material: Material, articles: Mapping[str, Article]) -> None:
        self._material, self._articles = material, articles
        self._reports = grouped(material.rows["reports"], "claim_id")
        self._quotes = grouped(material.rows["quotes"], "utterance_id")
        self.within = dict(_within(material))
        self.topics = _topics(material, self.within)

    def claims(self) -> list[Carrier]:
        """The claims, those in most articles first."""
        return _ordered(self._claim(row) for row in self._material.rows["claims"])

    def utterances(self) -> list[Carrier]:
        """The utterances, those in most articles first."""
        return _ordered(self._utterance(row) for row in self._material.rows["utterances"])

    def _claim(self, claim: Row) -> Carrier:
        key = cell(claim, "claim_id")
        ways = [(self._way(row), row, "report_id") for row in self._reports.get((key,), ())]
        cells = self._cells(ways, DENIED)
        return Carrier(address("claims", key), cell(claim, "gist"), (cell(claim, "topic"),), cells)

    def _utterance(self, utterance: Row) -> Carrier:
        key, speaker = cell(utterance, "utterance_id"), cell(utterance, "speaker_id")
        quotes = self._quotes.get((key,), [])
        ways = [(FULL if row["kind"] == "sentence" else PART, row, "quote_id") for row in quotes]
        ways += [(INDIRECT, row, "report_id") for row in self._indirect(quotes, speaker)]
        return Carrier(
            id=address("utterances", key),
            gist=cell(utterance, "gist"),
            topics=tuple(distinct(topic for row in quotes for topic in self.topics.get(cell(row, "quote_id"), ()))),
            cells=self._cells(ways),
            speaker=self._material.name(speaker),
            speaker_id=speaker,
            occasion=self._material.words("events", utterance["event_id"], "label"),
            quotes=tuple(cell(row, "quote_id") for row in quotes),
        )

    def _way(self, report: Row) -> str:
        kinds = {quote["kind"] for quote in self.within.get(cell(report, "report_id"), ())}
        if kinds:
            return FULL if "sentence" in kinds else PART
        return INDIRECT if report["claimant_id"] else OWN

    def _indirect(self, quotes: Iterable[Row], speaker: str) -> Iterator[Row]:
        """The reports by the same speaker of the claims that the utterance's quotes make."""
        keys = {quote["quote_id"] for quote in quotes}
        claims = distinct(
            cell(self._material.keyed["reports"][report], "claim_id")
            for report, held in self.within.items()
            if any(quote["quote_id"] in keys for quote in held)
        )
        for claim in claims:
            yield from (row for row in self._reports[claim,] if row["claimant_id"] == speaker)

    def _cells(self, ways: list[tuple[str, Row, str]], denied: tuple[str, ...] = ()) -> tuple[Carried, ...]:
        """Best way of each article first; a claim is worded without negation, and so only a claim can be `denied`."""
        best: dict[str, Carried] = {}
        for way, row, key in sorted(ways, key=lambda each: WAYS.index(each[0])):
            article = self._articles[cell(row, "source_id")]
            best.setdefault(article.id, Carried(article, way, cell(row, key), row.get("factuality") in denied))
        return tuple(best.get(key, Carried(article, ABSENT, "")) for key, article in self._articles.items())


def _ordered(carriers: Iterable[Carrier]) -> list[Carrier]:
    return sorted(carriers, key=lambda each: (-len(each.articles), each.gist))


def _within(material: Material) -> Iterator[tuple[str, list[Row]]]:
    """By report: the quotes within its span whose speaker is its claimant."""
    quotes = grouped(material.rows["quotes"], "source_id", "speaker_id")
    for report in material.rows["reports"]:
        start, end = span(report)
        near = quotes.get((cell(report, "source_id"), cell(report, "claimant_id")), ())
        held = [row for row in near if start <= span(row)[0] and span(row)[1] <= end] if report["claimant_id"] else []
        if held:
            yield cell(report, "report_id"), held


def _topics(material: Material, within: Mapping[str, list[Row]]) -> dict[str, list[str]]:
    topics: dict[str, list[str]] = {}
    for report, quotes in within.items():
        topic = material.words("claims", material.words("reports", report, "claim_id"), "topic")
        for quote in quotes:
            topics.setdefault(cell(quote, "quote_id"), []).append(topic)
    return topics
