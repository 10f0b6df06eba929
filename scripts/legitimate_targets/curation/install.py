"""Puts changed tables into a package: builds it beside data/, derives and validates it, then puts it in place."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from legitimate_targets.articles.read import read_articles
from legitimate_targets.checks.plan import RULES_READ, read_plan
from legitimate_targets.datapackage.exchange import exchange_folders
from legitimate_targets.datapackage.lock import staged
from legitimate_targets.datapackage.package import INDEX, Package, find
from legitimate_targets.datapackage.write import link, write
from legitimate_targets.derive.compare import derive_again, underived_tables
from legitimate_targets.errors import CannotWrite, PackageError, Problem
from legitimate_targets.publish import codebook
from legitimate_targets.tables.cell_text import cells_as_text
from legitimate_targets.tables.csv_io import canonical_csv
from legitimate_targets.validation.validate_package import validate_package

DATA = "data"


def install(package: Package, changed: Mapping[str, bytes], texts: Path | None = None) -> list[Problem]:
    """Put the files `changed` (path in the package to bytes) in place in one step, and return the faults of the result.

    The derived tables and the codebook are written again. If the package with the changes has faults, it is left as it
    was. `texts` is a folder with all articles; the derived table that needs texts is left as it is without it.
    Call this inside datapackage.lock.exclusive. Raises CannotWrite for a file outside data/, and PackageError for a
    package without the tables from which derived tables and codebook are made.
    """
    _refuse_foreign(package)
    with staged(package.where(".")) as beside:
        _copy(package, changed, beside)
        faults = _derive_and_validate(beside, texts)
        if not faults:
            exchange_folders(beside / DATA, package.where(DATA))
        return faults


@contextmanager
def texts_with(folder: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """Yield a temporary folder with the files of `folder` and with `files` (name to bytes), which replace them."""
    with tempfile.TemporaryDirectory() as temporary:
        together = Path(temporary)
        for path in folder.iterdir():
            if path.is_file():
                shutil.copy2(path, together / path.name)
        for name, data in files.items():
            (together / name).write_bytes(data)
        yield together


def _refuse_foreign(package: Package) -> None:
    missing = sorted({*RULES_READ, *codebook.NEEDED} - {resource.name for resource in package.resources})
    if missing:
        raise PackageError(f"this package has no table {missing[0]}: its derived tables cannot be written again")


def _copy(package: Package, changed: Mapping[str, bytes], beside: Path) -> None:
    """Write the package with the changed files into the folder `beside`."""
    outside = [path for path in changed if not path.startswith(f"{DATA}/")]
    if outside:
        raise CannotWrite(f"{outside[0]}: is not in {DATA}/, so it cannot be changed in one step with the other tables")
    for name in (DATA, "schemas"):
        link(package.where(name), beside / name)
    shutil.copy2(package.where(INDEX), beside / INDEX)
    for path, data in changed.items():
        write(beside / path, data, package.where(path))


def _derive_and_validate(beside: Path, texts: Path | None) -> list[Problem]:
    """Write the derived tables and the codebook of the package in `beside`, and return its faults.

    If the tables that people write have faults, only these are returned: the rest follows from them.
    """
    built = find(beside)
    derived = {table.path for table in read_plan(built).tables.values() if table.derived}
    faults = [fault for fault in _faults(built) if fault.path not in derived]
    if faults:
        return faults
    for path, data in _derived_files(built, texts):
        write(beside / path, data)
    codebook.write(built)
    return _faults(built)


def _faults(package: Package) -> list[Problem]:
    return [problem for problem in validate_package(package).problems if not problem.note]


def _derived_files(built: Package, texts: Path | None) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each derived table; agreement is left out, since new rows do not change the codings."""
    plan, tables = read_plan(built), underived_tables(built)
    articles = None if texts is None else read_articles(tables["sources"], texts)
    for name, frame in derive_again(tables, articles).items():
        if name in plan.tables:
            yield plan.tables[name].path, canonical_csv(cells_as_text(frame, plan.tables[name]), plan.tables[name])
