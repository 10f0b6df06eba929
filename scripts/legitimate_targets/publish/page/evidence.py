"""The proof of a row: its place and hash, the hops to its article, and the words that justify each of its cells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from legitimate_targets.publish.page.data import PageData, Row, cell, grouped, span
from legitimate_targets.publish.page.links import links

SHOWN_DIGITS = 8
"""Hexadecimal digits of a hash that the page shows, enough to compare by eye; the table has all 64."""

PLAIN_ROLES = ("speaker", "origin")
"""Roles of a hop that are not shown: a first hop is understood to be the one who said it."""

MARKED: Mapping[str, str] = {"inferred": " inferred"}
"""The word after a place, by its basis, if the place does not show the value itself."""


@dataclass(frozen=True)
class ShownHop:
    """One hop: the actor, its role (empty if it is plain), and whether the coder inferred the hop."""

    name: str
    role: str
    inferred: bool


@dataclass(frozen=True)
class RowProof:
    """Where a row is in its article, the first digits of its hash, a link to its words ("" for none), and its hops.

    `reasons` has, by column, the places that justify the cell.
    """

    start: int
    end: int
    digest: str
    link: str
    way: tuple[ShownHop, ...]
    reasons: Mapping[str, str]

    @property
    def plain(self) -> bool:
        """Whether the only hop, if any, is a speaker whom the article names."""
        return len(self.way) < 2 and not any(hop.role or hop.inferred for hop in self.way)


class Proofs:
    """The proofs of the rows of quotes, reports and figures."""

    def __init__(self, data: PageData) -> None:
        self._data = data
        self._hops = grouped(data.rows["attributions"], "table", "row_id")
        self._evidence = grouped(data.rows["evidence"], "table", "row_id")
        self._links = links(data)

    def of(self, table: str, key: str, row: Row) -> RowProof:
        """Return the proof of one row."""
        start, end = span(row)
        return RowProof(
            start,
            end,
            cell(row, "sha256")[:SHOWN_DIGITS],
            self._links.get((table, key), ""),
            tuple(self._hop(hop) for hop in self._hops.get((table, key), ()) if hop["role"] != "publisher"),
            self._reasons(self._evidence.get((table, key), ())),
        )

    def _hop(self, hop: Row) -> ShownHop:
        role = cell(hop, "role")
        shown = "" if role in PLAIN_ROLES else self._data.word("attributions", "role", role)
        return ShownHop(self._data.name(hop["actor_id"]), shown, hop["stated"] == "inferred")

    def _reasons(self, evidence: Iterable[Row]) -> Mapping[str, str]:
        places: dict[str, list[str]] = {}
        for row in evidence:
            where = cell(row, "page") or f"{cell(row, 'start')}\N{EN DASH}{cell(row, 'end')}"
            places.setdefault(cell(row, "field"), []).append(where + MARKED.get(cell(row, "basis"), ""))
        return {field: ", ".join(found) for field, found in places.items()}
