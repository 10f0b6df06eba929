"""Builds the broken packages: each is the valid base with one thing wrong, or a package with schemas of its own.

A package is named after the check that it breaks, with underscores for dots. A folder of that name in
tests/checks/broken holds what a person had to think of: a datapackage.json for a package of its own; otherwise, in
`<table>.csv`, the edits of that table, as generated_packages describes them, and in texts/ the texts that differ.
Every other package is generated from the schemas.
"""

import csv
import io
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from legitimate_targets import Problem
from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.datapackage.package import find
from legitimate_targets.tables.model import Table
from legitimate_targets.validation.validate_package import validate_package
from tests.support.generated_packages import NEW, Base, Edits, Rows, generated
from tests.support.paths import BROKEN, ROOT

BASE = BROKEN / "base"
"""The valid package: a CSV per table, the texts, and the cells of a spare row per table in spare.json."""


@dataclass(frozen=True)
class Broken:
    """A broken package and what the validator says of it, with its texts compared where it has some."""

    path: Path
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, path: Path, plan: Plan | None = None) -> "Broken":
        """Validate the package in a folder by a plan; by default by that of the project, if it has those schemas."""
        texts = path / "texts" if (path / "texts").is_dir() else None
        whole = project_plan() if (path / "schemas").is_dir() else None
        return cls(path, tuple(validate_package(find(path), texts, plan=plan or whole).problems))


@cache
def project_plan() -> Plan:
    """Return the plan of the project's schemas, as for somebody else's package."""
    return replace(read_plan(find(ROOT)), untrusted=True)


def folders() -> list[str]:
    """Return the names of the broken packages that are folders, sorted."""
    return sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir() and folder != BASE)


def names() -> list[str]:
    """Return the names of all broken packages, sorted."""
    return sorted({*folders(), *generated_edits()})


def is_edited(name: str) -> bool:
    """Return whether a package differs from the base by edits alone: in no schema and in no text."""
    return not has_own_schemas(name) and not (BROKEN / name / "texts").is_dir()


def has_own_schemas(name: str) -> bool:
    """Return whether a package has schemas of its own, so that it has no tables in common with the base."""
    return (BROKEN / name / "datapackage.json").is_file()


def edits(name: str) -> Edits:
    """Return what a package alters in the tables of the base; nothing for the base itself."""
    if (BROKEN / name).is_dir():
        return {path.stem: read(path) for path in sorted((BROKEN / name).glob("*.csv"))} if name != BASE.name else {}
    return generated_edits()[name]


@cache
def generated_edits() -> Mapping[str, Edits]:
    """Return the edits of the packages that can be generated, by name."""
    spare = json.loads((BASE / "spare.json").read_bytes())
    bases = {name: Base(table, base(name), spare.get(name, {})) for name, table in project_plan().tables.items()}
    return {check.replace(".", "_"): found for check, found in generated(bases).items()}


def build(name: str, target: Path) -> Path:
    """Write a package into the folder `target`, with its texts in texts/, and return the folder."""
    source = BROKEN / name
    if has_own_schemas(name):
        return Path(shutil.copytree(source, target, dirs_exist_ok=True))
    write_edited(edits(name), target)
    if (source / "texts").is_dir():
        shutil.copytree(source / "texts", target / "texts", dirs_exist_ok=True)
    return target


def write_edited(edits: Edits, target: Path) -> Path:
    """Write the base with these edits into the folder `target`, which it returns."""
    shutil.copytree(ROOT / "schemas", target / "schemas")
    shutil.copy(ROOT / "datapackage.json", target)
    shutil.copytree(BASE / "texts", target / "texts")
    for table in project_plan().tables.values():
        destination = target / table.path
        destination.parent.mkdir(parents=True, exist_ok=True)
        if table.name in edits:
            write(destination, altered(base(table.name), edits[table.name]), table.columns)
        else:
            destination.write_text(sound(table.name), encoding="utf-8", newline="")
    return target


@cache
def sound(name: str) -> str:
    """Return a table of the base as CSV; most packages leave most tables as they are."""
    return written(base(name), project_plan().tables[name].columns)


def base(name: str) -> Rows:
    """Return the rows of a table of the base."""
    return vocabulary(project_plan().tables) if name == "vocabulary" else read(BASE / f"{name}.csv")


def vocabulary(tables: Mapping[str, Table]) -> Rows:
    """Return the rows of a vocabulary that has every code of every schema."""
    fields = [field for table in tables.values() for field in table.fields]
    codes = sorted({(field.list, code) for field in fields if field.list for code in field.codes})
    return [
        {"list": name, "code": code, "label": code, "definition": "A code", "origin": "base"} for name, code in codes
    ]


def altered(rows: Rows, edits: Rows) -> Rows:
    """Return the rows with the cells of the edits in their places."""
    found = [dict(row) for row in rows]
    for edit in edits:
        if edit["line"] == NEW:
            found.append(dict(found[-1]))
        row = found[-1 if edit["line"] == NEW else int(edit["line"]) - 2]
        row.update({column: cell for column, cell in edit.items() if column != "line"})
    return found


def read(path: Path) -> Rows:
    """Return the rows of a CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: Rows, columns: tuple[str, ...]) -> None:
    """Write rows as a CSV with these columns."""
    path.write_text(written(rows, columns), encoding="utf-8", newline="")


def written(rows: Rows, columns: tuple[str, ...]) -> str:
    """Return rows as a CSV with these columns."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()
