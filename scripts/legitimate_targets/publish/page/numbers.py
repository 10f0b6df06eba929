"""The third view: every measure with its figures on one scale, one mark a figure, and the words that differ."""

from collections.abc import Mapping
from dataclasses import dataclass

from legitimate_targets.publish.page.articles import Article
from legitimate_targets.publish.page.data import Material, Row, cell, distinct, grouped
from legitimate_targets.publish.page.evidence import Proof, Proofs
from legitimate_targets.publish.page.row_links import address
from legitimate_targets.publish.page.scale import OPEN, SYMBOLS, numbers, reading, scale, share
from legitimate_targets.tables.cell_text import number_as_text

UNITS: Mapping[str, str] = {"count": "", "a": "years", "h": "hours", "percent": "percent"}
"""Units that are written otherwise than their code."""

OF_NUMBERS = (
    "value_conflict", "relative_time_conflict", "denominator_conflation", "predicate_drift", "population_shift",
)  # fmt: skip
"""Rules by which numbers disagree, or what they are said to count; the others compare who says them."""


@dataclass(frozen=True)
class Figure:
    """One figure: where it lies on its measure's scale (0 to 100; `to` is none for a single point), and its words."""

    id: str
    article: Article
    text: str
    sign: str
    reading: str
    at: float
    to: float | None
    open: bool
    counted: str
    predicate: str
    claimant: str
    claimant_id: str
    quote_id: str
    proof: Proof


@dataclass(frozen=True)
class Measure:
    """One measure: its scale from 0 to `top`, its figures, which of their words differ, and its discrepancies.

    `differences` are pairs of the address of a discrepancy and the label of its kind.
    """

    id: str
    label: str
    topic: str
    topic_code: str
    unit: str
    top: str
    figures: tuple[Figure, ...]
    counted_differs: bool
    predicate_differs: bool
    differences: tuple[tuple[str, str], ...]
    disagrees: bool

    @property
    def articles(self) -> list[str]:
        """The articles that print a figure of it."""
        return distinct(figure.article.id for figure in self.figures)


class Numbers:
    """Makes the measures of a package."""

    def __init__(self, material: Material, articles: Mapping[str, Article], proofs: Proofs) -> None:
        self._material, self._articles, self._proofs = material, articles, proofs
        self._figures = grouped(material.rows["figures"], "measure_id")
        about = (row for row in material.rows["discrepancies"] if row["subject_table"] == "measures")
        self._differences = grouped(about, "subject_id")

    def measures(self) -> list[Measure]:
        """The measures that have figures: first those whose numbers disagree, then those with the most figures."""
        made = [self._measure(row) for row in self._material.rows["measures"] if (row["measure_id"],) in self._figures]
        return sorted(made, key=lambda each: (not each.disagrees, -len(each.figures), each.label))

    def _measure(self, row: Row) -> Measure:
        key = cell(row, "measure_id")
        figures = self._figures[key,]
        top = scale(number for figure in figures for number in numbers(figure))
        unit, found = cell(row, "unit"), self._differences.get((key,), [])
        return Measure(
            id=address("measures", key),
            label=cell(row, "label"),
            topic=self._material.label("measures", "topic", row["topic"]),
            topic_code=cell(row, "topic"),
            unit=UNITS.get(unit, unit),
            top=number_as_text(top),
            figures=tuple(self._figure(figure, top) for figure in figures),
            counted_differs=len({figure["counted"] for figure in figures}) > 1,
            predicate_differs=len({figure["predicate"] for figure in figures}) > 1,
            differences=tuple(self._kind(each) for each in found),
            disagrees=any(each["kind"] in OF_NUMBERS for each in found),
        )

    def _kind(self, found: Row) -> tuple[str, str]:
        label = self._material.label("discrepancies", "kind", found["kind"])
        return address("discrepancies", cell(found, "discrepancy_id")), label

    def _figure(self, row: Row, top: float) -> Figure:
        key, qualifier = cell(row, "figure_id"), cell(row, "qualifier")
        read = numbers(row)
        low, high = (min(read), max(read)) if read else (0, 0)
        return Figure(
            id=key,
            article=self._articles[cell(row, "source_id")],
            text=cell(row, "text"),
            sign=SYMBOLS.get(qualifier, ""),
            reading=reading(row, SYMBOLS.get(qualifier, "")),
            at=share(low, top),
            to=share(high, top) if high > low else None,
            open=qualifier in OPEN,
            counted=self._material.word("figures", "counted", row["counted"]),
            predicate=self._material.word("figures", "predicate", row["predicate"]),
            claimant=self._material.name(row["claimant_id"]),
            claimant_id=cell(row, "claimant_id"),
            quote_id=cell(row, "quote_id"),
            proof=self._proofs.of("figures", key, row),
        )
