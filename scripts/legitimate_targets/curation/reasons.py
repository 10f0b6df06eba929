"""Finds the reasons of a draft's cells in the article's words: looks them up, and never invents one."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from legitimate_targets.articles.find import Span, span_cells, whole_word_spans
from legitimate_targets.curation.anchor import FIND, OCCURRENCE
from legitimate_targets.curation.draft import Draft, DraftRow
from legitimate_targets.curation.rows import Row
from legitimate_targets.tables.model import Field, Reference, Table

USERS = {
    "actors": ("names", "actor_id"),
    "utterances": ("quotes", "utterance_id"),
    "measures": ("figures", "measure_id"),
}
"""For each table without spans: the table and the column that refer to its rows and have spans."""

VERBATIM = "verbatim"
"""The basis of evidence whose words are the cell itself."""


def leads_somewhere(row: DraftRow, field: Field, known: Collection[tuple[str, str]]) -> bool:
    """Return whether a cell that points to another row points to one there is; if not, the validator says so."""
    reference = _reference(row.table, field.name)
    return reference is None or (reference.table, row.cells[field.name] or "") in known


def complete_evidence(
    draft: Draft, row: DraftRow, field: Field, forms: Mapping[str, Collection[str]], table: Table
) -> None:
    """Look up the reason of a cell that has none, and the words of one whose verbatim reason has other words."""
    column = field.name
    found = [each for each in draft.of("evidence") if is_evidence_of(each, row, column)]
    if not found:
        spans, basis = _reasons(draft, row, field, forms)
        span = spans[0] if len(spans) == 1 else nearest(spans, own_span(draft, row))
        if span is None:
            draft.problems.append(row.problem(column, _missing(draft, row, field, len(spans)), "reason"))
        else:
            draft.rows.append(DraftRow(table, _evidence(draft, row, column, basis, span), row.path, row.line))
    for each in found:
        words = draft.text[int(each.cells["start"] or 0) : int(each.cells["end"] or 0)]
        if each.cells["basis"] == VERBATIM and words != row.cells[column]:
            _move(draft, row, column, each)


def is_evidence_of(row: DraftRow, owner: DraftRow, column: str) -> bool:
    """Return whether a row is evidence for a cell of `owner`."""
    return row.table.name == "evidence" and row.belongs_to(owner) and row.cells["field"] == column


def own_span(draft: Draft, row: DraftRow) -> Span | None:
    """Return where a row is in the text; for a row of a table without spans, where the first row is that uses it.

    A source is at the start of the text. None if the row is in no place.
    """
    if row.table.name == "sources":
        return 0, 0
    table, column = USERS.get(row.table.name, ("", ""))
    users = (user for user in draft.of(table) if user.cells[column] == row.id)
    return next((place for place in map(_span_of, (row, *users)) if place), None)


def whole_words(text: str, words: Iterable[str]) -> list[Span]:
    """Return where the text has any of the words, as whole words."""
    return [span for each in {*words} - {""} for span in whole_word_spans(text, each)]


def nearest(spans: Collection[Span], own: Span | None) -> Span | None:
    """Return the span with the fewest characters between it and the span `own`, the first of several.

    None if there are no spans, or if there is no span `own`.
    """
    if own is None:
        return None
    return min(spans, key=lambda span: (max(span[0] - own[1], own[0] - span[1], 0), span), default=None)


def _span_of(row: DraftRow) -> Span | None:
    start, end = row.cells.get("start"), row.cells.get("end")
    return (int(start), int(end)) if start and end else None


def _reasons(draft: Draft, row: DraftRow, field: Field, forms: Mapping[str, Collection[str]]) -> tuple[list[Span], str]:
    """Return where the text has a reason for a cell, and its basis.

    Words give themselves as the reason. A row that is a passage has the printed names of its actors as theirs. A code,
    and any other id, has no words of its own.
    """
    value, reference = row.cells[field.name] or "", _reference(row.table, field.name)
    if reference is None:
        return ([] if field.codes else whole_words(draft.text, [value])), VERBATIM
    is_named = reference.table == "actors" and row.table.span is not None
    return (whole_words(draft.text, forms.get(value, ())) if is_named else []), "normalised"


def _move(draft: Draft, row: DraftRow, column: str, reason: DraftRow) -> None:
    """Move a verbatim reason to the words of its cell, or add a problem if the text does not have them."""
    spans = whole_words(draft.text, [row.cells[column] or ""])
    span = spans[0] if len(spans) == 1 else nearest(spans, _span_of(reason) or own_span(draft, row))
    if span is None:
        where = f"is in the text in {len(spans)} places" if spans else "is not in the text word for word"
        remedy = "say where in a column find of that reason, or" if spans else "correct the cell, or"
        message = f"{where}, and its reason is verbatim ({Path(reason.path).name}:{reason.line}): {remedy} "
        draft.problems.append(row.problem(column, f"{message}give that reason another basis", "reason"))
    reason.cells |= span_cells(draft.text, span)


def _missing(draft: Draft, row: DraftRow, field: Field, places: int) -> str:
    """Return what is said of a cell without a reason that the text has in that many places, and what to write."""
    basis = VERBATIM if places else "normalised or inferred"
    cells = f"table {row.table.name}, row_id {row.id}, field {field.name}, reason 1, basis {basis}"
    words = f"the article's words that show it in a column {FIND}"
    which = f", and which of the places is meant in a column {OCCURRENCE}" if places else ""
    why = _why_missing(row, field, places)
    return (
        f"has no reason in evidence.csv{why}; add a row there: {cells}, source_id {draft.of('sources')[0].id}, and "
        f"{words}{which}"
    )


def _why_missing(row: DraftRow, field: Field, places: int) -> str:
    """Return why no reason was found, as the end of a clause; nothing for a cell that is not looked up."""
    reference = _reference(row.table, field.name)
    if places:
        return f", and the text has it in {places} places"
    if reference is not None and reference.table == "actors" and row.table.span:
        return ", and the text has none of the names that names.csv gives the actor"
    return "" if reference or field.codes else ", and the text does not have it word for word"


def _reference(table: Table, column: str) -> Reference | None:
    return next((reference for reference in table.references if reference.columns == (column,)), None)


def _evidence(draft: Draft, row: DraftRow, column: str, basis: str, span: Span) -> Row:
    """Return the cells of a row of evidence for a cell."""
    cells: Row = {"table": row.table.name, "row_id": row.id, "field": column, "reason": "1", "basis": basis}
    return cells | {"page": None, "source_id": draft.of("sources")[0].id, **span_cells(draft.text, span)}
