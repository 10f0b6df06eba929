"""Asks the proof of the rules whether it notices a mutant: edges, broken packages, the base and the real package."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from legitimate_targets.checks import vocabulary
from legitimate_targets.checks.cells import Cells, Failures
from legitimate_targets.checks.check import Check
from legitimate_targets.checks.plan import Plan
from legitimate_targets.checks.report import Findings
from legitimate_targets.checks.run import needed_tables, run
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.csv_io import read_text, type_cells
from tests.mutation.mutant import Mutant
from tests.support.edges import related, wrong
from tests.support.packages import build, names, project_plan
from tests.support.paths import ROOT

BASE, REAL = "base", "the real package"
REFUSED = "the plan"
"""What notices a mutant that is not even a schema or query."""

Places = frozenset[tuple[str, int | None, str | None, str]]
"""The file, line, column and rule of each problem."""


def noticed(mutant: Mutant) -> str | None:
    """Return what notices the mutant first, or None if it survives."""
    try:
        plan = mutant.plan()
        if any(True for check in related(mutant.rule) for _ in wrong(check, plan)):
            return "edges"
        for package in packages_of(mutant):
            if found(package, plan, mutant.rule) != _expected(package, mutant.rule):
                return "its broken package" if package not in (BASE, REAL) else package
    except (PackageError, pl.exceptions.PolarsError):
        return REFUSED
    return None


def packages_of(mutant: Mutant) -> list[str]:
    """Return the packages that concern a mutated rule, its own first."""
    name = mutant.rule.replace(".", "_")
    own = [each for each in names() if each == name or (mutant.sort == "span" and each.startswith(name))]
    return [*own, REAL, BASE]


@cache
def _expected(package: str, rule: str) -> Places:
    return found(package, replace(project_plan(), untrusted=False), rule)


def found(package: str, plan: Plan, rule: str) -> Places:
    """Return where a plan finds problems in a package, by the checks that a change of one rule can touch."""
    cells = {name: _under(plan, each) for name, each in _cells(package).items()}
    findings, failures = Findings(), Failures()
    touched = tuple(check for check in plan.checks if _touches(check, rule))
    for faults in run(touched, cells, failures, untrusted=plan.untrusted):
        findings.add_faults(faults, plan.tables)
    if vocabulary.TABLE in cells and not rule.startswith("across."):
        findings.add(vocabulary.vocabulary_faults(plan.tables, cells[vocabulary.TABLE], failures))
    return frozenset((each.path, each.line, each.column, each.rule) for each in findings.problems)


def _touches(check: Check, rule: str) -> bool:
    if rule.startswith("across."):
        return check.id == rule
    return rule.split(".")[0] in needed_tables(check)


def _under(plan: Plan, held: Cells) -> Cells:
    """Return the cells as the plan types them."""
    table = plan.tables[held.table.name]
    same = [field.type for field in table.fields] == [field.type for field in held.table.fields]
    return Cells(table, held.text, held.typed if same else type_cells(held.text, table))


@cache
def _cells(package: str) -> Mapping[str, Cells]:
    """Return the cells of a broken package, or of the real one, by the project's own plan."""
    with TemporaryDirectory() as folder:
        return dict(_sound(ROOT if package == REAL else build(package, Path(folder) / package)))


def _sound(folder: Path) -> Iterator[tuple[str, Cells]]:
    package = find(folder)
    for table in project_plan().tables.values():
        text = read_text(package.read(table.path), table)
        yield table.name, Cells(table, text, type_cells(text, table))
