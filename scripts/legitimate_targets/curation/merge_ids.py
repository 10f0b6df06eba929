"""Decides which new rows get fresh ids in a merge, because the other side gave their ids to different rows.

Git merges file by file, so every file must decide alike: the decision is computed from the three commits, and from them
alone. It is about numbered ids; a chosen id, such as `putin`, means one thing on both sides.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from legitimate_targets.checks.ids import NUMBERED, RETIRED
from legitimate_targets.curation.merge_revisions import Revisions
from legitimate_targets.curation.merge_rows import by_key
from legitimate_targets.curation.renumber import ORDER
from legitimate_targets.curation.rows import Row
from legitimate_targets.tables.model import Table

Ids = dict[str, dict[str, str]]
"""The fresh id of each row by table and old id."""

EXAMPLES = ("plain", "borderline")
"""The columns of the coding rules that name a row of the table in the column `table`."""


@dataclass(frozen=True)
class FreshIds:
    """The fresh ids that one side of a merge gets, `ours` or `theirs`.

    `left` are the table and id of different new rows that keep one id, since no side can get fresh ones.
    """

    side: str = "theirs"
    ids: Ids = field(default_factory=dict)
    left: frozenset[tuple[str, str]] = frozenset()

    def apply(self, side: str, rows: Iterable[Row], table: Table) -> list[Row]:
        """Return the rows of one side of a merge with the fresh ids in every cell that holds an id."""
        return [with_ids(row, table, self.ids) for row in rows] if side == self.side else [*rows]


def decide(tables: Mapping[str, Table], revisions: Revisions) -> FreshIds:
    """Return the fresh ids of a merge: for the rows of theirs or, if that cannot be, for those of ours.

    It cannot be if a file that only that side changed points to one of the rows: git takes such a file as it is.
    Raises PackageError if a table of a commit cannot be read.
    """
    sides = {name: _numbered_rows(tables, revisions, name) for name in ("base", "ours", "theirs")}
    retired = {row["row_id"] or "" for name in sides for row in _rows_if_known(tables, revisions, name, RETIRED)}
    for side, other in (("theirs", "ours"), ("ours", "theirs")):
        ids = _fresh(tables, sides["base"], sides[other], sides[side], retired)
        if all(_is_merged(table, revisions, side, ids) for table in tables.values() if not table.derived):
            return FreshIds(side, ids)
    left = _fresh(tables, sides["base"], sides["ours"], sides["theirs"], retired)
    return FreshIds(left=frozenset((table, old) for table, found in left.items() for old in found))


def with_ids(row: Row, table: Table, ids: Mapping[str, Mapping[str, str]]) -> Row:
    """Return a row with the new ids, in its own key and wherever it points to another row."""
    known = {column: ids.get(reference.table, {}) for reference in table.references for column in reference.columns}
    if len(table.primary_key) == 1:
        known[table.primary_key[0]] = ids.get(table.name, {})
    if "table" in row:
        known |= {name: ids.get(row["table"] or "", {}) for name in ("row_id", *EXAMPLES) if name in row}
    return row | {name: new.get(row[name] or "", row[name]) for name, new in known.items()}


def numbering(table: Table) -> tuple[str, int] | None:
    """Return the letters and the fewest digits of a table's ids, or None if they are chosen words."""
    if len(table.primary_key) > 1:
        return None
    found = NUMBERED.fullmatch(table.field(table.primary_key[0]).constraints.get("pattern", ""))
    return (found[1], int(found[2])) if found else None


def is_same(one: Row, other: Row, table: Table) -> bool:
    """Return whether two new rows are one row, added twice: they agree in a unique key, or in all but the id."""
    unique = [*table.unique_keys, *((each.name,) for each in table.fields if each.constraints.get("unique"))]
    for columns in unique:
        if all(one[name] is not None and one[name] == other[name] for name in columns):
            return True
    return all(one[name] == other[name] for name in table.columns if name not in table.primary_key)


def _fresh(
    tables: Mapping[str, Table],
    base: Mapping[str, list[Row]],
    first: Mapping[str, list[Row]],
    second: Mapping[str, list[Row]],
    retired: Iterable[str],
) -> Ids:
    """Return the ids that new rows of the second side get, because the first side has them or gave them away."""
    ids: Ids = {}
    for name in sorted(second, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER)):
        table, found = tables[name], ids.setdefault(name, {})
        key = table.primary_key[0]
        old, ours = by_key(base[name], table), by_key(first[name], table)
        added = [row for (row_id,), row in ours.items() if (row_id,) not in old]
        taken = {row[key] or "" for rows in (base, first, second) for row in rows[name]} | {*retired}
        numbers = _numbers(table, taken)
        for row in sorted(second[name], key=lambda row: (len(row[key] or ""), row[key] or "")):
            row_id, row = row[key] or "", with_ids(row, table, ids)
            if (row_id,) in old:
                continue
            twin = next((each for each in added if is_same(each, row, table)), None)
            if twin is not None and twin[key] != row_id:
                found[row_id] = twin[key] or ""
            elif twin is None and (row_id,) in ours:
                found[row_id] = next(numbers)
    return {name: found for name, found in ids.items() if found}


def _numbers(table: Table, taken: Iterable[str]) -> Iterator[str]:
    """Yield the ids of a table after the highest that is taken."""
    letters, digits = numbering(table) or ("", 1)
    number = max(
        (int(each.removeprefix(letters)) for each in taken if re.fullmatch(f"{letters}[0-9]+", each)), default=0
    )
    while True:
        number += 1
        yield f"{letters}{number:0{digits}}"


def _is_merged(table: Table, revisions: Revisions, side: str, ids: Ids) -> bool:
    """Return whether git has the rows of a table merged that one side's fresh ids change, if there are any."""
    if not ids or revisions.is_merged(table.path):
        return True
    rows = revisions.rows(side, table)
    return all(with_ids(row, table, ids) == row for row in rows)


def _numbered_rows(tables: Mapping[str, Table], revisions: Revisions, side: str) -> dict[str, list[Row]]:
    return {name: revisions.rows(side, table) for name, table in tables.items() if numbering(table)}


def _rows_if_known(tables: Mapping[str, Table], revisions: Revisions, side: str, name: str) -> list[Row]:
    return revisions.rows(side, tables[name]) if name in tables else []
