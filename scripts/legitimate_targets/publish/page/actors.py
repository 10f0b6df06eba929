"""The sixth view, who: the actors that the articles name, and every form in which each article prints them."""

from collections.abc import Mapping
from dataclasses import dataclass

from legitimate_targets.publish.page.articles import Article
from legitimate_targets.publish.page.data import Material, Row, cell, distinct, grouped
from legitimate_targets.publish.page.row_links import address


@dataclass(frozen=True)
class Form:
    """One form in which one article prints an actor: the row of names, the words, and how often they stand there."""

    id: str
    article: Article
    text: str
    printed: str


@dataclass(frozen=True)
class Actor:
    """One actor: name, role or type, side, and all forms; `varies` where a rule found that articles differ in form."""

    id: str
    key: str
    name: str
    role: str
    side: str
    forms: tuple[tuple[str, tuple[Form, ...]], ...]
    varies: bool

    @property
    def articles(self) -> list[str]:
        """The articles that name it."""
        return distinct(form.article.id for _, forms in self.forms for form in forms)


def actors(material: Material, articles: Mapping[str, Article]) -> list[Actor]:
    """The actors: those whose forms differ first, then those in most articles, then by name."""
    names = grouped(material.rows["names"], "actor_id")
    varying = {row["subject_id"] for row in material.rows["discrepancies"] if row["kind"] == "name_variant"}
    made = [
        _actor(row, names.get((cell(row, "actor_id"),), []), row["actor_id"] in varying, material, articles)
        for row in material.rows["actors"]
    ]
    return sorted(made, key=lambda actor: (not actor.varies, -len(actor.articles), actor.name))


def _actor(row: Row, names: list[Row], varies: bool, material: Material, articles: Mapping[str, Article]) -> Actor:
    forms = grouped(names, "form")
    return Actor(
        id=address("actors", cell(row, "actor_id")),
        key=cell(row, "actor_id"),
        name=cell(row, "name"),
        role=cell(row, "role") or material.word("actors", "actor_type", row["actor_type"]),
        side=material.label("actors", "side", row["side"]),
        forms=tuple((text, tuple(_form(each, articles) for each in rows)) for (text,), rows in forms.items()),
        varies=varies,
    )


def _form(row: Row, articles: Mapping[str, Article]) -> Form:
    article = articles[cell(row, "source_id")]
    return Form(cell(row, "name_id"), article, cell(row, "form"), cell(row, "printed"))
