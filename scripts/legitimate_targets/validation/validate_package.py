"""Validates a package: gate, parse, the plan, spans where the texts are given, derived tables. Prints nothing."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from legitimate_targets.articles.spans import compare_with_texts, read_text
from legitimate_targets.checks import checksums as sums
from legitimate_targets.checks import from_vocabulary as vocabulary
from legitimate_targets.checks.check import Check
from legitimate_targets.checks.frame import Cells
from legitimate_targets.checks.from_derived import CODINGS, DERIVED, OF_TEXTS
from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.checks.progress import Watch, unwatched
from legitimate_targets.checks.read_table import Passed, through_the_gate
from legitimate_targets.checks.report import Report
from legitimate_targets.checks.run import needs, run
from legitimate_targets.datapackage.package import Package, find
from legitimate_targets.errors import LimitExceeded, PackageError
from legitimate_targets.tables import gate
from legitimate_targets.tables.budget import Budget, refuse_work
from legitimate_targets.tables.byte_profile import ByteProfile
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.problem import Problem


def validate(path: str | Path | None = None, texts: str | Path | None = None) -> list[Problem]:
    """All problems of a package, sorted by file, line and column; an empty list for a valid one.

    `path` is a folder, a zip or a datapackage.json, by default the package that this code came with; `texts` is a
    folder with the articles, against which spans and hashes are compared. Raises PackageError when `path` is no
    package or its index or schemas cannot be read.
    """
    return validate_package(find(path), None if texts is None else Path(texts)).problems


def validate_package(
    package: Package,
    texts: Path | None = None,
    limit: int | None = None,
    plan: Plan | None = None,
    watch: Watch = unwatched,
) -> Report:
    """The same with its numbers; no more than `limit` problems of each rule are kept, the others counted.

    `plan` is that of the package, for who has read it before; `watch` is told the bytes that a step is done with.
    """
    plan = plan or read_plan(package)
    report = Report(limit, watch=watch)
    report.add(sums.checksum_faults(package))
    cells = _read(package, plan, report)
    if plan.untrusted:
        refuse_work(sum(each.text.height * len(plan.of(name)) for name, each in cells.items()))
    for faults in run(plan, cells):
        report.add_faults(faults, plan.tables)
    report.watch(report.size)
    if vocabulary.TABLE in cells:
        report.add(vocabulary.vocabulary_faults(plan.tables, cells[vocabulary.TABLE]))
    _compare(plan, cells, texts, report)
    _derive(plan, cells, texts, report)
    _count(plan, cells, texts, report)
    report.problems.sort(key=Problem.sort_key)
    return report


def _read(package: Package, plan: Plan, report: Report) -> dict[str, Cells]:
    """The cells of every table that passes the gate."""
    budget = Budget()
    passed = [_passed(package, table, budget, report) for table in plan.tables.values()]
    return {each.table.name: each.cells() for each in passed if each is not None}


def _passed(package: Package, table: Table, budget: Budget, report: Report) -> Passed | None:
    """One table as text; the bytes of it end with this function."""
    try:
        data = package.read(table.path)
    except PackageError as error:
        report.add([gate.missing_table(table.path, error)])
        return None
    marks = ByteProfile.of(data)
    budget.spend(data, marks)
    return through_the_gate(data, table, report, marks)


def _compare(plan: Plan, cells: Mapping[str, Cells], folder: Path | None, report: Report) -> None:
    if folder is None:
        return
    if not folder.is_dir():
        raise PackageError(f"{folder}: is no folder with texts")
    messages = {check.id: check.message for check in plan.kind("texts")}
    comparison = compare_with_texts(cells, partial(read_text, folder), messages)
    report.add(comparison.problems)
    report.spans = comparison.spans


def _derive(plan: Plan, cells: Mapping[str, Cells], folder: Path | None, report: Report) -> None:
    """Compares the derived tables with a fresh run; only of sound tables does that tell anything."""
    checks = [check for check in _asked(plan, folder) if check.kind in DERIVED]
    if not report.valid:
        return
    from legitimate_targets.derive import compare as derived

    ready = [check for check in checks if not needs(check) - cells.keys()]
    try:
        if ready:
            compare = derived.derived_faults_in_sandbox if plan.untrusted else derived.derived_faults
            report.add(compare(cells, folder))
        report.derived = len(ready)
    except LimitExceeded:
        report.elsewhere += [check.id.partition(".")[2] for check in ready]


def _asked(plan: Plan, folder: Path | None) -> list[Check]:
    """The checks that can be made with or without the articles."""
    return [check for check in plan.checks if folder is not None or check.kind not in ("texts", OF_TEXTS)]


def _count(plan: Plan, cells: Mapping[str, Cells], folder: Path | None, report: Report) -> None:
    report.tables = len(cells)
    report.rows = sum(each.text.height for each in cells.values())
    asked = _asked(plan, folder)
    report.elsewhere += [table.name for table in plan.tables.values() if table.derived == CODINGS]
    report.left_out = [check.id for check in asked if needs(check) - cells.keys()]
    made = [check for check in asked if report.derived is not None or check.kind not in DERIVED]
    report.checks = len({check.id for check in made} - set(report.left_out))
