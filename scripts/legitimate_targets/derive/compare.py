"""Derives every derived table of a package anew, and says where the tables that stand there differ."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from legitimate_targets.articles.read import read_articles
from legitimate_targets.checks.cells import Cells
from legitimate_targets.checks.loading import load
from legitimate_targets.checks.plan import RULES_READ as NEEDED
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.checks.sandbox import call_in_subprocess
from legitimate_targets.datapackage.package import Package
from legitimate_targets.derive.agreement import agreement
from legitimate_targets.derive.discrepancies import discrepancies, discrepancy_members
from legitimate_targets.derive.mentions import Tables
from legitimate_targets.derive.ranges import ranges
from legitimate_targets.derive.shared_wording import shared_wording
from legitimate_targets.errors import PackageError, Problem
from legitimate_targets.tables import gate
from legitimate_targets.tables.cell_text import cells_as_text
from legitimate_targets.tables.csv_io import FIRST_LINE, LINE, read_text
from legitimate_targets.tables.model import Table

DERIVED: Mapping[str, Callable[[Tables], pl.DataFrame]] = {
    "discrepancies": discrepancies,
    "discrepancy_members": discrepancy_members,
    "ranges": ranges,
}
"""The tables that follow from the other tables alone, and the function that gives the rows of each."""

FROM_TEXTS: Mapping[str, Callable[[Tables, Mapping[str, str]], pl.DataFrame]] = {"shared_wording": shared_wording}
"""The tables that need the articles' texts as well."""

FROM_CODINGS: Mapping[str, Callable[[Tables], pl.DataFrame]] = {"agreement": agreement}
"""The tables that follow from what the coders wrote; they take a second and the package krippendorff."""

MOST_ROWS = 4000
"""Rows of all tables together that the rules compare in a second, as each may be compared with each."""


def derive_again(tables: Tables, texts: Mapping[str, str] | None = None) -> dict[str, pl.DataFrame]:
    """The rows of every derived table, typed, by its name; without `texts` (by source_id) those of `DERIVED` only."""
    frames = {name: rows(tables) for name, rows in DERIVED.items()}
    if texts is not None:
        frames |= {name: rows(tables, texts) for name, rows in FROM_TEXTS.items()}
    return frames


def derived(package: Package, folder: Path | None = None) -> list[tuple[Table, pl.DataFrame]]:
    """Every derived table of a package that can be derived, with its cells as text; `folder` holds the texts.

    Raises PackageError when the other tables cannot be loaded, or a text is not the one that was coded.
    """
    plan, tables = read_plan(package), underived_tables(package)
    missing = sorted(set(NEEDED) - tables.keys())
    if missing:
        raise PackageError(f"nothing can be derived without the table {missing[0]}")
    frames = derive_again(tables, None if folder is None else read_articles(tables["sources"], folder))
    frames |= {name: rows(tables) for name, rows in FROM_CODINGS.items() if name in plan.tables}
    return [(table, cells_as_text(frames[name], table)) for name, table in plan.tables.items() if name in frames]


def underived_tables(package: Package) -> Tables:
    """The typed tables of a package that are not derived here, so that a fault in a derived one hides nothing."""
    own = {**DERIVED, **FROM_TEXTS, **FROM_CODINGS}
    resources = tuple(resource for resource in package.resources if resource.name not in own)
    return load(package=replace(package, resources=resources))


def stale(package: Package, folder: Path | None = None) -> Iterator[Problem]:
    """Where the derived tables of a package are not what `derived` gives: one problem a cell or row."""
    for table, frame in derived(package, folder):
        try:
            data = package.read(table.path)
        except PackageError as error:
            yield gate.missing_table(table.path, error)
            continue
        derived_faults = list(gate.gate_faults(data, table.path, table.columns))
        yield from derived_faults or differences(table, frame, read_text(data, table))


def derived_faults_in_sandbox(cells: Mapping[str, Cells], folder: Path | None = None) -> list[Problem]:
    """The same as `faults` of tables that may be anybody's.

    Raises PackageError where the rules cannot read them, and Exceeded where they take too long for so many rows.
    """
    read = {name: each for name, each in cells.items() if name in (*NEEDED, *DERIVED, *FROM_TEXTS)}
    if sum(each.text.height for each in read.values()) > MOST_ROWS:
        return call_in_subprocess(_readable_faults, read, folder)
    return _readable_faults(read, folder)


def _readable_faults(cells: Mapping[str, Cells], folder: Path | None) -> list[Problem]:
    try:
        return list(derived_faults(cells, folder))
    except (pl.exceptions.PolarsError, LookupError, TypeError, ValueError) as error:
        raise PackageError(f"the derived tables cannot be derived from tables of another shape: {error}") from None


def derived_faults(cells: Mapping[str, Cells], folder: Path | None = None) -> Iterator[Problem]:
    """Where the derived tables among `cells` are not what the others give; `folder` holds the texts.

    The tables must be sound and hold all that the rules read. Raises PackageError as `articles` does.
    """
    tables = {name: each.typed for name, each in cells.items()}
    texts = None if folder is None else read_articles(tables["sources"], folder)
    for name, frame in derive_again(tables, texts).items():
        if name in cells:
            yield from differences(cells[name].table, cells_as_text(frame, cells[name].table), cells[name].text)


OTHER = "is not what the rules give"
UNFOUND = "is no row that the rules give"
LACKING = "lacks, before this line, a row that the rules give"

Key = tuple[str, ...]


def differences(table: Table, fresh: pl.DataFrame, held: pl.DataFrame) -> Iterator[Problem]:
    """Where `held`, the file's cells as text with `line`, is not `fresh`, the rules' cells as text."""
    rule = f"derived.{table.name}"
    wanted = {_key(row, table): row for row in fresh.iter_rows(named=True)}
    for row in held.iter_rows(named=True):
        expected = wanted.pop(_key(row, table), None)
        if expected is None:
            yield Problem(table.path, row[LINE], None, UNFOUND, _named(row, table), rule)
            continue
        for column in table.columns:
            if row[column] != expected[column]:
                message = f"{OTHER}, {'an empty cell' if expected[column] is None else expected[column]}"
                yield Problem(table.path, row[LINE], column, message, row[column] or "", rule)
    keys = [_key(row, table) for row in held.iter_rows(named=True)]
    for key, row in wanted.items():
        line = FIRST_LINE + sum(other < key for other in keys)
        yield Problem(table.path, line, None, LACKING, _named(row, table), rule)


def _key(row: Mapping[str, str | None], table: Table) -> Key:
    return tuple(row[column] or "" for column in table.primary_key)


def _named(row: Mapping[str, str | None], table: Table) -> str:
    return ", ".join(row[column] or "" for column in table.primary_key)
