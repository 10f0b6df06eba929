"""The explanation of one row, and how it is printed."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Characters of an article, `start` to `end`; `words` are they and a little of what stands around, where known."""

    source: str
    start: str
    end: str
    words: str | None

    def __str__(self) -> str:
        return f"{self.source} {self.start}-{self.end}"


@dataclass(frozen=True)
class Reason:
    """One reason to believe a cell: what it rests on (a code of the list basis), where, or on which page."""

    basis: str
    place: Place | None
    page: str | None


@dataclass(frozen=True)
class Cell:
    """One cell of a row: its value as written (null: empty), its reasons, and why it needs none where it does not."""

    column: str
    value: str | None
    reasons: list[Reason]
    why: str | None


@dataclass(frozen=True)
class Hop:
    """One hop of a way: who (null: the article itself), in which role, and where the article states it."""

    number: str
    actor: str | None
    role: str
    stated: str
    place: Place | None


@dataclass(frozen=True)
class Explanation:
    """What is known of one row: its own span, its cells, its way, and the discrepancies that it takes part in."""

    table: str
    row: str
    place: Place | None
    cells: list[Cell]
    way: list[Hop]
    discrepancies: list[str]


def lines(explanation: Explanation) -> Iterator[str]:
    """An explanation as text, line by line."""
    yield f"{explanation.table} {explanation.row}"
    yield from _place_lines("", explanation.place)
    for cell in explanation.cells:
        yield f"{cell.column}: {'(empty)' if cell.value is None else cell.value}"
        for reason in cell.reasons:
            yield from _place_lines(f"{reason.basis}: ", reason.place, reason.page)
        if not cell.reasons and cell.value is not None and cell.why:
            yield f"    no evidence: {cell.why}"
    for hop in explanation.way:
        yield f"hop {hop.number}: {hop.actor or 'the article'}, {hop.role}{'' if hop.stated == 'yes' else ', inferred'}"
        yield from _place_lines("", hop.place)
    for discrepancy in explanation.discrepancies:
        yield f"takes part in: {discrepancy}"


def _place_lines(start: str, place: Place | None, page: str | None = None) -> Iterator[str]:
    """Where something stands, and the words on a line of their own."""
    parts = [str(part) for part in (place, page) if part is not None]
    if parts or start:
        yield f"    {start}{', '.join(parts)}".rstrip(": ")
    if place is not None and place.words is not None:
        yield f"        {place.words}"
