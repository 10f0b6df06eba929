"""Validates one CSV file against one Table Schema, without a package around them. Prints nothing."""

from pathlib import Path

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.from_schema import table_checks
from legitimate_targets.checks.from_spans import row_checks
from legitimate_targets.checks.plan import GATE_CHECKS, Plan
from legitimate_targets.checks.progress import Watch, unwatched
from legitimate_targets.checks.read_table import through_the_gate
from legitimate_targets.checks.report import Report
from legitimate_targets.checks.run import run
from legitimate_targets.datapackage.package import read_json
from legitimate_targets.datapackage.storage import Folder
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.problem import Problem
from legitimate_targets.tables.standard_schema import read_standard


def validate_file(file: Path, schema: Path, limit: int | None = None, watch: Watch = unwatched) -> Report:
    """What is wrong with a CSV by a Table Schema; no more than `limit` problems of each rule are kept.

    `watch` is told the bytes that a step is done with.
    Raises PackageError when either cannot be read, or the schema asks for what is not supported.
    """
    file, schema = file.resolve(), schema.resolve()
    described = read_json(Folder(schema.parent), schema.name)
    table, elsewhere = read_standard(described, schema.name, file.stem, file.name)
    report = Report(limit, alone=True, left_out=elsewhere, watch=watch)
    plan = Plan({table.name: table}, (*GATE_CHECKS, *_checks(table)))
    passed = through_the_gate(Folder(file.parent).read(file.name), table, report)
    if passed is not None:
        cells = passed.cells()
        for faults in run(plan, {table.name: cells}):
            report.add_faults(faults, plan.tables)
        report.watch(report.size)
        report.tables, report.rows, report.checks = 1, cells.text.height, len(plan.checks)
    report.problems.sort(key=Problem.sort_key)
    return report


def _checks(table: Table) -> list[Check]:
    return [*table_checks(table, {table.name: table}), *row_checks(table)]
