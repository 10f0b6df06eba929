"""Selects the rows of a draft to accept: all of them, or the requested ones with everything that they need."""

from collections.abc import Mapping

from legitimate_targets.curation.draft import Draft, DraftRow
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.model import Table

DEPENDENT = ("evidence", "attributions")
"""The tables whose rows are about rows of other tables, named by `table` and `row_id`."""

NEEDS_USE = {"utterances": ("quotes", "utterance_id"), "measures": ("figures", "measure_id")}
"""The tables whose unused rows are dropped, each with the table and the column that use them."""


def select(draft: Draft, requests: tuple[str, ...], tables: Mapping[str, Table]) -> None:
    """Keep the rows that `requests` name (TABLE or TABLE:ID,ID) and all that they need; without requests, keep all.

    Raises PackageError if a request names a table or a row that is not there.
    """
    if requests:
        chosen = _requested(draft, requests, tables)
        _add_needed(draft, chosen)
        draft.rows = [row for row in draft.rows if row in chosen or row.table.name in DEPENDENT]
    drop_unused(draft)


def _requested(draft: Draft, requests: tuple[str, ...], tables: Mapping[str, Table]) -> set[DraftRow]:
    chosen: set[DraftRow] = set()
    for request in requests:
        table, colon, ids = request.partition(":")
        if table not in tables:
            raise PackageError(f"--rows {request}: there is no table {table!r}")
        found = {row.id: row for row in draft.of(table)}
        for name in ids.split(",") if colon else list(found):
            if name not in found:
                raise PackageError(f"--rows {request}: {draft.folder} has no row {name!r} in {table}")
            chosen.add(found[name])
    return chosen


def _add_needed(draft: Draft, chosen: set[DraftRow]) -> None:
    """Add the rows to which chosen rows refer, the names of chosen actors, and the source, until nothing is added."""
    size = -1
    while size < len(chosen):
        size = len(chosen)
        for row in list(chosen):
            for reference in row.table.references:
                value = row.cells[reference.columns[0]]
                chosen |= {other for other in draft.of(reference.table) if other.cells[reference.target[0]] == value}
        actors = {actor.id for actor in draft.of("actors") if actor in chosen}
        chosen |= {name for name in draft.of("names") if name.cells["actor_id"] in actors}
        chosen |= {*draft.of("sources")}


def drop_unused(draft: Draft) -> None:
    """Drop utterances and measures that nothing uses, and evidence and attributions of what is not there."""
    for table, (user, column) in NEEDS_USE.items():
        used = {row.cells[column] for row in draft.of(user)}
        draft.rows = [row for row in draft.rows if row.table.name != table or row.id in used]
    present = {(row.table.name, row.id): row for row in draft.rows}
    draft.rows = [row for row in draft.rows if row.table.name not in DEPENDENT or _has_owner(row, present)]


def _has_owner(row: DraftRow, present: Mapping[tuple[str, str | None], DraftRow]) -> bool:
    """Return whether the row, or for evidence the filled cell, that a row is about is present."""
    owner = present.get((row.cells["table"] or "", row.cells["row_id"]))
    if owner is None:
        return False
    return row.table.name != "evidence" or owner.cells.get(row.cells["field"] or "") is not None
