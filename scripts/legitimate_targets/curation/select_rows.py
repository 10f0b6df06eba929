"""Which rows of a draft are taken over: all, or the ones that are named with everything that they need."""

from collections.abc import Mapping

from legitimate_targets.curation.draft_reader import Entry, Rows
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.model import Table

FOLLOWING = ("evidence", "attributions")
"""Tables whose rows belong to rows of other tables, which `table` and `row_id` name."""

WITHOUT_USE = {"utterances": ("quotes", "utterance_id"), "measures": ("figures", "measure_id")}
"""Tables of which a row that nothing uses any more is dropped, and what uses them."""


def select(rows: Rows, wanted: tuple[str, ...], tables: Mapping[str, Table]) -> None:
    """Keeps the rows `wanted` (TABLE or TABLE:ID,ID) and what they refer to; all where nothing is wanted."""
    if wanted:
        chosen = _wanted(rows, wanted, tables)
        _with_needs(rows, chosen, tables)
        rows.entries = [each for each in rows.entries if id(each) in chosen or each.table in FOLLOWING]
    drop_unused(rows, tables)


def _wanted(rows: Rows, wanted: tuple[str, ...], tables: Mapping[str, Table]) -> set[int]:
    chosen: set[int] = set()
    for each in wanted:
        table, colon, ids = each.partition(":")
        if table not in tables:
            raise PackageError(f"--rows {each}: there is no table {table!r}")
        key = tables[table].primary_key[0]
        found = {entry.cells[key]: entry for entry in rows.of(table)}
        for name in ids.split(",") if colon else list(found):
            if name not in found:
                raise PackageError(f"--rows {each}: {rows.folder} has no row {name!r} in {table}")
            chosen.add(id(found[name]))
    return chosen


def _with_needs(rows: Rows, chosen: set[int], tables: Mapping[str, Table]) -> None:
    """Adds the rows that chosen rows refer to, and the names of the actors among them, until nothing is added."""
    size = -1
    while size < len(chosen):
        size = len(chosen)
        for entry in [each for each in rows.entries if id(each) in chosen]:
            for reference in tables[entry.table].references:
                value = entry.cells[reference.columns[0]]
                chosen |= {id(other) for other in rows.of(reference.table) if other.cells[reference.target[0]] == value}
        actors = {each.cells["actor_id"] for each in rows.of("actors") if id(each) in chosen}
        chosen |= {id(name) for name in rows.of("names") if name.cells["actor_id"] in actors}
        chosen |= {id(source) for source in rows.of("sources")}


def drop_unused(rows: Rows, tables: Mapping[str, Table]) -> None:
    """Drops utterances and measures that nothing uses, and what belongs to rows or cells that are not there."""
    for table, (user, column) in WITHOUT_USE.items():
        used = {entry.cells[column] for entry in rows.of(user)}
        key = tables[table].primary_key[0]
        rows.entries = [each for each in rows.entries if each.table != table or each.cells[key] in used]
    present = {(each.table, each.cells[tables[each.table].primary_key[0]]): each for each in rows.entries}
    rows.entries = [each for each in rows.entries if _belongs(each, present)]


def _belongs(entry: Entry, present: Mapping[tuple[str, str | None], Entry]) -> bool:
    if entry.table not in FOLLOWING:
        return True
    owner = present.get((entry.cells["table"] or "", entry.cells["row_id"]))
    if owner is None:
        return False
    return entry.table != "evidence" or owner.cells.get(entry.cells["field"] or "") is not None
