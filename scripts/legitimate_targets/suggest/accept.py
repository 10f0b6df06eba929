"""Takes the rows of a draft over into the package: whole and valid, or not at all."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from legitimate_targets import codebook, gate
from legitimate_targets.derive.fresh import derived
from legitimate_targets.package import INDEX, Package, find
from legitimate_targets.plan import Plan, read_plan
from legitimate_targets.problem import PackageError, Problem
from legitimate_targets.suggest.anchoring import anchor_rows
from legitimate_targets.suggest.entries import Cells, Entry, Rows, folders, read_rows
from legitimate_targets.suggest.following import follow
from legitimate_targets.suggest.renumbering import Existing, existing, renumber
from legitimate_targets.suggest.selection import drop_unused, select
from legitimate_targets.suggest.swap import recover, swap
from legitimate_targets.tables import canonical, read_text
from legitimate_targets.validation import examine

BESIDE = ".accept."
"""How the name of the folder begins in which the new state is built, beside data/."""

RETIRED = "retired"


@dataclass
class Acceptance:
    """What was taken over: the number of new rows by table; or the problems for which nothing was."""

    added: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def accept(draft: Path, package: Package, wanted: tuple[str, ...] = (), texts: Path | None = None) -> Acceptance:
    """Appends the rows of a draft (one article's folder or a folder of them) to the package's tables.

    `wanted` names rows (TABLE or TABLE:ID,ID); `texts` is a folder with all articles, for the derived table that
    needs them. The package with the new rows, its derived tables and its codebook is built beside data/, validated,
    and put in its place in one step. Raises PackageError for a draft or a package that cannot be read.
    """
    data = package.where("data")
    with _locked(package.where(INDEX)):
        recover(data)
        _clear(data.parent)
        plan = read_plan(package)
        tables = {name: _existing(package, plan, name) for name in plan.tables if not plan.tables[name].derived}
        result, new = Acceptance(), []
        for folder in folders(draft):
            rows = _prepared(folder, plan, tables, wanted)
            result.problems += rows.problems
            new += rows.entries
            for entry in rows.entries:
                tables[entry.table].rows.append(dict(entry.cells))
        if not result.problems and new:
            _install(package, plan, tables, new, texts, result)
    return result


def _existing(package: Package, plan: Plan, name: str) -> Existing:
    rows = [{key: row[key] for key in plan.tables[name].columns} for row in _frame(package, plan, name).rows(named=True)]
    gone: set[str] = set()
    if RETIRED in plan.tables:
        frame = _frame(package, plan, RETIRED).filter(pl.col("table") == name)
        gone = set(frame["row_id"].drop_nulls())
    return existing(plan.tables[name], rows, gone)


def _frame(package: Package, plan: Plan, name: str) -> pl.DataFrame:
    table = plan.tables[name]
    data = package.read(table.path)
    for problem in gate.faults(data, table.path, table.columns):
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
    return rows


def _forms(rows: Rows) -> dict[str, set[str]]:
    forms: dict[str, set[str]] = {}
    for entry in rows.of("names"):
        forms.setdefault(entry.cells["actor_id"] or "", set()).add(entry.cells["form"] or "")
    return forms


def _install(
    package: Package, plan: Plan, tables: Mapping[str, Existing], new: list[Entry], texts: Path | None, result: Acceptance
) -> None:
    data = package.where("data")
    beside = Path(tempfile.mkdtemp(dir=data.parent, prefix=BESIDE))
    try:
        _copy(package, plan, beside)
        for name in {entry.table for entry in new}:
            schema = {column: pl.String() for column in plan.tables[name].columns}
            frame = pl.DataFrame(tables[name].rows, schema=schema)
            (beside / plan.tables[name].path).write_bytes(canonical(frame, plan.tables[name]))
        result.problems += _faults(beside, plan, new, texts)
        if not result.problems:
            swap(beside / "data", data)
            for entry in new:
                result.added[entry.table] = result.added.get(entry.table, 0) + 1
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _copy(package: Package, plan: Plan, beside: Path) -> None:
    outside = [table.path for table in plan.tables.values() if not table.path.startswith("data/")]
    if outside:
        raise PackageError(f"{outside[0]}: is not in data/, so rows cannot be added in one step")
    for name in ("data", "schemas"):
        shutil.copytree(package.where(name), beside / name, symlinks=True)
    shutil.copy2(package.where(INDEX), beside / INDEX)


def _faults(beside: Path, plan: Plan, new: list[Entry], texts: Path | None) -> list[Problem]:
    """The faults of the state beside, after its derived tables and its codebook were written anew."""
    built = find(beside)
    before = [each for each in examine(built).problems if not each.note and not each.rule.startswith("derived.")]
    if before:
        return sorted((_in_draft(each, built, plan, new) for each in before), key=Problem.sort_key)
    for table, cells in derived(built, texts):
        (beside / table.path).write_bytes(canonical(cells, table))
    codebook.write(built)
    return [each for each in examine(built).problems if not each.note]


def _in_draft(problem: Problem, built: Package, plan: Plan, new: list[Entry]) -> Problem:
    """A fault of a new row at its place in the draft; any other as it is."""
    table = next((each for each in plan.tables.values() if each.path == problem.path), None)
    if table is None or problem.line is None:
        return problem
    row = read_text(built.read(table.path), table).row(problem.line - 2, named=True)
    key: Cells = {name: row[name] for name in table.primary_key}
    for entry in new:
        if entry.table == table.name and all(entry.cells[name] == value for name, value in key.items()):
            return replace(problem, path=entry.path, line=entry.line)
    return problem


def _clear(root: Path) -> None:
    """Removes what an acceptance that was killed left beside data/."""
    for left in root.glob(f"{BESIDE}*"):
        shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Lets one acceptance after another change a package."""
    import fcntl

    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
