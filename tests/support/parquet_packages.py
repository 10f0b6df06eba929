"""Packages as Parquet, for the tests of spark/: the faults that polars and Spark report, as sets to compare."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pyarrow.parquet as pq

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.plan import DERIVED_KINDS, Plan
from legitimate_targets.datapackage.package import Package, find
from legitimate_targets.errors import Problem
from legitimate_targets.spark.parquet_tables import stem
from legitimate_targets.spark.queries import Queries
from legitimate_targets.spark.validate import validate_parquet
from legitimate_targets.tables.cell_text import key_as_text
from legitimate_targets.tables.csv_io import canonical_csv, read_text, type_cells
from legitimate_targets.tables.model import Table
from legitimate_targets.validation.validate_package import validate_package
from tests.support import grouped_packages, packages

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

Fault = tuple[str, str, str | None, str | None]
"""Table or schema, rule, key of the row, field."""

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
    altered = [name for name in packages.names() if not packages.has_own_schemas(name)]
    return [name for name in altered if not inexpressible(checks[name], plan)]


def groups(plan: Plan) -> list[list[str]]:
    """Return these packages in groups, in which each fault still shows."""
    return grouped_packages.groups(expressible(plan), plan)


def build(names: list[str], target: Path, plan: Plan) -> Path:
    """Write the base with what these packages alter into the folder `target`, in canonical order, as CSV."""
    grouped_packages.build_group(names, target)
    for table in {table for name in names for table in packages.edits(name)}:
        place = target / plan.tables[table].path
        place.write_bytes(canonical_csv(read_text(place.read_bytes(), plan.tables[table]), plan.tables[table]))
    return target


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
