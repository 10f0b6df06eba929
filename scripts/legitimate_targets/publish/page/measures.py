"""The third view: every measure with its figures on one scale, and the words in which the figures differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor, log10

from legitimate_targets.publish.page.articles import ShownArticle
from legitimate_targets.publish.page.data import PageData, Row, address, cell, distinct, grouped
from legitimate_targets.publish.page.evidence import Proofs, RowProof
from legitimate_targets.tables.cell_text import number_as_text

UNITS: Mapping[str, str] = {"count": "", "a": "years", "h": "hours", "percent": "percent"}
"""Units that are shown in other words than their code."""

ABOUT_NUMBERS = (
    "value_conflict", "relative_time_conflict", "denominator_conflation", "predicate_drift", "population_shift",
)  # fmt: skip
"""The rules by which numbers disagree, or what they count; the other rules compare who gives the numbers."""

SYMBOLS: Mapping[str, str] = {
    "exact": "=",
    "about": "~",
    "at_least": "\N{GREATER-THAN OR EQUAL TO}",
    "at_most": "\N{LESS-THAN OR EQUAL TO}",
    "more_than": ">",
    "range": "\N{EN DASH}",
    "magnitude": "\N{GREATER-THAN OR EQUAL TO}",
    "negated": "\N{NOT EQUAL TO}",
}
"""The sign before a number, by the code of its hedge; a magnitude ("thousands") means at least one thousand."""

OPEN = ("at_least", "more_than", "magnitude")
"""The hedges that set no upper bound."""

STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
"""The ends of a scale, times a power of ten: round, and so close that the largest figure is beyond two thirds of it."""


@dataclass(frozen=True)
class ShownFigure:
    """One figure: its words, and its place on the scale of its measure, from 0 to 100.

    `to` is the upper bound on the scale, None for a single point; `open` is true if the words set no upper bound.
    """

    id: str
    article: ShownArticle
    text: str
    sign: str
    reading: str
    at: float
    to: float | None
    open: bool
    counted: str
    predicate: str
    claimant_id: str
    quote_id: str
    proof: RowProof


@dataclass(frozen=True)
class ShownMeasure:
    """One measure: its scale from 0 to `top`, its figures, and which of their words differ.

    `differences` are pairs of the address of a discrepancy and the label of its kind.
    """

    id: str
    label: str
    topic: str
    topic_code: str
    unit: str
    top: str
    figures: tuple[ShownFigure, ...]
    counted_differs: bool
    predicate_differs: bool
    differences: tuple[tuple[str, str], ...]
    disagrees: bool

    @property
    def articles(self) -> list[str]:
        """The ids of the articles that print a figure of it."""
        return distinct(figure.article.id for figure in self.figures)


class Measures:
    """Makes the measures of a package."""

    def __init__(self, data: PageData, articles: Mapping[str, ShownArticle], proofs: Proofs) -> None:
        self._data, self._articles, self._proofs = data, articles, proofs
        self._figures = grouped(data.rows["figures"], "measure_id")
        about = (row for row in data.rows["discrepancies"] if row["subject_table"] == "measures")
        self._differences = grouped(about, "subject_id")

    def all(self) -> list[ShownMeasure]:
        """Return the measures that have figures: first those whose numbers disagree, then those with most figures."""
        made = [self._measure(row) for row in self._data.rows["measures"] if (row["measure_id"],) in self._figures]
        return sorted(made, key=lambda each: (not each.disagrees, -len(each.figures), each.label))

    def _measure(self, row: Row) -> ShownMeasure:
        key = cell(row, "measure_id")
        figures = self._figures[key,]
        top = scale(number for figure in figures for number in numbers(figure))
        unit, found = cell(row, "unit"), self._differences.get((key,), [])
        return ShownMeasure(
            id=address("measures", key),
            label=cell(row, "label"),
            topic=self._data.label("measures", "topic", row["topic"]),
            topic_code=cell(row, "topic"),
            unit=UNITS.get(unit, unit),
            top=number_as_text(top),
            figures=tuple(self._figure(figure, top) for figure in figures),
            counted_differs=len({figure["counted"] for figure in figures}) > 1,
            predicate_differs=len({figure["predicate"] for figure in figures}) > 1,
            differences=tuple(self._difference(each) for each in found),
            disagrees=any(each["kind"] in ABOUT_NUMBERS for each in found),
        )

    def _difference(self, found: Row) -> tuple[str, str]:
        label = self._data.label("discrepancies", "kind", found["kind"])
        return address("discrepancies", cell(found, "discrepancy_id")), label

    def _figure(self, row: Row, top: float) -> ShownFigure:
        key, qualifier = cell(row, "figure_id"), cell(row, "qualifier")
        read = numbers(row)
        low, high = (min(read), max(read)) if read else (0, 0)
        return ShownFigure(
            id=key,
            article=self._articles[cell(row, "source_id")],
            text=cell(row, "text"),
            sign=SYMBOLS.get(qualifier, ""),
            reading=reading(row, SYMBOLS.get(qualifier, "")),
            at=share(low, top),
            to=share(high, top) if high > low else None,
            open=qualifier in OPEN,
            counted=self._data.word("figures", "counted", row["counted"]),
            predicate=self._data.word("figures", "predicate", row["predicate"]),
            claimant_id=cell(row, "claimant_id"),
            quote_id=cell(row, "quote_id"),
            proof=self._proofs.of("figures", key, row),
        )


def scale(values: Iterable[float]) -> float:
    """Return the end of a scale from 0 that holds all values: the next round number."""
    largest = max(values, default=0)
    if largest <= 0:
        return 1
    power = 10.0 ** floor(log10(largest))
    return next(step * power for step in STEPS if step * power >= largest)


def numbers(figure: Row) -> list[float]:
    """Return the value of a figure or, if it has none, the bounds that its words set."""
    columns = ("value",) if figure["value"] else ("low", "high")
    return [float(cell(figure, column)) for column in columns if figure[column]]


def reading(figure: Row, sign: str) -> str:
    """Return the number that the words mean, as in `= 24` for "a day"; "" if the words themselves have the number."""
    read = [number_as_text(number) for number in numbers(figure)]
    if sign == SYMBOLS["exact"] and all(number in cell(figure, "text") for number in read):
        return ""
    return f"{sign} {' to '.join(distinct(read))}"


def share(number: float, top: float) -> float:
    """Return the place of a number on a scale from 0 to `top`, in percent."""
    return round(100 * max(number, 0) / top, 2)
