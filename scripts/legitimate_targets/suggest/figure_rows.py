"""Makes the rows of figures and of new measures that an article gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from legitimate_targets.suggest.actors.actor import NamedActor, slug
from legitimate_targets.suggest.actors.resolve import Resolver
from legitimate_targets.suggest.draft import Cells
from legitimate_targets.suggest.evidence import EvidenceCollector
from legitimate_targets.suggest.figures.claimants import claimant_of, innermost_quotation
from legitimate_targets.suggest.figures.figure import FoundFigure
from legitimate_targets.suggest.figures.find import find_figures
from legitimate_targets.suggest.link import known_figure
from legitimate_targets.suggest.speakers.attribution import Attribution
from legitimate_targets.suggest.text.quotation_marks import Span
from legitimate_targets.tables.cell_text import number_as_text


@dataclass
class FigureRows:
    """The rows of the figures of one article and of the measures that are new, and the ids of the claimants."""

    resolver: Resolver
    evidence: EvidenceCollector
    rows: list[Cells] = field(default_factory=list)
    measures: dict[str, Cells] = field(default_factory=dict)
    actor_ids: set[str] = field(default_factory=set)

    def add(self, figure: FoundFigure, claimant: NamedActor | None, quote_id: str | None) -> None:
        """Add the row of a figure, with its measure and its evidence; `quote_id` is the quote that prints it."""
        key, span = f"F{len(self.rows) + 1:03}", (figure.start, figure.end)
        text = self.evidence.text[slice(*span)]
        alike = self.resolver.known.figures_by_unit.get(figure.unit, ())
        known = known_figure(figure, text, self._sentence_with_lead(figure), alike)
        row: Cells = {"figure_id": key, "source_id": self.evidence.source_id, **self.evidence.span_cells(span)}
        row |= {"text": text, "qualifier": figure.qualifier, "quote_id": quote_id}
        row |= {"value": _cell(figure.value), "low": _cell(figure.low), "high": _cell(figure.high)}
        row |= {"claimant_id": claimant.actor.actor_id if claimant else None}
        row |= {"measure_id": known.measure_id if known else self._measure(figure)}
        row |= {"counted": known.counted if known else None, "predicate": known.predicate if known else None}
        row |= {"rule": figure.rule, "tier": "C" if not figure.is_firm else "A" if known else "B"}
        self.rows.append(row)
        self._add_evidence(key, figure)
        if claimant:
            self.actor_ids.add(claimant.actor.actor_id)
            self.evidence.add_actor("figures", key, "claimant_id", claimant)
        self.evidence.add_hops("figures", key, claimant)

    def _measure(self, figure: FoundFigure) -> str:
        """Return the id of a new measure, named for what is counted; figures that count the same share it."""
        key = base = slug(figure.noun or figure.unit) or "measure"
        if key in self.resolver.known.measure_ids:
            key = f"{base}-new"
        if key in self.measures and self.measures[key]["unit"] != figure.unit:
            key = f"{key}-{slug(figure.unit)}"
        if key not in self.measures:
            self.measures[key] = {"measure_id": key, "unit": figure.unit, "rule": "new", "tier": "C"}
            self.evidence.add("measures", key, "unit", (figure.start, figure.end), "inferred")
        return key

    def _add_evidence(self, key: str, figure: FoundFigure) -> None:
        """Add the reasons for the coded cells: hedge or whole figure, noun, and the sentence for the predicate."""
        text, span = self.evidence.text, (figure.start, figure.end)
        is_hedged = figure.start < figure.number[0] and figure.qualifier not in ("exact", "magnitude")
        hedge_end = figure.start + len(text[figure.start : figure.number[0]].rstrip())
        hedge = (figure.start, hedge_end) if is_hedged else span
        self.evidence.add(
            "figures", key, "qualifier", hedge, "normalised" if figure.qualifier != "exact" else "inferred"
        )
        noun = text.find(figure.noun, figure.number[1], figure.end) if figure.noun else -1
        place = (noun, noun + len(figure.noun)) if noun >= 0 else span
        self.evidence.add("figures", key, "counted", place, "normalised" if noun >= 0 else "inferred")
        self.evidence.add("figures", key, "predicate", self._sentence(figure), "inferred")

    def _sentence(self, figure: FoundFigure) -> Span:
        sentence = self.resolver.reading.sentence_at(figure.start)
        return (sentence.start, sentence.end) if sentence else (figure.start, figure.end)

    def _sentence_with_lead(self, figure: FoundFigure) -> str:
        """Return the sentence around a figure; before a list item, the line above its list, which may hold the verb."""
        reading = self.resolver.reading
        start, end = self._sentence(figure)
        line = reading.line_at(start)
        while line and reading.lines[line].kind == "bullet":
            line -= 1
        return reading.text[min(start, reading.lines[line].start) : end]


def figure_rows(
    resolver: Resolver, evidence: EvidenceCollector, attributions: list[Attribution], quote_ids: Mapping[int, str]
) -> FigureRows:
    """Return the rows of all figures of an article; evidence and hops go into `evidence`.

    `attributions` are the article's quotations, and `quote_ids` the ids of their rows by where they start.
    """
    made = FigureRows(resolver, evidence)
    for figure in find_figures(resolver.reading):
        speaker = claimant_of(resolver.reading, figure, attributions)
        quotation = innermost_quotation(figure.start, figure.end, attributions)
        quote_id = quote_ids[quotation.quotation.start] if quotation else None
        made.add(figure, resolver.named_actor(speaker) if speaker else None, quote_id)
    return made


def _cell(value: float | None) -> str | None:
    """Return a value as a table writes it, with at most twelve digits: two thirds have no end in decimals."""
    return None if value is None else number_as_text(float(f"{value:.12g}"))
