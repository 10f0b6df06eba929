"""Collects the evidence of the coded cells of one article, and the hops from speaker to article of each row."""

from collections import Counter
from dataclasses import dataclass, field

from legitimate_targets.articles.find import span_cells
from legitimate_targets.suggest.actors.actor import Medium, NamedActor
from legitimate_targets.suggest.draft import Cells
from legitimate_targets.suggest.text.quotation_marks import Span


@dataclass
class EvidenceCollector:
    """The rows of evidence and attributions of the article `source_id`, as they are added; `text` is its text."""

    text: str
    source_id: str
    evidence: list[Cells] = field(default_factory=list)
    attributions: list[Cells] = field(default_factory=list)
    _reasons: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def span_cells(self, span: Span) -> Cells:
        """Return the cells start, end and sha256 of a span."""
        return span_cells(self.text, span)

    def add(self, table: str, row_id: str, column: str, span: Span, basis: str) -> None:
        """Add a reason for a cell: the words of `span`, and how the cell follows from them."""
        self._reasons[(table, row_id, column)] += 1
        reason = str(self._reasons[(table, row_id, column)])
        cells = {"table": table, "row_id": row_id, "field": column, "reason": reason, "basis": basis}
        self.evidence.append({**cells, "source_id": self.source_id, **self.span_cells(span), "page": None})

    def add_actor(self, table: str, row_id: str, column: str, found: NamedActor, is_context: bool = False) -> None:
        """Add the reasons for an actor: the pronoun, if there is one, and then the name.

        `is_context` says that no words tie the actor to the row, only its place in the article.
        """
        if found.pronoun:
            self.add(table, row_id, column, found.pronoun, "inferred")
        self.add(table, row_id, column, found.span, "inferred" if is_context else "normalised")

    def add_hops(self, table: str, row_id: str, origin: NamedActor | None, medium: Medium | None = None) -> None:
        """Add the hops of a row: the origin, the medium between, if the article names them, and the article itself."""
        hops: list[tuple[str | None, str, Cells]] = []
        if origin:
            role = "origin" if origin.actor.kind in ("outlet", "document") else "speaker"
            hops.append((origin.actor.actor_id, role, self.span_cells(origin.span)))
            hops += [(medium.actor.actor_id, medium.role, self.span_cells(medium.span))] if medium else []
        hops.append((None, "publisher", {"start": None, "end": None, "sha256": None}))
        for number, (actor_id, role, place) in enumerate(hops, 1):
            cells: Cells = {"table": table, "row_id": row_id, "hop": str(number), "actor_id": actor_id, "role": role}
            self.attributions.append({**cells, "stated": "yes", "source_id": self.source_id, **place})
