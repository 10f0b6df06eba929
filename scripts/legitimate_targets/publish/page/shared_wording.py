"""The fifth view: words that two articles share, as quoted speech, with an outlet credited, or without credit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from legitimate_targets.publish.page.articles import ShownArticle
from legitimate_targets.publish.page.data import PageData, Row, cell, distinct, grouped, span

SPEECH, CREDITED, UNCREDITED = "speech", "credited", "uncredited"
"""The grounds on which two articles may have the same words."""

OUTLETS = ("relay", "wire")
"""The roles of a hop by which an article names the outlet that it relies on."""


@dataclass(frozen=True)
class RunSide:
    """A run in one article: its span, and its place in the strip of the article (start and width in percent).

    `credit` has the names that the article credits for these words or for all of its text, and `quote_id` the first
    quote that the run overlaps ("" for none).
    """

    article: ShownArticle
    start: int
    end: int
    at: float
    width: float
    credit: tuple[str, ...]
    quote_id: str


@dataclass(frozen=True)
class ShownRun:
    """A run of words that two articles share: its length, the words inside quotation marks, its ground, its sides."""

    id: str
    words: int
    quoted: int
    ground: str
    sides: tuple[RunSide, ...]


class SharedWording:
    """Makes the runs of a package."""

    def __init__(self, data: PageData, articles: Mapping[str, ShownArticle]) -> None:
        self._data, self._articles = data, articles
        self._quotes = grouped(data.rows["quotes"], "source_id")
        self._credits = grouped(_credited(data), "source_id")

    def runs(self) -> list[ShownRun]:
        """Return the runs: those without credit first, then those with credit, then speech, the longest first."""
        made = [self._run(rows) for rows in grouped(self._data.rows["shared_wording"], "run_id").values()]
        order = (UNCREDITED, CREDITED, SPEECH)
        return sorted(made, key=lambda run: (order.index(run.ground), -run.words, run.id))

    def _run(self, rows: list[Row]) -> ShownRun:
        sides = tuple(map(self._side, rows))
        counted, quoted = int(cell(rows[0], "words")), min(int(cell(row, "quoted_words")) for row in rows)
        ground = SPEECH if 2 * quoted > counted else CREDITED if any(side.credit for side in sides) else UNCREDITED
        return ShownRun(cell(rows[0], "run_id"), counted, quoted, ground, sides)

    def _side(self, row: Row) -> RunSide:
        article, (start, end) = self._articles[cell(row, "source_id")], span(row)
        wire = self._data.keyed["sources"].get(article.id, {}).get("wire_credit_id")
        credits = _overlapping(self._credits.get((article.id,), ()), start, end)
        credit = distinct([self._data.name(wire), *(cell(each, "name") for each in credits)])
        quotes = [cell(each, "quote_id") for each in _overlapping(self._quotes.get((article.id,), ()), start, end)]
        length = max(article.length, end)
        at, width = round(100 * start / length, 2), round(100 * (end - start) / length, 2)
        return RunSide(article, start, end, at, width, tuple(credit), quotes[0] if quotes else "")


def _overlapping(rows: Iterable[Row], start: int, end: int) -> list[Row]:
    """Return the rows whose span has a character in common with the characters from `start` to `end`."""
    return [row for row in rows if span(row)[0] < end and start < span(row)[1]]


def _credited(data: PageData) -> list[Row]:
    """Return the rows that an article has from an outlet, each with the outlet's name in `name`."""
    return [
        {**data.keyed[table][key], "name": data.name(hop["actor_id"])}
        for hop in data.rows["attributions"]
        if hop["role"] in OUTLETS and (key := cell(hop, "row_id")) in data.keyed[table := cell(hop, "table")]
    ]
