"""Accepts drafts: appends their rows to the package, whole and valid, or not at all."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from legitimate_targets.checks.ids import known_ids
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.curation.draft import Draft, DraftRow, anchor_draft, draft_folders, read_draft
from legitimate_targets.curation.draft_evidence import complete
from legitimate_targets.curation.install import install, texts_with
from legitimate_targets.curation.renumber import ExistingRows, renumber
from legitimate_targets.curation.rows import read_rows, rows_as_csv
from legitimate_targets.curation.select_rows import drop_unused, select
from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import Problem
from legitimate_targets.tables.csv_io import LINE, read_text
from legitimate_targets.tables.model import Table


@dataclass(frozen=True)
class Acceptance:
    """What was accepted: the number of new rows by table; or the faults because of which nothing was."""

    added: Mapping[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def accept(path: Path, package: Package, requests: tuple[str, ...] = (), texts: Path | None = None) -> Acceptance:
    """Append the rows of a draft, one article's folder or a folder of such folders, to the package's tables.

    `requests` name the rows to accept (TABLE or TABLE:ID,ID), by default all. `texts` is a folder with the articles
    that the package has; the derived table that needs texts is left as it is without it. The package with the new
    rows, its derived tables and its codebook is built beside data/, validated, and put in place in one step. Raises
    PackageError if the draft or the package cannot be read, and CannotWrite if the package cannot be written.
    """
    with exclusive(package):
        tables = read_plan(package).tables
        existing = _existing_rows(package, tables)
        drafts = [read_draft(folder, tables) for folder in draft_folders(path)]
        new = [row for draft in drafts for row in _prepare(draft, tables, existing, requests)]
        problems = [problem for draft in drafts for problem in draft.problems]
        if not problems and new:
            names = {row.table.name for row in new}
            changed = {tables[name].path: rows_as_csv(existing[name].rows, tables[name]) for name in names}
            found = _install(package, changed, texts, drafts)
            problems = sorted((_in_draft(fault, tables, changed, new) for fault in found), key=Problem.sort_key)
        return Acceptance({} if problems else dict(Counter(row.table.name for row in new)), problems)


def _existing_rows(package: Package, tables: Mapping[str, Table]) -> dict[str, ExistingRows]:
    """Return the rows of every table that people write, by its name."""
    known = known_ids(package, tables)
    return {
        name: ExistingRows(table, read_rows(package, table), known.used(name))
        for name, table in tables.items()
        if not table.derived
    }


def _prepare(
    draft: Draft, tables: Mapping[str, Table], existing: Mapping[str, ExistingRows], requests: tuple[str, ...]
) -> list[DraftRow]:
    """Return the new rows of one article as the package will have them, and add them to the existing ones."""
    if draft.problems:
        return []
    select(draft, requests, tables)
    anchor_draft(draft)
    if draft.problems:
        return []
    complete(draft, tables)
    drop_unused(draft)
    new = renumber(draft, existing)
    for row in new:
        existing[row.table.name].rows.append(dict(row.cells))
    return new


def _install(package: Package, changed: Mapping[str, bytes], texts: Path | None, drafts: list[Draft]) -> list[Problem]:
    if texts is None:
        return install(package, changed)
    with texts_with(texts, {draft.file_name: draft.text.encode("utf-8") for draft in drafts}) as folder:
        return install(package, changed, folder)


def _in_draft(
    fault: Problem, tables: Mapping[str, Table], changed: Mapping[str, bytes], new: list[DraftRow]
) -> Problem:
    """Return a fault of a new row with its place in the draft, and any other fault as it is."""
    table = next((each for each in tables.values() if each.path == fault.path), None)
    if table is None or fault.line is None or fault.path not in changed:
        return fault
    faulty = read_text(changed[fault.path], table).filter(pl.col(LINE) == fault.line).row(0, named=True)
    for row in new:
        if row.table.name == table.name and all(row.cells[name] == faulty[name] for name in table.primary_key):
            return replace(fault, path=row.path, line=row.line)
    return fault
