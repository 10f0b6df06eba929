"""Collects, beside the rows, the evidence of their coded cells and the way that each quote and figure took."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from legitimate_targets.suggest.actors.actor import Actor
from legitimate_targets.suggest.actors.resolve import Cast
from legitimate_targets.suggest.speakers.outlets import Medium
from legitimate_targets.suggest.speakers.sentence import Speaker

Row = dict[str, str | None]
Span = tuple[int, int]


@dataclass(frozen=True)
class Who:
    """An actor and the words that name it; for a pronoun also where that stands."""

    actor: Actor
    span: Span
    pronoun: Span | None = None


def who(source: Speaker, cast: Cast) -> Who | None:
    """The actor of a source, with the span of its name; for a pronoun, of the nearest one before it."""
    actor = cast.of(source)
    if actor is None:
        return None
    if source.kind == "pronoun":
        before = [span for span in sorted(actor.spans) if span[1] <= source.span[0]]
        return Who(actor, before[-1], source.span) if before else Who(actor, source.span)
    inside = [span for span in actor.spans if source.span[0] <= span[0] and span[1] <= source.span[1]]
    return Who(actor, inside[-1] if inside else source.span)


@dataclass
class Proof:
    """The evidence and attributions of one article."""

    text: str
    source_id: str
    evidence: list[Row] = field(default_factory=list)
    attributions: list[Row] = field(default_factory=list)
    reasons: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def place(self, span: Span) -> Row:
        """The cells of a span: start, end and sha256."""
        words = self.text[slice(*span)]
        return {"start": str(span[0]), "end": str(span[1]), "sha256": hashlib.sha256(words.encode("utf-8")).hexdigest()}

    def add(self, table: str, row_id: str, column: str, span: Span, basis: str) -> None:
        """One more reason for a cell."""
        self.reasons[(table, row_id, column)] += 1
        reason = str(self.reasons[(table, row_id, column)])
        cells = {"table": table, "row_id": row_id, "field": column, "reason": reason, "basis": basis}
        self.evidence.append({**cells, "source_id": self.source_id, **self.place(span), "page": None})

    def add_who(self, table: str, row_id: str, column: str, found: Who, is_context: bool = False) -> None:
        """The reasons for an actor: the name, or the pronoun and the name that it stands for."""
        if found.pronoun:
            self.add(table, row_id, column, found.pronoun, "inferred")
        self.add(table, row_id, column, found.span, "inferred" if is_context else "normalised")

    def chain(self, table: str, row_id: str, origin: Who | None, relay: Medium | None = None) -> None:
        """The way of one row: origin, outlet where one is named, the article."""
        role = "origin" if origin and origin.actor.kind in ("outlet", "document") else "speaker"
        hops = [(origin.actor.actor_id, role, origin.span)] if origin else []
        hops += [(relay.actor.actor_id, relay.role, relay.span)] if relay and origin else []
        for number, (actor, what, span) in enumerate(hops, 1):
            self._hop(table, row_id, number, actor, what, self.place(span))
        self._hop(table, row_id, len(hops) + 1, None, "publisher", {"start": None, "end": None, "sha256": None})

    def _hop(self, table: str, row_id: str, hop: int, actor: str | None, role: str, place: Row) -> None:
        cells: Row = {
            "table": table,
            "row_id": row_id,
            "hop": str(hop),
            "actor_id": actor,
            "role": role,
            "stated": "yes",
        }
        self.attributions.append({**cells, "source_id": self.source_id, **place})
