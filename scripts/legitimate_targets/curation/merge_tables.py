"""Merges three versions of one file of a package, as git calls a merge driver: by key and cell where it is a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from legitimate_targets.curation.merge_conflicts import problems_of, written
from legitimate_targets.curation.merge_ids import FreshIds, decide
from legitimate_targets.curation.merge_revisions import SIDES, Revisions, merged_revisions, rows_of
from legitimate_targets.curation.merge_rows import Rows, by_key, keep_apart, merge_rows
from legitimate_targets.datapackage.git import merge_lines
from legitimate_targets.datapackage.package import INDEX, Package, find
from legitimate_targets.errors import PackageError, Problem
from legitimate_targets.publish import codebook
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.read_schema import read_table

SHOWN_IDS = 10
"""Fresh ids that a sentence shows, so that it stays on one line."""


@dataclass(frozen=True)
class Merging:
    """The merged bytes of a file, its conflicts, and what a person should know of the merge."""

    data: bytes
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def merge_file(base: Path, ours: Path, theirs: Path, path: str) -> Merging:
    """Return three versions of a file merged; `path` is where it is in the checkout, which is the working directory.

    A table is merged by key and cell, as the schema in the checkout describes it. A table that a command writes, and
    the codebook, stay as in ours, to be written again. Anything else is merged line by line, and so is a table that
    cannot be read on one side. Raises EngineError if git is needed and not installed.
    """
    versions = dict(zip(SIDES, (base, ours, theirs), strict=True))
    try:
        package, folder = _package_around(path)
        inside = path.removeprefix(folder)
        if inside == codebook.PATH:
            return _as_ours(ours, path, "codebook")
        table = next((table for table in _tables(package).values() if table.path == inside), None)
        if table is None:
            raise PackageError("is no table of the package")
        if table.derived:
            return _as_ours(ours, path, "derive")
        return _merge_table(package, folder, table, versions)
    except PackageError as error:
        data, conflicts = merge_lines(ours, base, theirs)
        problem = Problem(
            path, None, None, "is merged line by line, and conflicts are left", str(conflicts), "merge.lines"
        )
        return Merging(data, [problem] if conflicts else [], [f"{path}: is merged line by line: {error}"])


def _package_around(path: str) -> tuple[Package, str]:
    """Return the package that has a file, and its folder in the checkout, empty or ending in a slash."""
    for parent in PurePosixPath(path).parents:
        if Path(parent, INDEX).is_file():
            return find(Path(parent)), "" if parent == PurePosixPath(".") else f"{parent}/"
    raise PackageError(f"is in no package: no folder above it has a {INDEX}")


def _tables(package: Package) -> dict[str, Table]:
    return {resource.name: read_table(package, resource) for resource in package.resources}


def _as_ours(ours: Path, path: str, command: str) -> Merging:
    return Merging(ours.read_bytes(), notes=[f"{path}: is as in ours; run `legitimate-targets {command}`"])


def _merge_table(package: Package, folder: str, table: Table, versions: Mapping[str, Path]) -> Merging:
    tables = _tables(package)
    revisions = merged_revisions(Path.cwd(), folder, table.path, versions)
    fresh = _fresh_ids(tables, revisions)
    sides = {side: _rows(version, side, table, fresh) for side, version in versions.items()}
    merged = merge_rows(*(sides[side] for side in SIDES))
    if fresh is None or fresh.left:
        merged = keep_apart(merged, table, *(sides[side] for side in SIDES))
    data, conflicts = written([*merged], table)
    problems = [
        problem for each, line in conflicts for problem in problems_of(each, line, table, revisions is not None)
    ]
    return Merging(data, problems, _notes(table, fresh))


def _notes(table: Table, fresh: FreshIds | None) -> list[str]:
    """Return a sentence on the rows of a table that got fresh ids, if there are any."""
    found = fresh.ids.get(table.name, {}) if fresh else {}
    if fresh is None or not found:
        return []
    shown = ", ".join(f"{old} is now {new}" for old, new in [*found.items()][:SHOWN_IDS])
    more = f", and {len(found) - SHOWN_IDS} more" if len(found) > SHOWN_IDS else ""
    return [f"{table.path}: ids of new rows of {fresh.side} that the other side has too: {shown}{more}"]


def _fresh_ids(tables: Mapping[str, Table], revisions: Revisions | None) -> FreshIds | None:
    """Return the fresh ids of the merge, or None if they cannot be decided."""
    try:
        return None if revisions is None else decide(tables, revisions)
    except PackageError:
        return None


def _rows(version: Path, side: str, table: Table, fresh: FreshIds | None) -> Rows:
    """Return the rows of one version by key, with fresh ids; raise PackageError if it cannot be merged by key."""
    try:
        rows = rows_of(version.read_bytes(), table)
    except PackageError as error:
        raise PackageError(f"{side} cannot be read: {error}") from None
    found = by_key((fresh or FreshIds()).apply(side, rows, table), table)
    if len(found) < len(rows):
        raise PackageError(f"{side} has two rows with one key")
    return found
