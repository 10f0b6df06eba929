"""Takes the rows of a draft over into the package: whole and valid, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.curation.draft_evidence import follow
from legitimate_targets.curation.draft_reader import Entry, Rows, folders, read_rows
from legitimate_targets.curation.draft_spans import anchor_rows
from legitimate_targets.curation.install import install, overlaid
from legitimate_targets.curation.renumber import Existing, existing, renumber
from legitimate_targets.curation.select_rows import drop_unused, select
from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import PackageError, Problem
from legitimate_targets.tables import gate
from legitimate_targets.tables.csv_io import LINE, canonical_csv, read_text

RETIRED = "retired"


@dataclass
class Acceptance:
    """What was taken over: the number of new rows by table; or the problems for which nothing was."""

    added: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def accept(draft: Path, package: Package, wanted: tuple[str, ...] = (), texts: Path | None = None) -> Acceptance:
    """Appends the rows of a draft (one article's folder or a folder of them) to the package's tables.

    `wanted` names rows (TABLE or TABLE:ID,ID); `texts` is a folder with the articles so far, for the
    derived table that needs them. The package with the new rows, its derived tables and its codebook is built
    beside data/, validated, and put in its place in one step. Raises PackageError for a draft or a package that
    cannot be read.
    """
    with exclusive(package):
        plan = read_plan(package)
        tables = {name: _existing(package, plan, name) for name in plan.tables if not plan.tables[name].derived}
        result, new = Acceptance(), []
        read = [_prepared(folder, plan, tables, wanted) for folder in folders(draft)]
        for rows in read:
            result.problems += rows.problems
            new += rows.entries
        if not result.problems and new:
            changed = {plan.tables[name].path: _bytes(tables[name]) for name in {entry.table for entry in new}}
            found = _install(package, changed, texts, read)
            result.problems = sorted((_in_draft(each, plan, changed, new) for each in found), key=Problem.sort_key)
        for entry in [] if result.problems else new:
            result.added[entry.table] = result.added.get(entry.table, 0) + 1
    return result


def _bytes(table: Existing) -> bytes:
    schema = {column: pl.String() for column in table.table.columns}
    return canonical_csv(pl.DataFrame(table.rows, schema=schema), table.table)


def _existing(package: Package, plan: Plan, name: str) -> Existing:
    rows = [
        {key: row[key] for key in plan.tables[name].columns} for row in _frame(package, plan, name).rows(named=True)
    ]
    gone: set[str] = set()
    if RETIRED in plan.tables:
        frame = _frame(package, plan, RETIRED).filter(pl.col("table") == name)
        gone = set(frame["row_id"].drop_nulls())
    return existing(plan.tables[name], rows, gone)


def _frame(package: Package, plan: Plan, name: str) -> pl.DataFrame:
    table = plan.tables[name]
    data = package.read(table.path)
    for problem in gate.gate_faults(data, table.path, table.columns):
        raise PackageError(f"the package cannot be read: {problem}")
    return read_text(data, table)


def _prepared(folder: Path, plan: Plan, tables: Mapping[str, Existing], wanted: tuple[str, ...]) -> Rows:
    """The new rows of one article, as they will stand in the package."""
    rows = read_rows(folder, plan.tables)
    if rows.problems:
        rows.entries = []
        return rows
    select(rows, wanted, plan.tables)
    anchor_rows(rows, plan.tables)
    if not rows.problems:
        follow(rows, plan.tables, _forms(rows))
        drop_unused(rows, plan.tables)
        rows.entries = renumber(rows, tables)
        for entry in rows.entries:
            tables[entry.table].rows.append(dict(entry.cells))
    return rows


def _install(package: Package, changed: Mapping[str, bytes], texts: Path | None, read: list[Rows]) -> list[Problem]:
    if texts is None:
        return install(package, changed)
    with overlaid(texts, {rows.file_name: rows.text.encode("utf-8") for rows in read}) as together:
        return install(package, changed, together)


def _forms(rows: Rows) -> dict[str, set[str]]:
    forms: dict[str, set[str]] = {}
    for entry in rows.of("names"):
        forms.setdefault(entry.cells["actor_id"] or "", set()).add(entry.cells["form"] or "")
    return forms


def _in_draft(problem: Problem, plan: Plan, changed: Mapping[str, bytes], new: list[Entry]) -> Problem:
    """A fault of a new row at its place in the draft; any other as it is."""
    table = next((each for each in plan.tables.values() if each.path == problem.path), None)
    if table is None or problem.line is None or problem.path not in changed:
        return problem
    row = read_text(changed[problem.path], table).filter(pl.col(LINE) == problem.line).row(0, named=True)
    for entry in new:
        if entry.table == table.name and all(entry.cells[name] == row[name] for name in table.primary_key):
            return replace(problem, path=entry.path, line=entry.line)
    return problem
