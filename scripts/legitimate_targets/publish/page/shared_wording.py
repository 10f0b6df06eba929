"""The fifth view: words that two articles share: as quoted speech, with an outlet credited, or without."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from legitimate_targets.publish.page.articles import Article
from legitimate_targets.publish.page.data import Material, Row, cell, distinct, grouped, span

SPEECH, CREDITED, UNCREDITED = "speech", "credited", "uncredited"
OUTLETS = ("relay", "wire")
"""Roles of a hop by which an article says from which outlet it has something."""


@dataclass(frozen=True)
class Side:
    """A run in one article: its place, its share of the article's length (start and width, in percent), whom the
    article credits, there or for the whole of it, and the quote that the run touches, if any."""

    article: Article
    start: int
    end: int
    at: float
    width: float
    credit: tuple[str, ...]
    quote_id: str


@dataclass(frozen=True)
class Run:
    """Words that stand alike in two articles: how many, how many of them inside quotation marks, and on what ground."""

    id: str
    words: int
    quoted: int
    ground: str
    sides: tuple[Side, ...]


class Wording:
    """Makes the runs of a package."""

    def __init__(self, material: Material, articles: Mapping[str, Article]) -> None:
        self._material, self._articles = material, articles
        self._quotes = grouped(material.rows["quotes"], "source_id")
        self._credits = grouped(_credited(material), "source_id")

    def runs(self) -> list[Run]:
        """The runs: those without credit first, the longest first."""
        made = [self._run(rows) for rows in grouped(self._material.rows["shared_wording"], "run_id").values()]
        order = (UNCREDITED, CREDITED, SPEECH)
        return sorted(made, key=lambda run: (order.index(run.ground), -run.words, run.id))

    def _run(self, rows: list[Row]) -> Run:
        sides = tuple(map(self._side, rows))
        counted, quoted = int(cell(rows[0], "words")), min(int(cell(row, "quoted_words")) for row in rows)
        ground = SPEECH if 2 * quoted > counted else CREDITED if any(side.credit for side in sides) else UNCREDITED
        return Run(cell(rows[0], "run_id"), counted, quoted, ground, sides)

    def _side(self, row: Row) -> Side:
        article, (start, end) = self._articles[cell(row, "source_id")], span(row)
        wire = self._material.keyed["sources"].get(article.id, {}).get("wire_credit_id")
        ways = _over(self._credits.get((article.id,), ()), start, end)
        credit = distinct([self._material.name(wire), *(cell(each, "name") for each in ways)])
        quotes = [cell(each, "quote_id") for each in _over(self._quotes.get((article.id,), ()), start, end)]
        length = max(article.length, end)
        at, width = round(100 * start / length, 2), round(100 * (end - start) / length, 2)
        return Side(article, start, end, at, width, tuple(credit), quotes[0] if quotes else "")


def pairs(runs: Iterable[Run]) -> Mapping[tuple[str, str], list[Run]]:
    """The runs that are no quoted speech, by their two articles."""
    found: dict[tuple[str, str], list[Run]] = {}
    for run in runs:
        if run.ground != SPEECH and len(run.sides) > 1:
            found.setdefault((run.sides[0].article.id, run.sides[1].article.id), []).append(run)
    return found


def _over(rows: Iterable[Row], start: int, end: int) -> list[Row]:
    return [row for row in rows if span(row)[0] < end and start < span(row)[1]]


def _credited(material: Material) -> list[Row]:
    """The spans of rows that came by way of an outlet, each with the outlet's name."""
    return [
        {**material.keyed[table][key], "name": material.name(hop["actor_id"])}
        for hop in material.rows["attributions"]
        if hop["role"] in OUTLETS and (key := cell(hop, "row_id")) in material.keyed[table := cell(hop, "table")]
    ]
