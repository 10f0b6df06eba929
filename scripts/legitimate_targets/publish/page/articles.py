"""The articles as the page shows them: each with a name, a mark (a shape and a colour), and what is known about it."""

from dataclasses import dataclass

from legitimate_targets.publish.page.data import PageData, Row, cell, distinct, web_address

TABLES = ("quotes", "reports", "figures", "names", "shared_wording")
"""The tables whose rows are spans of an article."""

MARKS = 5
"""The number of different marks; a sixth article repeats the first mark, and its label tells the two apart."""


@dataclass(frozen=True)
class ShownArticle:
    """One article: `mark` is the number of its shape and colour; `known` are the known facts in words."""

    id: str
    mark: int
    name: str
    headline: str
    url: str
    length: int
    known: tuple[str, ...]


def articles(data: PageData) -> dict[str, ShownArticle]:
    """Return the articles by their ids, in the order of the table sources.

    An article that only other tables name comes after them.
    """
    rows = {cell(row, "source_id"): row for row in data.rows["sources"]}
    named = distinct(cell(row, "source_id") for table in TABLES for row in data.rows[table])
    rows |= {name: {"source_id": name} for name in named if name not in rows}
    return {name: _article(number, row, data) for number, (name, row) in enumerate(rows.items())}


def _article(number: int, row: Row, data: PageData) -> ShownArticle:
    facts = (
        ("by {}", cell(row, "byline")),
        ("from {}", cell(row, "dateline")),
        ("published {}", cell(row, "published_on")),
        ("credits {}", data.name(row.get("wire_credit_id"))),
    )
    return ShownArticle(
        id=cell(row, "source_id"),
        mark=number % MARKS,
        name=cell(row, "outlet") or "outlet unknown",
        headline=cell(row, "headline"),
        url=web_address(row),
        length=int(cell(row, "characters") or 0),
        known=tuple(words.format(fact) for words, fact in facts if fact),
    )
