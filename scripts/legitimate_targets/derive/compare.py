"""Computes every derived table of a package afresh, and compares it with the table that the package has.

Articles' texts are compared in articles/compare.py.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from legitimate_targets.articles.read import read_articles
from legitimate_targets.checks.cells import Cells
from legitimate_targets.checks.loading import load
from legitimate_targets.checks.plan import RULES_READ, read_plan
from legitimate_targets.checks.sandbox import call_in_subprocess
from legitimate_targets.datapackage.package import Package
from legitimate_targets.derive.agreement import agreement
from legitimate_targets.derive.discrepancies import discrepancies, discrepancy_members
from legitimate_targets.derive.mentions import Tables
from legitimate_targets.derive.ranges import ranges
from legitimate_targets.derive.shared_wording import shared_wording
from legitimate_targets.errors import PackageError, Problem
from legitimate_targets.tables import gate
from legitimate_targets.tables.cell_text import cells_as_text, key_as_text
from legitimate_targets.tables.csv_io import FIRST_LINE, LINE, read_text
from legitimate_targets.tables.model import Table

FROM_TABLES: Mapping[str, Callable[[Tables], pl.DataFrame]] = {
    "discrepancies": discrepancies,
    "discrepancy_members": discrepancy_members,
    "ranges": ranges,
}
"""The tables that are derived from the other tables alone, and the function that derives each."""

FROM_TEXTS: Mapping[str, Callable[[Tables, Mapping[str, str]], pl.DataFrame]] = {"shared_wording": shared_wording}
"""The tables whose derivation needs the articles' texts too."""

FROM_CODINGS: Mapping[str, Callable[[Tables], pl.DataFrame]] = {"agreement": agreement}
"""The tables that are derived from two coders' codings; `validate` leaves them out, since they need an extra."""

MOST_ROWS_IN_PROCESS = 4000
"""The most rows, over all tables that the rules read, for which an untrusted package is derived in this process.

A rule may compare every row with every other: for 4,000 rows this takes about a second. Larger packages are derived in
a subprocess whose time and memory are limited.
"""


def derive_again(tables: Tables, texts: Mapping[str, str] | None = None) -> dict[str, pl.DataFrame]:
    """Return the typed rows of every derived table by its name, except those derived from codings.

    `texts` are the articles by source_id; without them, the tables of FROM_TEXTS are left out.
    """
    frames = {name: derive(tables) for name, derive in FROM_TABLES.items()}
    if texts is not None:
        frames |= {name: derive(tables, texts) for name, derive in FROM_TEXTS.items()}
    return frames


def derive_package(package: Package, folder: Path | None = None) -> list[tuple[Table, pl.DataFrame]]:
    """Return every derived table of a package with its freshly derived cells as text.

    `folder` holds the articles' texts; without it, the tables of FROM_TEXTS are left out. Raises PackageError if the
    other tables cannot be loaded, or if a text is not the one that was coded.
    """
    plan, tables = read_plan(package), underived_tables(package)
    missing = sorted(set(RULES_READ) - tables.keys())
    if missing:
        raise PackageError(f"nothing can be derived without the table {missing[0]}")
    frames = derive_again(tables, None if folder is None else read_articles(tables["sources"], folder))
    frames |= {name: derive(tables) for name, derive in FROM_CODINGS.items() if name in plan.tables}
    return [(table, cells_as_text(frames[name], table)) for name, table in plan.tables.items() if name in frames]


def underived_tables(package: Package) -> Tables:
    """Return the typed tables of a package without the derived ones, whose faults would keep the others from loading.

    Raises PackageError if a table cannot be loaded.
    """
    derived = {*FROM_TABLES, *FROM_TEXTS, *FROM_CODINGS}
    resources = tuple(resource for resource in package.resources if resource.name not in derived)
    return load(package=replace(package, resources=resources))


def stale_faults(package: Package, folder: Path | None = None) -> Iterator[Problem]:
    """Yield a fault for each cell or row in which a derived table is not what `derive_package` returns."""
    for table, fresh in derive_package(package, folder):
        try:
            data = package.read(table.path)
        except PackageError as error:
            yield gate.missing_table(table.path, error)
            continue
        refused = list(gate.gate_faults(data, table.path, table.columns))
        yield from refused or differences(table, fresh, read_text(data, table))


def derived_faults_in_sandbox(cells: Mapping[str, Cells], folder: Path | None = None) -> list[Problem]:
    """Return the faults of the derived tables among `cells` of an untrusted package; `folder` holds the texts.

    Raises PackageError if the rules cannot read the tables, and LimitExceeded if they take too long.
    """
    read = {name: each for name, each in cells.items() if name in (*RULES_READ, *FROM_TABLES, *FROM_TEXTS)}
    if sum(each.text.height for each in read.values()) > MOST_ROWS_IN_PROCESS:
        return call_in_subprocess(_readable_faults, read, folder)
    return _readable_faults(read, folder)


def _readable_faults(cells: Mapping[str, Cells], folder: Path | None) -> list[Problem]:
    try:
        return list(derived_faults(cells, folder))
    except (pl.exceptions.PolarsError, LookupError, TypeError, ValueError) as error:
        raise PackageError(f"the rules cannot read these tables: they have a different shape: {error}") from None


def derived_faults(cells: Mapping[str, Cells], folder: Path | None = None) -> Iterator[Problem]:
    """Yield a fault for each cell or row in which a derived table among `cells` is not what the rules give.

    The tables must be sound and include all that the rules read. `folder` holds the articles' texts; without it, the
    tables of FROM_TEXTS are not compared. Raises PackageError if a text is not the one that was coded.
    """
    tables = {name: each.typed for name, each in cells.items()}
    texts = None if folder is None else read_articles(tables["sources"], folder)
    for name, frame in derive_again(tables, texts).items():
        if name in cells:
            yield from differences(cells[name].table, cells_as_text(frame, cells[name].table), cells[name].text)


def differences(table: Table, fresh: pl.DataFrame, held: pl.DataFrame) -> Iterator[Problem]:
    """Yield a fault for each cell or row of `held` that is not as in `fresh`, and one for each row that it lacks.

    Both hold cells as text. `held` is what a file holds, with the column `line`; `fresh` is what the rules give.
    """
    rule = f"derived.{table.name}"
    expected = {_key(row, table): row for row in fresh.iter_rows(named=True)}
    held_keys = []
    for row in held.iter_rows(named=True):
        held_keys.append(_key(row, table))
        wanted = expected.pop(held_keys[-1], None)
        if wanted is None:
            yield Problem(
                table.path, row[LINE], None, "is not a row that the rules give", key_as_text(held_keys[-1]), rule
            )
            continue
        for column in table.columns:
            if row[column] != wanted[column]:
                message = f"is not what the rules give, {wanted[column] or 'an empty cell'}"
                yield Problem(table.path, row[LINE], column, message, row[column] or "", rule)
    for key in expected:
        line = FIRST_LINE + sum(other < key for other in held_keys)
        message = "lacks, before this line, a row that the rules give"
        yield Problem(table.path, line, None, message, key_as_text(key), rule)


def _key(row: Mapping[str, str | None], table: Table) -> tuple[str, ...]:
    return tuple(row[column] or "" for column in table.primary_key)
