"""Finds the ids that were public in the last release, are no longer in the package, and are not retired."""

from collections.abc import Iterator, Mapping

from legitimate_targets.checks.cells import Cells
from legitimate_targets.checks.ids import (
    RETIRED,
    ROW,
    Ids,
    KnownIds,
    ids_by_table,
    keeps_ids,
    kept_tables,
    with_release,
)
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import Problem
from legitimate_targets.tables.model import Table

RULE = "package.id_gone"
MESSAGE = (
    "was in release {release} and is neither here nor in retired; put the row back, then run "
    "`legitimate-targets remove` or `rename`"
)


def gone_ids(
    package: Package, tables: Mapping[str, Table], cells: Mapping[str, Cells]
) -> tuple[str | None, list[Problem]]:
    """Return the version of the last release and a fault for each of its ids that is lost; None if none was found.

    `cells` are the tables that can be read. A table that is not among them is passed over, and without the table of
    retired ids nothing is compared.
    """
    if RETIRED not in cells or not keeps_ids(tables):
        return None, []
    rows = cells[RETIRED].text.select(ROW).drop_nulls()
    known = with_release(package, tables, ids_by_table(rows.iter_rows()))
    return known.release, list(_faults(known, tables, cells))


def unretired(gone: Ids, retired: Ids) -> Iterator[tuple[str, str]]:
    """Yield the table and the id of each row that is gone and whose id is not retired, sorted."""
    for table in sorted(gone):
        for row_id in sorted(gone[table] - retired.get(table, set())):
            yield table, row_id


def _faults(known: KnownIds, tables: Mapping[str, Table], cells: Mapping[str, Cells]) -> Iterator[Problem]:
    kept = {name: column for name, column in kept_tables(tables).items() if name in cells}
    gone = {name: known.public.get(name, set()) - {*cells[name].text[column]} for name, column in kept.items()}
    for table, row_id in unretired(gone, known.retired):
        message = MESSAGE.format(release=known.release)
        yield Problem(tables[table].path, None, kept[table], message, row_id, RULE)
