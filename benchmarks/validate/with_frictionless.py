"""What `make bench` measures of Frictionless, which reads the files itself."""

from pathlib import Path

from benchmarks.validate.fields import Cell

ERRORS = 10_000
"""Errors that Frictionless reports at most: more than any table has faults."""


def frictionless(folder: Path) -> set[Cell]:
    """Return the faults of the package with both tables; the row rule is a check of rows."""
    from frictionless import Checklist, Package, checks

    package = Package(str(folder / "datapackage.json"))
    rule = checks.row_constraint(formula="not ended or begun <= ended")  # type: ignore[attr-defined]
    report = package.validate(Checklist(checks=[rule]), limit_errors=ERRORS)
    (task,) = (task for task in report.tasks if task.name == "rows")
    return {cell for error in task.errors for cell in _cells(error)}


def _cells(error: object) -> list[Cell]:
    line = getattr(error, "row_number", 0)
    if getattr(error, "type", "") == "row-constraint":
        return [(line, None)]
    names = getattr(error, "field_names", None) or [getattr(error, "field_name", None)]
    return [(line, "id" if getattr(error, "type", "") == "primary-key" else names[0])]
