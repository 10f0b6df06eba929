"""Renames a row: gives it another id in every table that names it, and retires the old id if it was public."""

from pathlib import Path

import polars as pl

from legitimate_targets.checks.ids import KnownIds
from legitimate_targets.curation.edited_tables import EditedTables
from legitimate_targets.curation.pointers import mentions
from legitimate_targets.curation.put_in_place import Edit, put_in_place
from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.model import Table

REASON = "Renamed; the row is the same"
"""The reason for which an id is retired if a person gives no other."""


def rename(package: Package, name: str, old: str, new: str, texts: Path | None = None, reason: str = REASON) -> Edit:
    """Give the row `old` of the table `name` the id `new`, and return what changed.

    All cells that name the row follow, but for the raw codings and the changes of the last release. The derived tables
    and the codebook are written again; `texts` is a folder with the articles, which a new id of a source needs. Nothing
    is written if the package would have faults. Raises PackageError for an unknown table or row, for an id that may not
    be given, and for a source without `texts`; CannotWrite for a zip.
    """
    with exclusive(package):
        edited = EditedTables(package)
        table = edited.table_with_ids(name)
        row = edited.row_with_id(table, old)
        _refuse_taken(edited, table, new)
        _refuse_without_texts(edited, table, texts)
        for each in list(mentions(edited, table, old)):
            edited.set_cell(each.table.name, each.row, each.column, each.with_id(old, new))
        edited.set_cell(name, row, table.primary_key[0], new)
        edited.retire(name, old, reason, new)
        return put_in_place(edited, texts)


def _refuse_taken(edited: EditedTables, table: Table, new: str) -> None:
    """Raise PackageError if no row of the table may get this id."""
    (key,) = table.primary_key
    pattern = table.field(key).constraints.get("pattern")
    # polars matches as it does when it validates, in linear time, whatever pattern a stranger's schema has.
    if not new or (pattern and not pl.Series([new]).str.contains(pattern).all()):
        raise PackageError(f"{new!r}: has not the form of an id of {table.name}, {pattern or 'some characters'}")
    if any(row[key] == new for row in edited.rows(table.name)):
        raise PackageError(f"{table.name}: {new} is the id of a row already")
    if new in edited.known.used(table.name):
        raise PackageError(
            f"{table.name}: {new} {_use(edited.known, table.name, new)}; a public id is never used again"
        )


def _use(known: KnownIds, table: str, row_id: str) -> str:
    return "is retired" if row_id in known.retired.get(table, ()) else f"was in release {known.release}"


def _refuse_without_texts(edited: EditedTables, table: Table, texts: Path | None) -> None:
    for other in edited.tables.values():
        if texts is None and other.derived == "texts" and any(each.table == table.name for each in other.references):
            raise PackageError(f"{other.name} names {table.name} and is derived from the articles: give --texts DIR")
