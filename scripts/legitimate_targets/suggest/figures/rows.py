"""The rows of figures and of new measures that an article gives."""

from decimal import Decimal

from legitimate_targets.suggest.actors.actor import slug
from legitimate_targets.suggest.actors.known import Counting
from legitimate_targets.suggest.evidence import Row, Who, who
from legitimate_targets.suggest.figures.claimants import claimant, innermost
from legitimate_targets.suggest.figures.figure import Figure
from legitimate_targets.suggest.figures.find import figures
from legitimate_targets.suggest.figures.link import counting
from legitimate_targets.suggest.quote_rows import Context, Quotes
from legitimate_targets.suggest.speakers.attribution import Attribution


def figure_rows(
    context: Context, attributions: list[Attribution], quotes: Quotes
) -> tuple[list[Row], list[Row], list[Who]]:
    """One row for each figure, the measures that are new, and the claimants; evidence and ways go into the proof."""
    rows: list[Row] = []
    measures: dict[str, Row] = {}
    claimants: list[Who] = []
    for number, figure in enumerate(figures(context.reading), 1):
        source = claimant(context.reading, figure, attributions)
        found = who(source, context.cast) if source else None
        claimants += [found] if found else []
        quote_id = _quote(figure, attributions, quotes)
        rows.append(_row(context, f"F{number:03}", figure, found, quote_id, measures))
        if found:
            context.proof.add_who("figures", f"F{number:03}", "claimant_id", found)
        context.proof.chain("figures", f"F{number:03}", found)
    return rows, list(measures.values()), claimants


def _row(
    context: Context, key: str, figure: Figure, found: Who | None, quote_id: str | None, measures: dict[str, Row]
) -> Row:
    proof, span = context.proof, (figure.start, figure.end)
    text = proof.text[slice(*span)]
    linked = counting(figure, text, _said(context, figure), context.registry.countings_in.get(figure.unit, ()))
    known = linked[0] if linked else None
    row: Row = {"figure_id": key, "source_id": proof.source_id, **proof.place(span), "text": text}
    row |= {"value": number(figure.value), "low": number(figure.low), "high": number(figure.high)}
    row |= {"qualifier": figure.qualifier, "quote_id": quote_id}
    row |= {
        "claimant_id": found.actor.actor_id if found else None,
        "rule": figure.rule,
        "tier": _tier(figure, linked is not None),
    }
    row |= {"measure_id": known.measure_id if known else _measure(figure, measures, context)}
    row |= {"counted": known.counted if known else None, "predicate": known.predicate if known else None}
    _prove(context, key, figure, known)
    return row


def _prove(context: Context, key: str, figure: Figure, known: Counting | None) -> None:
    """The reasons: the hedge or, where none is printed, the whole figure; the noun; the sentence for what is said of
    it.
    """
    proof, span = context.proof, (figure.start, figure.end)
    hedged = figure.start < figure.number[0] and figure.qualifier not in ("exact", "magnitude")
    hedge = (figure.start, figure.start + len(proof.text[figure.start : figure.number[0]].rstrip())) if hedged else span
    proof.add("figures", key, "qualifier", hedge, "normalised" if figure.qualifier != "exact" else "inferred")
    noun = proof.text.find(figure.noun, figure.number[1], figure.end) if figure.noun else -1
    place = (noun, noun + len(figure.noun)) if noun >= 0 else span
    proof.add("figures", key, "counted", place, "normalised" if noun >= 0 else "inferred")
    proof.add("figures", key, "predicate", _sentence(context, figure), "inferred")


def _sentence(context: Context, figure: Figure) -> tuple[int, int]:
    sentence = context.reading.sentence_at(figure.start)
    return (sentence.start, sentence.end) if sentence else (figure.start, figure.end)


def _said(context: Context, figure: Figure) -> str:
    """The sentence around a figure; of a bullet with its lead-in, which may hold the verb."""
    start, end = _sentence(context, figure)
    line = context.reading.line_at(start)
    while line and context.reading.lines[line].kind == "bullet":
        line -= 1
    return context.proof.text[min(start, context.reading.lines[line].start) : end]


def _quote(figure: Figure, attributions: list[Attribution], quotes: Quotes) -> str | None:
    """The innermost quote that holds the figure."""
    found = innermost(figure.start, figure.end, attributions)
    return quotes.ids[found.quotation.start] if found else None


def _measure(figure: Figure, measures: dict[str, Row], context: Context) -> str:
    """The id of a new measure, by what is counted; figures of the article that count the same share it."""
    key = base = slug(figure.noun or figure.unit) or "measure"
    if key in context.registry.measure_ids:
        key = f"{base}-new"
    if key in measures and measures[key]["unit"] != figure.unit:
        key = f"{key}-{slug(figure.unit)}"
    if key not in measures:
        measures[key] = {"measure_id": key, "unit": figure.unit, "rule": "new", "tier": "C"}
        context.proof.add("measures", key, "unit", (figure.start, figure.end), "inferred")
    return key


def _tier(figure: Figure, is_linked: bool) -> str:
    return "A" if figure.firm and is_linked else "B" if figure.firm else "C"


def number(value: float | None) -> str | None:
    """A value as a table writes it: digits, with a point only where needed."""
    if value is None:
        return None
    plain = format(Decimal(f"{value:.12g}"), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
