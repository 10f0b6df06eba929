"""The second view: how each article carries each utterance and claim: whole, in part, in other words, or not at all."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from legitimate_targets.publish.page.articles import ShownArticle
from legitimate_targets.publish.page.data import PageData, Row, address, cell, distinct, grouped, span

FULL, PART, INDIRECT, OWN, ABSENT = WAYS = ("full", "part", "indirect", "own", "absent")
"""The ways in which an article carries an utterance or a claim, the closest to the words first."""

MEANING: Mapping[str, str] = {
    FULL: "a whole sentence in quotation marks",
    PART: "some words in quotation marks",
    INDIRECT: "given to a speaker, without quotation marks",
    OWN: "in the article\N{RIGHT SINGLE QUOTATION MARK}s own voice",
    ABSENT: "not in the article",
}
DENIED = ("CT-", "PR-", "PS-")
"""The degrees of factuality by which a report denies its claim."""


@dataclass(frozen=True)
class MatrixCell:
    """One article and its way; `row` is the id of the row that shows it best (empty if absent).

    `denied` is true if that row denies the claim.
    """

    article: ShownArticle
    way: str
    row: str
    denied: bool = False


@dataclass(frozen=True)
class MatrixRow:
    """One utterance or claim: its address, its gist, the codes of its topics, and one cell per article.

    Only an utterance has a speaker, an occasion and quotes (their ids).
    """

    id: str
    gist: str
    topics: tuple[str, ...]
    cells: tuple[MatrixCell, ...]
    speaker: str = ""
    speaker_id: str = ""
    occasion: str = ""
    quotes: tuple[str, ...] = ()

    @property
    def articles(self) -> list[str]:
        """The ids of the articles that carry it."""
        return [each.article.id for each in self.cells if each.way != ABSENT]


class Matrices:
    """Makes the matrix of the utterances and the matrix of the claims."""

    def __init__(self, data: PageData, articles: Mapping[str, ShownArticle]) -> None:
        self._data, self._articles = data, articles
        self._reports = grouped(data.rows["reports"], "claim_id")
        self._quotes = grouped(data.rows["quotes"], "utterance_id")
        self._within = dict(_quotes_within(data))
        self._topics = _topics(data, self._within)

    def claims(self) -> list[MatrixRow]:
        """Return the claims, those in most articles first."""
        return _ordered(self._claim(row) for row in self._data.rows["claims"])

    def utterances(self) -> list[MatrixRow]:
        """Return the utterances, those in most articles first."""
        return _ordered(self._utterance(row) for row in self._data.rows["utterances"])

    def _claim(self, claim: Row) -> MatrixRow:
        key = cell(claim, "claim_id")
        ways = [(self._way(row), row, "report_id") for row in self._reports.get((key,), ())]
        # A gist has no negation, so that an article can deny a claim; an utterance is only quoted or not.
        cells = self._cells(ways, DENIED)
        return MatrixRow(address("claims", key), cell(claim, "gist"), (cell(claim, "topic"),), cells)

    def _utterance(self, utterance: Row) -> MatrixRow:
        key, speaker = cell(utterance, "utterance_id"), cell(utterance, "speaker_id")
        quotes = self._quotes.get((key,), [])
        ways = [(FULL if row["kind"] == "sentence" else PART, row, "quote_id") for row in quotes]
        ways += [(INDIRECT, row, "report_id") for row in self._indirect(quotes, speaker)]
        return MatrixRow(
            id=address("utterances", key),
            gist=cell(utterance, "gist"),
            topics=tuple(distinct(topic for row in quotes for topic in self._topics.get(cell(row, "quote_id"), ()))),
            cells=self._cells(ways),
            speaker=self._data.name(speaker),
            speaker_id=speaker,
            occasion=self._data.words("events", utterance["event_id"], "label"),
            quotes=tuple(cell(row, "quote_id") for row in quotes),
        )

    def _way(self, report: Row) -> str:
        kinds = {quote["kind"] for quote in self._within.get(cell(report, "report_id"), ())}
        if kinds:
            return FULL if "sentence" in kinds else PART
        return INDIRECT if report["claimant_id"] else OWN

    def _indirect(self, quotes: Iterable[Row], speaker: str) -> Iterator[Row]:
        """Yield the reports, by the speaker, of the claims that the quotes of an utterance make."""
        keys = {quote["quote_id"] for quote in quotes}
        claims = distinct(
            cell(self._data.keyed["reports"][report], "claim_id")
            for report, held in self._within.items()
            if any(quote["quote_id"] in keys for quote in held)
        )
        for claim in claims:
            yield from (row for row in self._reports[claim,] if row["claimant_id"] == speaker)

    def _cells(self, ways: list[tuple[str, Row, str]], denied: tuple[str, ...] = ()) -> tuple[MatrixCell, ...]:
        """Return one cell per article, with its best way, out of ways, rows and the names of their key columns."""
        best: dict[str, MatrixCell] = {}
        for way, row, key in sorted(ways, key=lambda each: WAYS.index(each[0])):
            article = self._articles[cell(row, "source_id")]
            best.setdefault(article.id, MatrixCell(article, way, cell(row, key), row.get("factuality") in denied))
        return tuple(best.get(key, MatrixCell(article, ABSENT, "")) for key, article in self._articles.items())


def _ordered(rows: Iterable[MatrixRow]) -> list[MatrixRow]:
    return sorted(rows, key=lambda each: (-len(each.articles), each.gist))


def _quotes_within(data: PageData) -> Iterator[tuple[str, list[Row]]]:
    """Yield the id of each report that holds quotes of its claimant within its span, with these quotes."""
    quotes = grouped(data.rows["quotes"], "source_id", "speaker_id")
    for report in data.rows["reports"]:
        start, end = span(report)
        near = quotes.get((cell(report, "source_id"), cell(report, "claimant_id")), ())
        held = [row for row in near if start <= span(row)[0] and span(row)[1] <= end] if report["claimant_id"] else []
        if held:
            yield cell(report, "report_id"), held


def _topics(data: PageData, within: Mapping[str, list[Row]]) -> dict[str, list[str]]:
    """Return, by the id of a quote, the codes of the topics of the claims that it makes."""
    topics: dict[str, list[str]] = {}
    for report, quotes in within.items():
        topic = data.words("claims", data.words("reports", report, "claim_id"), "topic")
        for quote in quotes:
            topics.setdefault(cell(quote, "quote_id"), []).append(topic)
    return topics
