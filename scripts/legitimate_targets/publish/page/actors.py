"""The sixth view, who: the actors that the articles name, and every form in which each article prints them."""

from collections.abc import Mapping
from dataclasses import dataclass

from legitimate_targets.publish.page.articles import ShownArticle
from legitimate_targets.publish.page.data import PageData, Row, address, cell, distinct, grouped


@dataclass(frozen=True)
class NameForm:
    """One form in which one article prints an actor: the row of names, the words, and how often they are printed."""

    id: str
    article: ShownArticle
    text: str
    printed: str


@dataclass(frozen=True)
class ShownActor:
    """One actor: name, role or type, side, and its forms; `varies` if a rule found that articles differ in form."""

    id: str
    key: str
    name: str
    role: str
    side: str
    forms: tuple[tuple[str, tuple[NameForm, ...]], ...]
    varies: bool

    @property
    def articles(self) -> list[str]:
        """The ids of the articles that name it."""
        return distinct(form.article.id for _, forms in self.forms for form in forms)


def actors(data: PageData, articles: Mapping[str, ShownArticle]) -> list[ShownActor]:
    """Return the actors: first those whose forms differ, then those in most articles, then by name."""
    names = grouped(data.rows["names"], "actor_id")
    varying = {row["subject_id"] for row in data.rows["discrepancies"] if row["kind"] == "name_variant"}
    made = [
        _actor(row, names.get((cell(row, "actor_id"),), []), row["actor_id"] in varying, data, articles)
        for row in data.rows["actors"]
    ]
    return sorted(made, key=lambda actor: (not actor.varies, -len(actor.articles), actor.name))


def _actor(
    row: Row, names: list[Row], varies: bool, data: PageData, articles: Mapping[str, ShownArticle]
) -> ShownActor:
    forms = grouped(names, "form")
    return ShownActor(
        id=address("actors", cell(row, "actor_id")),
        key=cell(row, "actor_id"),
        name=cell(row, "name"),
        role=cell(row, "role") or data.word("actors", "actor_type", row["actor_type"]),
        side=data.label("actors", "side", row["side"]),
        forms=tuple((text, tuple(_form(each, articles) for each in rows)) for (text,), rows in forms.items()),
        varies=varies,
    )


def _form(row: Row, articles: Mapping[str, ShownArticle]) -> NameForm:
    article = articles[cell(row, "source_id")]
    return NameForm(cell(row, "name_id"), article, cell(row, "form"), cell(row, "printed"))
