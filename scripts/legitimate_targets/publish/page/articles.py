"""The articles as the page shows them: a name, a mark (shape and colour together) and what is known of each."""

from dataclasses import dataclass

from legitimate_targets.publish.page.data import Material, Row, cell, distinct
from legitimate_targets.publish.page.links import known

ROWS = ("quotes", "reports", "figures", "names", "shared_wording")
"""The tables whose rows stand in an article."""

MARKS = 5
"""How many marks there are; the label stands beside each mark, so that a sixth article is no mistake."""


@dataclass(frozen=True)
class Article:
    """One article: `mark` numbers its shape and colour; `known` is what the package knows of it, in words."""

    id: str
    mark: int
    name: str
    headline: str
    url: str
    length: int
    known: tuple[str, ...]


def articles(material: Material) -> dict[str, Article]:
    """The articles by their ids, in the order of the table; behind them those that only other tables name."""
    rows = {cell(row, "source_id"): row for row in material.rows["sources"]}
    named = distinct(cell(row, "source_id") for table in ROWS for row in material.rows[table])
    rows |= {name: {"source_id": name} for name in named if name not in rows}
    return {name: _article(number, row, material) for number, (name, row) in enumerate(rows.items())}


def _article(number: int, row: Row, material: Material) -> Article:
    wire = material.name(row.get("wire_credit_id"))
    facts = (
        ("by {}", cell(row, "byline")),
        ("from {}", cell(row, "dateline")),
        ("published {}", cell(row, "published_on")),
        ("credits {}", wire),
    )
    return Article(
        id=cell(row, "source_id"),
        mark=number % MARKS,
        name=cell(row, "outlet") or "outlet unknown",
        headline=cell(row, "headline"),
        url=known(row),
        length=int(cell(row, "characters") or 0),
        known=tuple(words.format(fact) for words, fact in facts if fact),
    )
