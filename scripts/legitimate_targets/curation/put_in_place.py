"""Puts the tables that a command has edited in place, all in one step, and says what changed with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from legitimate_targets.curation.edited_tables import EditedTables
from legitimate_targets.curation.install import install
from legitimate_targets.curation.rows import rows_as_csv
from legitimate_targets.curation.select_rows import DEPENDENT
from legitimate_targets.errors import Problem


@dataclass(frozen=True)
class Edit:
    """What an edit did, or the faults because of which nothing was written.

    `cells` counts the changed cells by table, `added` and `removed` the rows; `derived` are the derived tables that
    changed with them, `stale` those that may have to change and need the articles. `remarks` are sentences.
    """

    cells: Mapping[str, int] = field(default_factory=dict)
    added: Mapping[str, int] = field(default_factory=dict)
    removed: Mapping[str, int] = field(default_factory=dict)
    derived: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def put_in_place(edited: EditedTables, texts: Path | None) -> Edit:
    """Write all changed tables, the derived tables and the codebook in one step, and return what was done.

    The edit has problems if the package would have faults; it is then as it was. `texts` is a folder with the articles,
    which some derived tables need. Call this inside datapackage.lock.exclusive.
    """
    package, tables = edited.package, edited.tables
    names = {*edited.cells, *edited.added, *edited.removed}
    derived = [table for table in tables.values() if table.derived]
    before = {table.name: package.read(table.path) for table in derived}
    problems = install(
        package, {tables[name].path: rows_as_csv(edited.rows(name), tables[name]) for name in names}, texts
    )
    if problems:
        return Edit(problems=tuple(problems))
    needs_texts = texts is None and any(name not in DEPENDENT for name in edited.removed)
    return Edit(
        edited.cells,
        edited.added,
        edited.removed,
        derived=tuple(table.name for table in derived if package.read(table.path) != before[table.name]),
        stale=tuple(table.name for table in derived if needs_texts and table.derived == "texts"),
        remarks=tuple(edited.remarks),
    )
