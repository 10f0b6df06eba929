"""Validates a package: gate, plan, ids of the last release, texts if given, derived tables. Prints nothing."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from legitimate_targets.articles.read import read_text
from legitimate_targets.articles.spans import compare_with_texts
from legitimate_targets.checks import vocabulary
from legitimate_targets.checks.cells import Cells, Failures, Reader, Watch, refuse_work, unwatched
from legitimate_targets.checks.check import Check
from legitimate_targets.checks.checksums import checksum_faults
from legitimate_targets.checks.gone_ids import gone_ids
from legitimate_targets.checks.plan import DERIVED_FROM_TEXTS, DERIVED_KINDS, FROM_CODINGS, Plan, read_plan
from legitimate_targets.checks.report import Findings, Report
from legitimate_targets.checks.run import needed_tables, run
from legitimate_targets.datapackage.package import Package, find
from legitimate_targets.errors import LimitExceeded, PackageError, Problem
from legitimate_targets.tables.gate import missing_table


def validate(path: str | Path | None = None, texts: str | Path | None = None) -> list[Problem]:
    """Return all problems of a package, sorted by file, line and column; an empty list for a valid one.

    `path` is a folder, a zip or a datapackage.json, by default the package that this code came with; `texts` is a
    folder with the articles, against which spans and hashes are compared. Raises PackageError if `path` is no package
    or its index or schemas cannot be read, LimitExceeded if a stranger's rules take too long.
    """
    return list(validate_package(find(path), None if texts is None else Path(texts)).problems)


def validate_package(
    package: Package,
    texts: Path | None = None,
    limit: int | None = None,
    plan: Plan | None = None,
    watch: Watch = unwatched,
) -> Report:
    """Return the report on a package; no more than `limit` problems of each rule are kept, the others counted.

    `plan` is that of the package, if the caller has read it already; `watch` is told how many bytes a step is done
    with, each byte three times: through the gate, read, checked.
    """
    plan = plan or read_plan(package)
    findings, failures = Findings(limit), Failures()
    findings.add(checksum_faults(package))
    cells, size = _read(package, plan, findings, watch)
    if plan.untrusted:
        refuse_work(sum(each.text.height * len(plan.of(name)) for name, each in cells.items()))
    for faults in run(plan.checks, cells, failures, untrusted=plan.untrusted):
        findings.add_faults(faults, plan.tables)
    watch(size)
    if vocabulary.TABLE in cells:
        findings.add(vocabulary.vocabulary_faults(plan.tables, cells[vocabulary.TABLE], failures))
    release, gone = gone_ids(package, plan.tables, cells)
    findings.add(gone)
    spans = _compare_texts(plan, cells, texts, findings, failures)
    derived = _compare_derived(plan, cells, texts, findings)
    return replace(_report(plan, cells, texts, findings, spans, derived), release=release)


def _read(package: Package, plan: Plan, findings: Findings, watch: Watch) -> tuple[dict[str, Cells], int]:
    """Return the cells of every table that passes the gate, by name, and the bytes of their files."""
    reader, cells = Reader(watch, limited=True), {}
    for table in plan.tables.values():
        try:
            found = reader.cells(package.files, table)
        except PackageError as error:
            findings.add([missing_table(table.path, error)])
            continue
        if found is not None:
            cells[table.name] = found
    findings.add(reader.problems)
    return cells, reader.size


def _compare_texts(
    plan: Plan, cells: Mapping[str, Cells], folder: Path | None, findings: Findings, failures: Failures
) -> int | None:
    """Compare spans with the texts in `folder`; return how many, or None if there is no folder."""
    if folder is None:
        return None
    if not folder.is_dir():
        raise PackageError(f"{folder}: is no folder with texts")
    messages = {check.id: check.message for check in plan.kind("texts")}
    comparison = compare_with_texts(cells, partial(read_text, folder), messages, failures)
    findings.add(comparison.problems)
    return comparison.spans


def _compare_derived(
    plan: Plan, cells: Mapping[str, Cells], folder: Path | None, findings: Findings
) -> tuple[int | None, list[str]]:
    """Compare the derived tables with a fresh run, which is meaningful only if all tables are sound.

    Returns how many were compared, None if none were, and the names of those for which that would take too long.
    """
    if findings.faults:
        return None, []
    from legitimate_targets.derive import compare

    checks = [check for check in _possible(plan, folder) if check.kind in DERIVED_KINDS]
    ready = [check for check in checks if needed_tables(check) <= cells.keys()]
    try:
        if ready:
            derived_faults = compare.derived_faults_in_sandbox if plan.untrusted else compare.derived_faults
            findings.add(derived_faults(cells, folder))
        return len(ready), []
    except LimitExceeded:
        return None, [check.table for check in ready]


def _possible(plan: Plan, folder: Path | None) -> list[Check]:
    """Return the checks that can be made with or without the articles."""
    return [check for check in plan.checks if folder is not None or check.kind not in ("texts", DERIVED_FROM_TEXTS)]


def _report(
    plan: Plan,
    cells: Mapping[str, Cells],
    folder: Path | None,
    findings: Findings,
    spans: int | None,
    derived: tuple[int | None, list[str]],
) -> Report:
    compared, too_slow = derived
    possible = _possible(plan, folder)
    left_out = tuple(check.id for check in possible if not needed_tables(check) <= cells.keys())
    made = {check.id for check in possible if compared is not None or check.kind not in DERIVED_KINDS}
    from_codings = [table.name for table in plan.tables.values() if table.derived == FROM_CODINGS]
    return findings.report(
        tables=len(cells),
        rows=sum(each.text.height for each in cells.values()),
        checks=len(made - set(left_out)),
        spans=spans,
        derived=compared,
        left_out=left_out,
        not_compared=(*too_slow, *from_codings),
    )
