"""Removes a row with its way and its evidence, and retires its id; a row that others still name stays."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from legitimate_targets.checks.ids import RETIRED
from legitimate_targets.curation.edited_tables import EditedTables
from legitimate_targets.curation.pointers import Mention, mentions
from legitimate_targets.curation.put_in_place import Edit, put_in_place
from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import PackageError, Problem

RULE = "remove.named"
MOST_SHOWN = 10
"""Rows of one column that are listed one by one: an article is named by a thousand."""

REMEDIES = {
    "rules": "has the row as an example; choose another row",
    "settlements": "names the row; take the id out of the cell",
}
"""What to do about a cell that names the row, by its table; for all others it is MESSAGE."""

MESSAGE = "names the row; let it name another row, or remove this one first"


def remove(package: Package, name: str, row_id: str, reason: str, texts: Path | None = None) -> Edit:
    """Take a row out of the table `name`, with its way and its evidence, and return what changed.

    If other rows name it, these are the problems of the edit, and nothing is written; nor is it if the package would
    have faults. `texts` is a folder with the articles; the derived table that needs them is left as it is without it.
    Raises PackageError for an unknown table or row and for an empty reason, CannotWrite for a zip.
    """
    if not reason.strip():
        raise PackageError("--reason: is empty; say why the row is taken out")
    with exclusive(package):
        edited = EditedTables(package)
        table = edited.table_with_ids(name)
        row = edited.row_with_id(table, row_id)
        found = [each for each in mentions(edited, table, row_id) if each.row is not row]
        kept = [each for each in found if not each.follows and each.table.name != RETIRED]
        if kept:
            return Edit(problems=tuple(_problems(kept, row_id)))
        for each in found:
            if each.follows:
                edited.drop(each.table.name, each.row)
        edited.drop(name, row)
        edited.retire(name, row_id, reason, named=any(each.table.name == RETIRED for each in found))
        return put_in_place(edited, texts)


def _problems(kept: list[Mention], row_id: str) -> Iterator[Problem]:
    """Yield a fault for each cell that names the row, and one for all beyond MOST_SHOWN of one column."""
    counts: Counter[tuple[str, str]] = Counter()
    for each in kept:
        column = (each.table.path, each.column)
        counts[column] += 1
        if counts[column] <= MOST_SHOWN:
            yield each.problem(REMEDIES.get(each.table.name, MESSAGE), row_id, RULE)
    for (path, name), count in counts.items():
        if count > MOST_SHOWN:
            yield Problem(path, None, name, f"names the row in {count - MOST_SHOWN} more lines", row_id, RULE)
