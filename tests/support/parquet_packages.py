"""Packages as Parquet, for the tests of spark/: the faults that polars and Spark report, as sets to compare."""

import csv
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pyarrow.parquet as pq

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.plan import DERIVED_KINDS, Plan
from legitimate_targets.checks.run import needed_tables
from legitimate_targets.datapackage.package import Package, find
from legitimate_targets.errors import Problem
from legitimate_targets.spark.parquet_tables import stem
from legitimate_targets.spark.queries import Queries
from legitimate_targets.spark.validate import validate_parquet
from legitimate_targets.tables.cell_text import key_as_text
from legitimate_targets.tables.csv_io import canonical_csv, read_text, type_cells
from legitimate_targets.tables.model import Table
from legitimate_targets.validation.validate_package import validate_package
from tests.support import packages
from tests.support.paths import BROKEN

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

Fault = tuple[str, str, str | None, str | None]
"""Table or schema, rule, key of the row, field."""

Cells = dict[str, set[str]]
"""Columns by table."""

OF_BYTES = "it breaks the bytes of a CSV, which Parquet does not have"
OF_WRITING = "a typed column cannot hold the cell"
OF_TEXTS = "the articles are compared in tests/spark/test_compare_texts.py"
EMBEDDED = "derived tables are compared by the embedded validator alone"


def write_parquet(package: Package, plan: Plan, folder: Path, number: int = 1) -> None:
    """Write the tables of a package of CSV files as Parquet below `folder`, each in `number` part files.

    Cells are not checked: one that is not of its type becomes empty. Raise PackageError if a file is missing.
    """
    for table in plan.tables.values():
        frame = type_cells(read_text(package.read(table.path), table), table).select(table.columns)
        place = folder / f"{stem(table)}.parquet"
        place.mkdir(parents=True)
        size = max(-(-frame.height // number), 1)
        for part in range(number):
            rows = frame.slice(part * size, size).to_arrow(compat_level=pl.CompatLevel.oldest())
            pq.write_table(rows, place / f"part-{part}.parquet", compression="zstd")


def inexpressible(check: Check, plan: Plan) -> str | None:
    """Return why Spark cannot be given the package that breaks `check`, or None if it can."""
    if check.kind == "gate" and check.id not in ("gate.missing", "gate.header"):
        return OF_BYTES
    if check.kind == "type" and plan.tables[check.table].field(check.columns[0]).type != "string":
        return OF_WRITING
    if check.kind == "texts":
        return OF_TEXTS
    return EMBEDDED if check.kind in DERIVED_KINDS else None


def expressible(plan: Plan) -> list[str]:
    """Return the packages of tests/broken that differ from the base in tables that Parquet can hold."""
    checks = {check.id.replace(".", "_"): check for check in plan.checks}
    own = {folder for folder in packages.folders() if (BROKEN / folder / "datapackage.json").is_file()}
    return [name for name in packages.folders() if name not in own and not inexpressible(checks[name], plan)]


def groups(plan: Plan) -> list[list[str]]:
    """Return these packages in groups: packages that break and read different cells, so that each fault still shows."""
    checks = {check.id.replace(".", "_"): check for check in plan.checks}
    found: list[tuple[set[tuple[str, str]], list[str]]] = []
    for package in expressible(plan):
        cells = _touched(package) | _read(checks[package], plan)
        free = (group for group in found if not group[0] & cells)
        group = next(free, None) or (set(), [])
        found += [] if group in found else [group]
        group[0].update(cells)
        group[1].append(package)
    return [names for _, names in found]


def _read(check: Check, plan: Plan) -> set[tuple[str, str]]:
    """Return the cells (table, column) that a check reads; for a key also those that say which row is the earlier."""
    words = {*re.findall(r"\w+", check.sql)} if check.kind == "across" else set()
    order = plan.tables[check.table].primary_key if check.kind == "unique" else ()
    own = {(check.table, column) for column in (*check.columns, *order)}
    return own | {(table, column) for table in check.reads for column in words & {*plan.tables[table].columns}}


def _touched(package: str) -> set[tuple[str, str]]:
    """Return the cells that a package of tests/broken alters: table and column, or `new` for a further row."""
    rows = [(file.stem, row) for file in (BROKEN / package).glob("*.csv") for row in packages.read(file)]
    new = {(table, "new") for table, row in rows if row["line"] == "new"}
    return new | {(table, column) for table, row in rows if row["line"] != "new" for column in {*row} - {"line"}}


def build(names: list[str], target: Path, plan: Plan) -> Path:
    """Write the base, with all that these packages alter, into the folder `target`, as CSV in canonical order."""
    packages.build(names[0], target)
    for table in plan.tables.values():
        place = target / table.path
        for package in names[1:]:
            edits = packages.read(BROKEN / package / f"{table.name}.csv")
            if edits:
                packages.write(place, packages.altered(packages.read(place), edits), table.columns)
        if any((BROKEN / package / f"{table.name}.csv").is_file() for package in names):
            place.write_bytes(canonical_csv(read_text(place.read_bytes(), table), table))
    return target


def changed(names: list[str], plan: Plan) -> Cells:
    """Return the columns of each table in which these packages differ from the base."""
    found: Cells = {}
    for table, column in {cell for package in names for cell in _touched(package)}:
        found.setdefault(table, set()).update(plan.tables[table].columns if column == "new" else (column,))
    return found


def reading(plan: Plan, cells: Cells) -> Plan:
    """Return the part of the plan that reads one of these cells; the base satisfies all the other checks."""
    kinds = {*DERIVED_KINDS, "texts"}
    checks = tuple(check for check in plan.checks if check.kind not in kinds and _reads(check, cells))
    wanted = {table for check in checks for table in needed_tables(check)}
    tables = {name: table for name, table in plan.tables.items() if name in wanted}
    return replace(plan, checks=checks, tables=plan.tables if "vocabulary" in cells else tables)


def _reads(check: Check, cells: Cells) -> bool:
    """Return whether a check reads one of these cells."""
    own = {*check.columns} & cells.get(check.table, set())
    if check.kind == "across":
        names = {*re.findall(r"\w+", check.sql)}
        return any(names & cells[table] for table in check.reads if table in cells)
    if check.reference:
        return bool(own or {*check.reference.target} & cells.get(check.reference.table, set()))
    empty = any({column, key} & cells.get(table, set()) for table, column, key in check.optional_cells)
    return bool(own or empty or (check.reads and "evidence" in cells))


def polars_faults(folder: Path, plan: Plan) -> set[Fault]:
    """Return the faults that the embedded validator reports of the CSV files in `folder`, with keys for lines."""
    tables = {table.path: table for table in plan.tables.values()}
    return {_fault(problem, folder, tables) for problem in validate_package(find(folder), plan=plan).problems}


def spark_faults(folder: Path, plan: Plan, spark: "SparkSession") -> set[Fault]:
    """Return the faults that Spark reports of the Parquet files in `folder`."""
    report = validate_parquet(find(folder), Queries(spark), plan=plan)
    return {(problem.path, problem.rule, problem.key, problem.column) for problem in report.problems}


def _fault(problem: Problem, folder: Path, tables: Mapping[str, Table]) -> Fault:
    if problem.line is None or problem.path not in tables:
        path = stem(tables[problem.path]) if problem.path in tables else problem.path
        return path, problem.rule, None, problem.column
    table = tables[problem.path]
    row = _rows(folder / problem.path)[problem.line - 2]
    return stem(table), problem.rule, key_as_text(row[column] for column in table.primary_key), problem.column


@cache
def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
