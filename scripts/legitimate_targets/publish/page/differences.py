"""The differences that a rule found between the articles, by kind, with the rows on each side and their places."""

from collections.abc import Mapping
from dataclasses import dataclass

from legitimate_targets.publish.page.articles import ShownArticle
from legitimate_targets.publish.page.data import PageData, Row, address, cell, distinct, grouped, span

NOTHING = "(nothing)"
"""The words for an empty variant."""

SUBJECTS: Mapping[str, str] = {
    "actors": "name", "claims": "gist", "events": "label", "measures": "label", "utterances": "gist",
}  # fmt: skip
"""The tables that a difference can be about, and the column that describes a row of them in words."""


@dataclass(frozen=True)
class DifferenceMember:
    """A row that takes part in a difference: its id, its article, and its place there."""

    id: str
    article: ShownArticle
    place: str


@dataclass(frozen=True)
class DifferenceSide:
    """One variant in words, and the members that have it."""

    variant: str
    members: tuple[DifferenceMember, ...]


@dataclass(frozen=True)
class ShownDifference:
    """One difference: its address, what it is about, the aspect that differs, and its sides."""

    id: str
    subject: str
    aspect: str
    topics: tuple[str, ...]
    sides: tuple[DifferenceSide, ...]

    @property
    def articles(self) -> list[str]:
        """The ids of the articles that take part."""
        return distinct(member.article.id for side in self.sides for member in side.members)


@dataclass(frozen=True)
class DifferenceKind:
    """One rule: its code, its label, its definition, and the differences that it found."""

    id: str
    label: str
    definition: str
    differences: tuple[ShownDifference, ...]


class Differences:
    """Makes the differences of a package."""

    def __init__(self, data: PageData, articles: Mapping[str, ShownArticle]) -> None:
        self._data, self._articles = data, articles
        self._members = grouped(data.rows["discrepancy_members"], "discrepancy_id")

    def kinds(self) -> list[DifferenceKind]:
        """Return the rules that found a difference, in the order of the vocabulary."""
        found = grouped(self._data.rows["discrepancies"], "kind")
        return [
            self._kind(row, found[cell(row, "code"),])
            for row in self._data.rows["vocabulary"]
            if row["list"] == "discrepancy" and (cell(row, "code"),) in found
        ]

    def _kind(self, code: Row, found: list[Row]) -> DifferenceKind:
        differences = tuple(map(self._difference, found))
        return DifferenceKind(cell(code, "code"), cell(code, "label"), cell(code, "definition"), differences)

    def _difference(self, row: Row) -> ShownDifference:
        key, table, subject = (cell(row, name) for name in ("discrepancy_id", "subject_table", "subject_id"))
        aspect = cell(row, "aspect")
        members = self._members.get((key,), [])
        return ShownDifference(
            id=address("discrepancies", key),
            subject=self._data.words(table, subject, SUBJECTS[table]),
            aspect=aspect.removesuffix("_id").replace("_", " "),
            topics=tuple(filter(None, [self._data.keyed[table].get(subject, {}).get("topic")])),
            sides=tuple(
                DifferenceSide(self._variant(aspect, variant, rows[0]), tuple(map(self._member, rows)))
                for (variant,), rows in grouped(members, "variant").items()
            ),
        )

    def _variant(self, aspect: str, variant: str, member: Row) -> str:
        """Return a variant in words: the label of a code, the name of an actor, or the printed words."""
        if not variant:
            return NOTHING
        if aspect in ("chain", "claimant_id"):
            return self._data.name(variant)
        table = self._data.tables[cell(member, "table")]
        return self._data.label(table.name, aspect, variant) if aspect in table.columns else variant

    def _member(self, row: Row) -> DifferenceMember:
        mention = self._data.keyed[cell(row, "table")].get(cell(row, "row_id"), {"start": "0", "end": "0"})
        place = "\N{EN DASH}".join(map(str, span(mention)))
        return DifferenceMember(cell(row, "row_id"), self._articles[cell(row, "source_id")], place)
