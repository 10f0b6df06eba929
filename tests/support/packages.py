"""Builds the packages of tests/broken: each is the valid base with one thing wrong, or a package of its own.

A folder with a datapackage.json is a package of its own. In any other, `<table>.csv` holds what differs from the
table of that name in base/: its first column is the line of base/<table>.csv that is altered, or `new` for a further
row that is else like the last one; its other columns are the cells that differ; texts/ holds texts that differ.
The schemas are the project's, and the vocabulary has every code of theirs.
"""

import csv
import io
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
from tests.support.paths import BROKEN, ROOT

BASE = BROKEN / "base"

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Broken:
    """A package of tests/broken and what the validator says of it, its texts compared where it has some."""

    path: Path
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, path: Path) -> "Broken":
        """The package in a folder, validated; the schemas of the project are read once for all that have them."""
        texts = path / "texts" if (path / "texts").is_dir() else None
        plan = project_plan() if (path / "schemas").is_dir() else None
        return cls(path, tuple(validate_package(find(path), texts, plan=plan).problems))


@cache
def project_plan() -> Plan:
    """The plan of the project's schemas, as for a package of somebody else."""
    return replace(read_plan(find(ROOT)), untrusted=True)


def folders() -> list[str]:
    """Names of all folders with a broken package."""
    return sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir() and folder != BASE)


def build(name: str, target: Path) -> Path:
    """Writes the package of the folder `name` into the folder `target`, which it returns; texts go to texts/."""
    source = BROKEN / name
    if (source / "datapackage.json").is_file():
        return Path(shutil.copytree(source, target, dirs_exist_ok=True))
    shutil.copytree(ROOT / "schemas", target / "schemas")
    shutil.copy(ROOT / "datapackage.json", target)
    shutil.copytree(BASE / "texts", target / "texts")
    if (source / "texts").is_dir():
        shutil.copytree(source / "texts", target / "texts", dirs_exist_ok=True)
    for table in project_plan().tables.values():
        edits = read(source / f"{table.name}.csv") if source != BASE else []
        destination = target / table.path
        destination.parent.mkdir(parents=True, exist_ok=True)
        if edits:
            write(destination, altered(base(table.name), edits), table.columns)
        else:
            destination.write_text(sound(table.name), encoding="utf-8", newline="")
    return target


@cache
def sound(name: str) -> str:
    """A table of the base as CSV; most packages have most of them unaltered."""
    return written(base(name), project_plan().tables[name].columns)


def base(name: str) -> Rows:
    """The rows of a table of the base."""
    return vocabulary(project_plan().tables) if name == "vocabulary" else read(BASE / f"{name}.csv")


def vocabulary(tables: Mapping[str, Table]) -> Rows:
    """A vocabulary with every code of every schema."""
    fields = [field for table in tables.values() for field in table.fields]
    codes = sorted({(field.list, code) for field in fields if field.list for code in field.codes})
    return [
        {"list": name, "code": code, "label": code, "definition": "A code", "origin": "base"} for name, code in codes
    ]


def altered(rows: Rows, edits: Rows) -> Rows:
    """The rows with the cells of `edits` put in their places."""
    for edit in edits:
        line = edit.pop("line")
        if line == "new":
            rows.append(dict(rows[-1]))
        row = rows[-1 if line == "new" else int(line) - 2]
        row.update(edit)
    return rows


def read(path: Path) -> Rows:
    """The rows of a CSV; none when there is no such file."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: Rows, columns: tuple[str, ...]) -> None:
    """Writes rows as a CSV with these columns."""
    path.write_text(written(rows, columns), encoding="utf-8", newline="")


def written(rows: Rows, columns: tuple[str, ...]) -> str:
    """Rows as a CSV with these columns."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()
