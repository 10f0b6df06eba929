"""What proves a row: its place and hash, the way to its article, and the words behind each of its cells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from legitimate_targets.publish.page.data import Material, Row, cell, grouped, span
from legitimate_targets.publish.page.links import links

DIGITS = 8
"""How much of a hash the page shows; the whole of it stands in the table."""

PLAIN_ROLES = ("speaker", "origin")
"""Roles of a hop that need no word: that somebody said it is what a first hop means."""

MARKED: Mapping[str, str] = {"inferred": " inferred"}
"""What stands behind a place that does not show the value itself."""


@dataclass(frozen=True)
class Hop:
    """One hop of a way: who, in which role where it is not plain, and whether the article prints it."""

    name: str
    role: str
    inferred: bool


@dataclass(frozen=True)
class Proof:
    """Place in the article, first digits of the hash, address of the words where one is known, hops, reasons by column.

    `reasons` has, by column, the places that justify its cell.
    """

    start: int
    end: int
    digest: str
    link: str
    way: tuple[Hop, ...]
    reasons: Mapping[str, str]

    @property
    def plain(self) -> bool:
        """Whether the way has no hop but a speaker whom the article names."""
        return len(self.way) < 2 and not any(hop.role or hop.inferred for hop in self.way)


class Proofs:
    """The proofs of the rows of quotes, reports and figures."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._hops = grouped(material.rows["attributions"], "table", "row_id")
        self._evidence = grouped(material.rows["evidence"], "table", "row_id")
        self._links = links(material)

    def of(self, table: str, key: str, row: Row) -> Proof:
        """The proof of one row."""
        start, end = span(row)
        return Proof(
            start,
            end,
            cell(row, "sha256")[:DIGITS],
            self._links.get((table, key), ""),
            tuple(self._hop(hop) for hop in self._hops.get((table, key), ()) if hop["role"] != "publisher"),
            self._reasons(self._evidence.get((table, key), ())),
        )

    def _hop(self, hop: Row) -> Hop:
        role = cell(hop, "role")
        shown = "" if role in PLAIN_ROLES else self._material.word("attributions", "role", role)
        return Hop(self._material.name(hop["actor_id"]), shown, hop["stated"] == "inferred")

    def _reasons(self, evidence: Iterable[Row]) -> Mapping[str, str]:
        places: dict[str, list[str]] = {}
        for row in evidence:
            where = cell(row, "page") or f"{cell(row, 'start')}\N{EN DASH}{cell(row, 'end')}"
            places.setdefault(cell(row, "field"), []).append(where + MARKED.get(cell(row, "basis"), ""))
        return {field: ", ".join(found) for field, found in places.items()}
