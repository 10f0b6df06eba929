"""Completes a draft after a person's changes: codes of figures, attribution chains, and evidence.

A person changes a speaker, a cue or a code and leaves the rest as it was. What no longer fits is made again here. A
reason is looked up, never invented: without words that show the value, the draft is refused with what is missing.
"""

from collections.abc import Collection, Mapping

from legitimate_targets.articles.find import Span, span_cells
from legitimate_targets.curation.draft import Draft, DraftRow
from legitimate_targets.curation.reasons import (
    complete_evidence,
    is_evidence_of,
    leads_somewhere,
    nearest,
    own_span,
    whole_words,
)
from legitimate_targets.curation.rows import Row
from legitimate_targets.tables.model import Table

ACTORS = {"quotes": "speaker_id", "figures": "claimant_id", "reports": "claimant_id"}
"""For each table with attribution chains: the column of the actor with whom a row's chain begins."""

FROM_MEASURE = ("counted", "predicate")
"""The columns that a figure takes from its measure where they are empty."""


def complete(draft: Draft, tables: Mapping[str, Table], held: Collection[tuple[str, str]]) -> None:
    """Give each row a chain that begins with its actor, and evidence for its cells.

    `held` are the table and id of each row of the package whose id is a chosen word: the draft repeats such a row only
    to link to it. A cell for which no reason is given or found is a problem of the draft.
    """
    forms = _forms_by_actor(draft)
    for table, column in ACTORS.items():
        for row in draft.of(table):
            _complete_chain(draft, row, column, forms.get(row.cells[column] or "", set()), tables)
    known = {*held, *((row.table.name, row.id or "") for row in draft.rows)}
    for row in [row for row in draft.rows if (row.table.name, row.id) not in held]:
        for field in row.table.fields:
            if field.evidence and row.cells[field.name] is not None and leads_somewhere(row, field, known):
                complete_evidence(draft, row, field, forms, tables["evidence"])


def fill_figures(draft: Draft) -> None:
    """Fill the empty codes of figures with those of their measures."""
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
    """Make a chain again that does not begin with the row's actor, and drop the evidence of the actor before.

    Hop 1 is the row's actor, stated by the nearest of the actor's `forms` in the text; the last hop is the publisher.
    The hops in between are kept.
    """
    actor = row.cells[column]
    chain = [hop for hop in draft.of("attributions") if hop.belongs_to(row)]
    chain.sort(key=lambda hop: int(hop.cells["hop"] or 0))
    if chain and chain[0].cells["actor_id"] == actor:
        return
    span = nearest(whole_words(draft.text, forms), own_span(draft, row) or (0, 0)) if actor else None
    kept = [hop for hop in chain if hop.cells["role"] not in ("speaker", "origin", "publisher")] if actor else []
    hops = [_hop(actor, "speaker", span, draft.text)] if actor else []
    hops += [hop.cells for hop in kept]
    hops.append(_hop(None, "publisher", None, draft.text))
    draft.rows = [each for each in draft.rows if each not in chain]
    for number, cells in enumerate(hops, 1):
        place = {"table": row.table.name, "row_id": row.id, "hop": str(number), "source_id": row.cells["source_id"]}
        draft.rows.append(DraftRow(tables["attributions"], {**cells, **place}, row.path, row.line))
    if chain:
        draft.rows = [each for each in draft.rows if not is_evidence_of(each, row, column)]


def _hop(actor: str | None, role: str, span: Span | None, text: str) -> Row:
    stated = "yes" if span or role == "publisher" else "inferred"
    return {"actor_id": actor, "role": role, "stated": stated, **span_cells(text, span)}
