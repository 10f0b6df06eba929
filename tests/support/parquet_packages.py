"""Packages as Parquet, for the tests of scale/: what polars and Spark report of them, as sets that can be compared."""

import csv
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.plan import DERIVED_KINDS, Plan
from legitimate_targets.checks.run import needed_tables
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import Problem
from legitimate_targets.spark import row_key as key
from legitimate_targets.spark import validate as engine
from legitimate_targets.spark.parquet_tables import stem
from legitimate_targets.tables.csv_io import canonical_csv, read_text
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
    return EMBEDDED if check.kind in DERIVED_KINDS else None


def expressible(plan: Plan) -> list[str]:
    """The packages of tests/broken that differ from the base in tables that Parquet can hold."""
    checks = {check.id.replace(".", "_"): check for check in plan.checks}
    own = {folder for folder in packages.folders() if (BROKEN / folder / "datapackage.json").is_file()}
    return [name for name in packages.folders() if name not in own and not inexpressible(checks[name], plan)]


def groups(plan: Plan) -> list[list[str]]:
    """These packages, several at once where they break and read other cells, so that each fault is still told."""
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
    """The cells that a check reads: table and column; of a key those as well that say which row is the earlier one."""
    words = {*re.findall(r"\w+", check.sql)} if check.kind == "across" else set()
    order = plan.tables[check.table].primary_key if check.kind == "unique" else ()
    own = {(check.table, column) for column in (*check.columns, *order)}
    return own | {(table, column) for table in check.reads for column in words & {*plan.tables[table].columns}}


def _touched(package: str) -> set[tuple[str, str]]:
    """The cells that a package of tests/broken alters: table and column, or `new` for a further row."""
    rows = [(file.stem, row) for file in (BROKEN / package).glob("*.csv") for row in packages.read(file)]
    new = {(table, "new") for table, row in rows if row["line"] == "new"}
    return new | {(table, column) for table, row in rows if row["line"] != "new" for column in {*row} - {"line"}}


def build(names: list[str], target: Path, plan: Plan) -> Path:
    """Writes the base with what these packages alter into the folder `target`, in canonical order, as CSV."""
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
    """The columns of each table in which these packages are others than the base."""
    found: Cells = {}
    for table, column in {cell for package in names for cell in _touched(package)}:
        found.setdefault(table, set()).update(plan.tables[table].columns if column == "new" else (column,))
    return found


def reading(plan: Plan, cells: Cells) -> Plan:
    """The part of the plan that reads one of these cells: what is asked of all others, the base satisfies."""
    kinds = {*DERIVED_KINDS, "texts"}
    checks = tuple(check for check in plan.checks if check.kind not in kinds and _reads(check, cells))
    wanted = {table for check in checks for table in needed_tables(check)}
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
    pointed = check.optional_cells if check.kind == "evidence_unneeded" else ()
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
