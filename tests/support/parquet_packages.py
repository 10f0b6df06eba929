"""Packages as Parquet, for the tests of scale/: what polars and Spark report of them, as sets that can be compared."""

import csv
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.from_derived import DERIVED
from legitimate_targets.checks.plan import Plan
from legitimate_targets.checks.run import needs
from legitimate_targets.datapackage.package import find
from legitimate_targets.spark import row_key as key
from legitimate_targets.spark import validate as engine
from legitimate_targets.spark.parquet_tables import stem
from legitimate_targets.tables.csv_io import canonical_csv, read_text
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.problem import Problem
from legitimate_targets.validation.validate_package import validate_package
from tests.support import grouped_packages, packages

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

Fault = tuple[str, str, str | None, str | None]
"""Table or schema, rule, key of the row, field."""

Cells = dict[str, set[str]]
"""Columns by table."""

OF_BYTES = "what it breaks is the bytes of a CSV, of which Parquet has none"
OF_WRITING = "a typed column cannot hold the cell"
OF_TEXTS = "the articles are compared in tests/test_scale_texts.py"
EMBEDDED = "derived tables are compared by the embedded validator alone"


def inexpressible(check: Check, plan: Plan) -> str | None:
    """Why the package that breaks `check` cannot be told in typed Parquet, or not to Spark; null where it can."""
    if check.kind == "gate" and check.id not in ("gate.missing", "gate.header"):
        return OF_BYTES
    if check.kind == "type" and plan.tables[check.table].field(check.columns[0]).type != "string":
        return OF_WRITING
    if check.kind == "texts":
        return OF_TEXTS
    return EMBEDDED if check.kind in DERIVED else None


def expressible(plan: Plan) -> list[str]:
    """The packages of tests/broken that differ from the base in tables that Parquet can hold."""
    checks = {check.id.replace(".", "_"): check for check in plan.checks}
    altered = [name for name in packages.names() if not packages.has_own_schemas(name)]
    return [name for name in altered if not inexpressible(checks[name], plan)]


def groups(plan: Plan) -> list[list[str]]:
    """Return these packages in groups, in which each fault is still told."""
    return grouped_packages.groups(expressible(plan), plan)


def build(names: list[str], target: Path, plan: Plan) -> Path:
    """Write the base with what these packages alter into the folder `target`, in canonical order, as CSV."""
    grouped_packages.build_group(names, target)
    for table in {table for name in names for table in packages.edits(name)}:
        place = target / plan.tables[table].path
        place.write_bytes(canonical_csv(read_text(place.read_bytes(), plan.tables[table]), plan.tables[table]))
    return target


def changed(names: list[str], plan: Plan) -> Cells:
    """The columns of each table in which these packages are others than the base."""
    found: Cells = {}
    for table, column in {cell for package in names for cell in grouped_packages.touched(package)}:
        found.setdefault(table, set()).update(plan.tables[table].columns if column == "new" else (column,))
    return found


def reading(plan: Plan, cells: Cells) -> Plan:
    """The part of the plan that reads one of these cells: what is asked of all others, the base satisfies."""
    kinds = {*DERIVED, "texts"}
    checks = tuple(check for check in plan.checks if check.kind not in kinds and _reads(check, cells))
    wanted = {table for check in checks for table in needs(check)}
    tables = {name: table for name, table in plan.tables.items() if name in wanted}
    return replace(plan, checks=checks, tables=plan.tables if "vocabulary" in cells else tables)


def _reads(check: Check, cells: Cells) -> bool:
    """Whether a check reads one of these cells."""
    own = {*check.columns} & cells.get(check.table, set())
    if check.kind == "across":
        names = {*re.findall(r"\w+", check.sql)}
        return any(names & cells[table] for table in check.reads if table in cells)
    if check.reference:
        return bool(own or {*check.reference.target} & cells.get(check.reference.table, set()))
    pointed = check.codes if check.kind == "needless" else ()
    empty = any({column, key} & cells.get(table, set()) for table, column, key in pointed)
    return bool(own or empty or (check.reads and "evidence" in cells))


def of_polars(folder: Path, plan: Plan) -> set[Fault]:
    """The faults that the embedded validator reports of the CSV files in `folder`, by key in place of the line."""
    tables = {table.path: table for table in plan.tables.values()}
    return {_fault(problem, folder, tables) for problem in validate_package(find(folder), plan=plan).problems}


def of_spark(folder: Path, plan: Plan, spark: "SparkSession") -> set[Fault]:
    """The faults that Spark reports of the Parquet files in `folder`."""
    report, _ = engine.examine(find(folder), spark, plan=plan)
    return {(problem.path, problem.rule, problem.key, problem.column) for problem in report.problems}


def _fault(problem: Problem, folder: Path, tables: Mapping[str, Table]) -> Fault:
    if problem.line is None or problem.path not in tables:
        path = stem(tables[problem.path]) if problem.path in tables else problem.path
        return path, problem.rule, None, problem.column
    table = tables[problem.path]
    row = _rows(folder / problem.path)[problem.line - 2]
    return stem(table), problem.rule, key.shown([row[column] for column in table.primary_key]), problem.column


@cache
def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
