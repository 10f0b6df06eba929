"""Completes a draft after a person's changes: codes of figures, attribution chains, and evidence.

A person changes a speaker, a cue or a code and leaves the rest as it was. What no longer fits is made again here.
"""

from collections.abc import Mapping

from legitimate_targets.articles.find import Span, span_cells, whole_word_spans
from legitimate_targets.curation.draft import Draft, DraftRow
from legitimate_targets.curation.rows import Row
from legitimate_targets.tables.model import Table

ACTORS = {"quotes": "speaker_id", "figures": "claimant_id", "reports": "claimant_id"}
"""For each table with attribution chains: the column of the actor with whom a row's chain begins."""

USERS = {
    "actors": ("names", "actor_id"),
    "utterances": ("quotes", "utterance_id"),
    "measures": ("figures", "measure_id"),
}
"""For each table without spans: the table and the column that refer to its rows and have spans."""

FROM_MEASURE = ("counted", "predicate")
"""The columns that a figure takes from its measure where they are empty."""


def complete(draft: Draft, tables: Mapping[str, Table]) -> None:
    """Fill the codes of figures, and give each row a chain that begins with its actor and evidence for its cells."""
    _fill_figures(draft)
    forms = _forms_by_actor(draft)
    for table, column in ACTORS.items():
        for row in draft.of(table):
            _complete_chain(draft, row, column, forms.get(row.cells[column] or "", set()), tables)
    for row in list(draft.rows):
        for field in row.table.fields:
            if field.evidence and row.cells[field.name] is not None:
                _complete_evidence(draft, row, field.name, tables["evidence"])


def _fill_figures(draft: Draft) -> None:
    measures = {row.id: row.cells for row in draft.of("measures")}
    for row in draft.of("figures"):
        measure = measures.get(row.cells["measure_id"], {})
        row.cells |= {name: row.cells[name] or measure.get(name) for name in FROM_MEASURE}


def _forms_by_actor(draft: Draft) -> dict[str, set[str]]:
    """Return the printed forms of each actor in the draft."""
    forms: dict[str, set[str]] = {}
    for row in draft.of("names"):
        forms.setdefault(row.cells["actor_id"] or "", set()).add(row.cells["form"] or "")
    return forms


def _complete_chain(draft: Draft, row: DraftRow, column: str, forms: set[str], tables: Mapping[str, Table]) -> None:
    """Make a chain again that does not begin with the row's actor, and with it the evidence of the actor's cell.

    Hop 1 is the row's actor, stated by the nearest of the actor's `forms` in the text; the last hop is the publisher.
    The hops in between are kept.
    """
    actor = row.cells[column]
    chain = [hop for hop in draft.of("attributions") if hop.belongs_to(row)]
    chain.sort(key=lambda hop: int(hop.cells["hop"] or 0))
    if chain and chain[0].cells["actor_id"] == actor:
        return
    span = _nearest(draft.text, forms, int(row.cells.get("start") or 0)) if actor else None
    kept = [hop for hop in chain if hop.cells["role"] not in ("speaker", "origin", "publisher")] if actor else []
    hops = [_hop(actor, "speaker", span, draft.text)] if actor else []
    hops += [hop.cells for hop in kept]
    hops.append(_hop(None, "publisher", None, draft.text))
    draft.rows = [each for each in draft.rows if each not in chain]
    for number, cells in enumerate(hops, 1):
        place = {"table": row.table.name, "row_id": row.id, "hop": str(number), "source_id": row.cells["source_id"]}
        draft.rows.append(DraftRow(tables["attributions"], {**cells, **place}, row.path, row.line))
    draft.rows = [each for each in draft.rows if not _is_evidence_of(each, row, column)]
    if actor:
        basis = "normalised" if span else "inferred"
        _add_evidence(draft, row, column, basis, span or _own_span(draft, row), tables["evidence"])


def _hop(actor: str | None, role: str, span: Span | None, text: str) -> Row:
    stated = "yes" if span or role == "publisher" else "inferred"
    return {"actor_id": actor, "role": role, "stated": stated, **span_cells(text, span)}


def _complete_evidence(draft: Draft, row: DraftRow, column: str, table: Table) -> None:
    """Infer a cell without evidence from the row's own words, and move verbatim evidence to where the cell's words are.

    Verbatim evidence of words that are nowhere in the text is inferred from then on.
    """
    value = row.cells[column] or ""
    found = [each for each in draft.of("evidence") if _is_evidence_of(each, row, column)]
    if not found:
        _add_evidence(draft, row, column, "inferred", _own_span(draft, row), table)
    for each in found:
        start, end = (int(each.cells[name] or 0) for name in ("start", "end"))
        if each.cells["basis"] == "verbatim" and draft.text[start:end] != value:
            span = _nearest(draft.text, {value}, start)
            basis = "verbatim" if span else "inferred"
            each.cells |= {"basis": basis, **span_cells(draft.text, span or (start, end))}


def _is_evidence_of(row: DraftRow, owner: DraftRow, column: str) -> bool:
    return row.table.name == "evidence" and row.belongs_to(owner) and row.cells["field"] == column


def _add_evidence(draft: Draft, row: DraftRow, column: str, basis: str, span: Span | None, table: Table) -> None:
    """Add one row of evidence for a cell; without a span, the cell is left for the validator to report."""
    if span is None:
        return
    cells: Row = {"table": row.table.name, "row_id": row.id, "field": column, "reason": "1", "basis": basis}
    source = draft.of("sources")[0].cells["source_id"]
    cells |= {"page": None, "source_id": source, **span_cells(draft.text, span)}
    draft.rows.append(DraftRow(table, cells, row.path, row.line))


def _own_span(draft: Draft, row: DraftRow) -> Span | None:
    """Return the span of a row; for a row of a table without spans, that of the first row that uses it."""
    table, column = USERS.get(row.table.name, ("", ""))
    for each in (row, *(user for user in draft.of(table) if user.cells[column] == row.cells[column])):
        if each.cells.get("start") and each.cells.get("end"):
            return int(each.cells["start"] or 0), int(each.cells["end"] or 0)
    return None


def _nearest(text: str, words: set[str], position: int) -> Span | None:
    """Return the span of the occurrence of one of the words that is nearest to a position."""
    spans = (span for each in words - {""} for span in whole_word_spans(text, each))
    return min(spans, key=lambda span: (abs(span[0] - position), span), default=None)
