"""Puts changed tables into a package: built beside it, derived and validated there, then put in place in one step."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from legitimate_targets.articles.read import read_articles
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.exchange import exchange_folders
from legitimate_targets.datapackage.lock import staged
from legitimate_targets.datapackage.package import INDEX, Package, find
from legitimate_targets.datapackage.write import link, write
from legitimate_targets.derive.compare import derive_again, underived_tables
from legitimate_targets.errors import PackageError, Problem
from legitimate_targets.publish import codebook
from legitimate_targets.tables.cell_text import cells_as_text
from legitimate_targets.tables.csv_io import canonical_csv
from legitimate_targets.validation.validate_package import validate_package

DATA = "data"


def install(package: Package, changed: Mapping[str, bytes], texts: Path | None = None) -> list[Problem]:
    """Puts the files `changed` (path in the package to bytes) in place, with derived tables and codebook written anew.

    Nothing is changed when the package with them has faults, which are returned. `texts` is a folder with all
    articles, for the derived table that needs them. To be called inside `alone`.
    """
    with staged(package.where(".")) as beside:
        _copy(package, changed, beside)
        problems = _faults(beside, texts)
        if not problems:
            exchange_folders(beside / DATA, package.where(DATA))
        return problems


@contextmanager
def overlaid(folder: Path, texts: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder with the files of `folder` and, in their place or beside them, the texts given by file name."""
    with tempfile.TemporaryDirectory() as name:
        together = Path(name)
        for path in folder.iterdir():
            if path.is_file():
                shutil.copy2(path, together / path.name)
        for name, data in texts.items():
            (together / name).write_bytes(data)
        yield together


def _copy(package: Package, changed: Mapping[str, bytes], beside: Path) -> None:
    """The package with the changed files, in the folder `beside`."""
    outside = [path for path in changed if not path.startswith(f"{DATA}/")]
    if outside:
        raise PackageError(
            f"{outside[0]}: is not in {DATA}/, so it cannot be changed in one step with the other tables"
        )
    for name in (DATA, "schemas"):
        link(package.where(name), beside / name)
    shutil.copy2(package.where(INDEX), beside / INDEX)
    for path, data in changed.items():
        write(beside / path, data, package.where(path))


def _derived(built: Package, texts: Path | None) -> Iterator[tuple[str, bytes]]:
    """The derived tables that new rows can change; agreement is of the codings, which they do not touch."""
    plan, tables = read_plan(built), underived_tables(built)
    given = None if texts is None else read_articles(tables["sources"], texts)
    for name, frame in derive_again(tables, given).items():
        if name in plan.tables:
            yield plan.tables[name].path, canonical_csv(cells_as_text(frame, plan.tables[name]), plan.tables[name])


def _faults(beside: Path, texts: Path | None) -> list[Problem]:
    """The faults of the state beside: first of the tables by hand, then of all, with what follows from them made
    anew.
    """
    built = find(beside)
    faults = [
        each for each in validate_package(built).problems if not each.note and not each.rule.startswith("derived.")
    ]
    if faults:
        return faults
    for path, data in _derived(built, texts):
        write(beside / path, data)
    codebook.write(built)
    return [each for each in validate_package(built).problems if not each.note]
