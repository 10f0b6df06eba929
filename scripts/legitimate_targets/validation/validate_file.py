"""Validates one CSV file against one Table Schema, without a package around them. Prints nothing."""

from pathlib import Path

from legitimate_targets.checks.cells import Reader, Watch, unwatched
from legitimate_targets.checks.from_schema import span_checks, table_checks
from legitimate_targets.checks.plan import GATE_CHECKS
from legitimate_targets.checks.report import Findings, Report
from legitimate_targets.checks.run import run
from legitimate_targets.datapackage.package import read_json
from legitimate_targets.datapackage.storage import Folder
from legitimate_targets.tables.standard_schema import read_standard


def validate_file(file: Path, schema: Path, limit: int | None = None, watch: Watch = unwatched) -> Report:
    """Return the report on a CSV by a Table Schema; no more than `limit` problems of each rule are kept.

    `watch` is called with the number of bytes that a step has processed. Raises PackageError if either cannot be read,
    or the schema asks for what is not supported.
    """
    file, schema = file.resolve(), schema.resolve()
    described = read_json(Folder(schema.parent), schema.name)
    table, elsewhere = read_standard(described, schema.name, file.stem, file.name)
    checks = (*GATE_CHECKS, *table_checks(table, {table.name: table}), *span_checks(table))
    reader, findings = Reader(watch), Findings(limit)
    cells = reader.cells(Folder(file.parent), table)
    findings.add(reader.problems)
    counts = {"left_out": tuple(elsewhere), "single_file": True}
    if cells is None:
        return findings.report(**counts)
    for faults in run(checks, {table.name: cells}):
        findings.add_faults(faults, {table.name: table})
    watch(reader.size)
    return findings.report(**counts, tables=1, rows=cells.text.height, checks=len(checks))
