"""Every difference that a rule found between the articles, by kind, with the rows on each side and their places."""

from collections.abc import Mapping
from dataclasses import dataclass

from legitimate_targets.publish.page.articles import Article
from legitimate_targets.publish.page.data import Material, Row, cell, distinct, grouped, span
from legitimate_targets.publish.page.row_links import address

NONE = "(nothing)"
SUBJECTS: Mapping[str, str] = {
    "actors": "name", "claims": "gist", "events": "label", "measures": "label", "utterances": "gist",
}  # fmt: skip
"""Tables that a difference can be about, and the column that says in words what the row is."""


@dataclass(frozen=True)
class Member:
    """A row that takes part: its id, its article, and where it stands there."""

    id: str
    article: Article
    place: str


@dataclass(frozen=True)
class Side:
    """What some of the members have where others have something else, in words."""

    variant: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Difference:
    """One difference: its address, what it is about, which aspect differs, and its sides."""

    id: str
    subject: str
    subject_id: str
    aspect: str
    topics: tuple[str, ...]
    sides: tuple[Side, ...]

    @property
    def articles(self) -> list[str]:
        """The articles that take part."""
        return distinct(member.article.id for side in self.sides for member in side.members)


@dataclass(frozen=True)
class Kind:
    """One rule: its code, its label, what it finds, and what it found."""

    id: str
    label: str
    definition: str
    differences: tuple[Difference, ...]


class Differences:
    """Makes the differences of a package."""

    def __init__(self, material: Material, articles: Mapping[str, Article]) -> None:
        self._material, self._articles = material, articles
        self._members = grouped(material.rows["discrepancy_members"], "discrepancy_id")

    def kinds(self) -> list[Kind]:
        """The rules that found something, in the order of the vocabulary."""
        found = grouped(self._material.rows["discrepancies"], "kind")
        return [
            Kind(code, cell(row, "label"), cell(row, "definition"), tuple(map(self._difference, found[code,])))
            for row in self._material.rows["vocabulary"]
            if row["list"] == "discrepancy" and ((code := cell(row, "code")),) in found
        ]

    def _difference(self, row: Row) -> Difference:
        key, table, subject = (cell(row, name) for name in ("discrepancy_id", "subject_table", "subject_id"))
        aspect = cell(row, "aspect")
        members = self._members.get((key,), [])
        return Difference(
            id=address("discrepancies", key),
            subject=self._material.words(table, subject, SUBJECTS[table]),
            subject_id=address(table, subject),
            aspect=aspect.removesuffix("_id").replace("_", " "),
            topics=tuple(filter(None, [self._material.keyed[table].get(subject, {}).get("topic")])),
            sides=tuple(
                Side(self._variant(aspect, variant, rows[0]), tuple(map(self._member, rows)))
                for (variant,), rows in grouped(members, "variant").items()
            ),
        )

    def _variant(self, aspect: str, variant: str, member: Row) -> str:
        """A variant in words: the label of a code, the name of an actor, or the words as they are."""
        if not variant:
            return NONE
        if aspect in ("chain", "claimant_id"):
            return self._material.name(variant)
        table = self._material.plan.tables[cell(member, "table")]
        return self._material.label(table.name, aspect, variant) if aspect in table.columns else variant

    def _member(self, row: Row) -> Member:
        mention = self._material.keyed[cell(row, "table")].get(cell(row, "row_id"), {"start": "0", "end": "0"})
        place = "\N{EN DASH}".join(map(str, span(mention)))
        return Member(cell(row, "row_id"), self._articles[cell(row, "source_id")], place)
