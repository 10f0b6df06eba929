"""Gives the second of two rows with one id, which two branches took, a fresh one, together with its children.

The children are the rows that name the id. Each must belong to one of the two rows for certain; nothing is guessed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from legitimate_targets.checks.ids import FreeIds, released_cells
from legitimate_targets.curation.draft_evidence import ACTORS
from legitimate_targets.curation.edited_tables import EditedTables
from legitimate_targets.curation.pointers import Mention, mentions
from legitimate_targets.curation.put_in_place import Edit, put_in_place
from legitimate_targets.curation.renumber import ORDER
from legitimate_targets.curation.rows import Row
from legitimate_targets.datapackage.last_release import last_release
from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.datapackage.package import Package
from legitimate_targets.datapackage.storage import sha256_hex
from legitimate_targets.errors import PackageError, Problem
from legitimate_targets.tables.model import Table

RULE = "renumber.child"
SOURCE = "source_id"
UNCLEAR = "may belong to either row with this id; give one of the rows and all that is its own another id by hand"


def renumber_doubles(
    package: Package, name: str, row_id: str, all_ids: bool = False, texts: Path | None = None
) -> Edit:
    """Give every row of the table `name` with this id but the first a fresh id, and return what changed.

    The row that the last release has keeps the id, or else the first in the file. With `all_ids`, all other ids that
    several rows have in tables with numbered ids are treated in this way too. A child that may belong to several rows
    is a problem of the edit, and nothing is written; nor is it if the package would have faults. Raises PackageError if
    the table is unknown or its ids are not numbered, if only one row has the id, if other ids are taken twice and
    `all_ids` is false, and if the rows are the same; CannotWrite for a zip.
    """
    with exclusive(package):
        edited = EditedTables(package)
        table = edited.table_with_ids(name)
        _refuse_unnumbered(edited, table)
        if len(edited.rows_with_id(table, row_id)) == 1:
            raise PackageError(f"{name}: one row has the id {row_id}, so it keeps it")
        others = [each for each in _doubles(edited) if each != (name, row_id)]
        if others and not all_ids:
            listed = ", ".join(" ".join(each) for each in others)
            raise PackageError(f"several rows have an id in {listed} as well; add --all to renumber these too")
        problems = [
            problem
            for each in ORDER
            for other, double in [(name, row_id), *others]
            if other == each
            for problem in _separate(edited, edited.tables[other], double)
        ]
        return Edit(problems=tuple(problems)) if problems else put_in_place(edited, texts)


def _refuse_unnumbered(edited: EditedTables, table: Table) -> None:
    if not FreeIds(table, ()).is_numbered or table.name not in ORDER:
        raise PackageError(
            f"{table.name}: its ids are chosen words: keep one of the rows, or give one of them an id by hand"
        )
    if any(each.span and each.span.source in _keys_to(each, table) for each in edited.tables.values()):
        raise PackageError(
            f"{table.name}: all that is coded of an article names it; before you merge, run `rename {table.name}` "
            f"on one of the branches"
        )


def _keys_to(other: Table, table: Table) -> set[str]:
    return {each.columns[0] for each in other.references if each.table == table.name}


def _doubles(edited: EditedTables) -> Iterator[tuple[str, str]]:
    """Yield the table and the id of each numbered id that several rows have."""
    for table in edited.tables.values():
        if table.name in ORDER and FreeIds(table, ()).is_numbered:
            counts = Counter(row[table.primary_key[0]] or "" for row in edited.rows(table.name))
            yield from ((table.name, row_id) for row_id, count in counts.items() if count > 1)


def _separate(edited: EditedTables, table: Table, row_id: str) -> Iterator[Problem]:
    """Give all rows with an id but one a fresh id, with their children; yield the children that are unclear."""
    (key,) = table.primary_key
    rows = edited.rows_with_id(table, row_id)
    rows.insert(0, rows.pop(_keeper(edited.package, table, rows)))
    taken = {row[key] or "" for row in edited.rows(table.name)} | edited.known.used(table.name)
    free = FreeIds(table, taken)
    ids = [row_id, *(free.take() for _ in rows[1:])]
    children = list(mentions(edited, table, row_id))
    for child in children:
        owners = _owners(table, child, rows, children)
        if not owners:
            yield child.problem(UNCLEAR, row_id, RULE)
        for copy in owners[1:]:
            edited.add(child.table.name, {**child.row, child.column: ids[copy]})
        if owners and owners[0]:
            edited.set_cell(child.table.name, child.row, child.column, child.with_id(row_id, ids[owners[0]]))
    for row, new in zip(rows[1:], ids[1:], strict=True):
        edited.set_cell(table.name, row, key, new)
        edited.remarks.append(f"the second {row_id} of {table.name} is {new}")


def _keeper(package: Package, table: Table, rows: Sequence[Row]) -> int:
    """Return which of the rows keeps their id: the one that the last release has, else the first."""
    cells = [tuple(row[name] or "" for name in table.columns) for row in rows]
    row_id = rows[0][table.primary_key[0]]
    if len(set(cells)) < len(cells):
        raise PackageError(f"{table.name}: two rows with the id {row_id} have the same cells; delete one of them")
    with last_release(package) as released:
        held = [] if released is None else list(released_cells(released, table.name, table.columns))
    public = [each for each in held if each[table.columns.index(table.primary_key[0])] == row_id]
    if not public:
        return 0
    if public[0] not in cells:
        raise PackageError(f"{table.name}: {row_id} was in the last release, and no row with it is as it was there")
    return cells.index(public[0])


def _owners(table: Table, child: Mention, rows: Sequence[Row], children: Sequence[Mention]) -> list[int]:
    """Return the numbers of the rows to which a child belongs; none if that is not certain.

    Two branches that added the same line have it once after a merge, so a line of evidence or of a way that fits
    several rows, and is the only one of its kind, belongs to each of them.
    """
    found = [number for number, row in enumerate(rows) if _is_in_article(child, row)]
    if len(found) > 1 and child.follows:
        found = [number for number in found if _fits(table, child.row, rows[number])]
    if len(found) < 2:
        return found
    kind = _kind(child)
    alone = child.follows and sum(each.table is child.table and _kind(each) == kind for each in children) == 1
    return found if alone else []


def _is_in_article(child: Mention, row: Row) -> bool:
    """Return whether a child is in the article of a row, or one of the two is in none."""
    return child.row.get(SOURCE) is None or row.get(SOURCE) is None or child.row[SOURCE] == row[SOURCE]


def _fits(table: Table, child: Row, row: Row) -> bool:
    """Return whether evidence or a hop may be that of a row in the same article, by what both say."""
    if "field" in child:
        value = row.get(child["field"] or "")
        return value is not None and (child["basis"] != "verbatim" or sha256_hex(value) == child["sha256"])
    actor = row.get(ACTORS.get(table.name, ""))
    return child["actor_id"] == actor if child["hop"] == "1" else actor is not None


def _kind(child: Mention) -> tuple[str | None, ...]:
    """Return what is different in all evidence, or all hops, of one row."""
    return tuple(child.row[name] for name in child.table.primary_key)
