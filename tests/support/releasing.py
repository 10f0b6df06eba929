"""For the tests of a release: makes a package that may be released, builds it, and changes it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import Package, Resource, find
from legitimate_targets.datapackage.storage import Folder
from legitimate_targets.publish import codebook
from legitimate_targets.publish.citation import CFF, as_cff, citation
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.read_schema import read_table
from legitimate_targets.tables.types import PACKAGE_TYPES
from tests.support.paths import ROOT

SETTINGS = (
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1", "POLARS_MAX_THREADS": "1", "UMASK": "022"},
    {"TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242", "POLARS_MAX_THREADS": "8", "UMASK": "077"},
)
"""Two environments that must not change the bytes of a release."""

MADE_FROM = ("datapackage.json", "CHANGELOG.md", "LICENSE", "LICENSE-DATA")

EVERY = Resource("every_type", "data/every_type.csv", "schemas/every_type.json")
EVERY_CELLS = {
    "string": ["=1+1", "NA", ""],
    "integer": ["9007199254740993", "-1", ""],
    "number": ["0.1", "-1234567890.12345", ""],
    "date": ["2024-02-29", "1899-12-31", ""],
    "boolean": ["true", "false", ""],
}
"""Cells of each type that a format may round, shift or mistake for something else, and an empty one."""

EVERY_ROWS = [("row_id", *PACKAGE_TYPES), *zip("abc", *(EVERY_CELLS[name] for name in PACKAGE_TYPES), strict=True)]
EVERY_SCHEMA = {
    "fields": [
        {"name": "row_id", "type": "string", "constraints": {"required": True}},
        *({"name": name, "type": name} for name in PACKAGE_TYPES),
    ],
    "missingValues": [""],
    "primaryKey": ["row_id"],
}


def tables() -> dict[str, Table]:
    """Return the tables of `releasable` without making it, as parameters of tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / EVERY.schema
        path.parent.mkdir()
        path.write_text(json.dumps(EVERY_SCHEMA), encoding="utf-8")
        every = read_table(Package(Folder(Path(folder)), "", (EVERY,)), EVERY)
    return {**read_plan(find(ROOT)).tables, EVERY.name: every}


def releasable(target: Path) -> Path:
    """Copy the package into the folder `target`, with one more table and with current generated files; return it.

    The table has a column of each type, so that a format is tested with types that no other table has.
    """
    for folder in ("data", "schemas"):
        shutil.copytree(ROOT / folder, target / folder)
    for name in MADE_FROM:
        shutil.copy(ROOT / name, target)
    index = json.loads((target / "datapackage.json").read_text(encoding="utf-8"))
    index["resources"].append({"name": EVERY.name, "path": EVERY.path, "schema": EVERY.schema})
    (target / "datapackage.json").write_text(json.dumps(index, indent=2), encoding="utf-8")
    (target / EVERY.schema).write_text(json.dumps(EVERY_SCHEMA), encoding="utf-8")
    (target / EVERY.path).write_text("\n".join(map(",".join, EVERY_ROWS)) + "\n", encoding="utf-8")
    return refresh(target)


def build_twice(base: Path, folder: Path) -> tuple[Path, Path]:
    """Build the release of `base` twice, at the same time, from two copies and under the two settings; return where."""
    running = []
    for number, settings in enumerate(SETTINGS):
        package = Path(shutil.copytree(base, folder / f"package-{number}"))
        command = release_command(package, folder / f"out-{number}")
        umask = int(settings["UMASK"], 8)
        running.append(subprocess.Popen(command, env={**os.environ, **settings}, umask=umask, stderr=subprocess.PIPE))
    for process in running:
        _, complaint = process.communicate()
        assert process.returncode == 0, complaint.decode()
    return folder / "out-0", folder / "out-1"


def release_command(package: Path, out: Path) -> list[str]:
    """Return the command line that releases a package into a folder."""
    return [sys.executable, "-m", "legitimate_targets", "release", str(package), "--out", str(out)]


def refresh(folder: Path) -> Path:
    """Write the codebook and the citation of the package in `folder` again; return the folder."""
    codebook.write(find(folder))
    (folder / CFF).write_text(as_cff(citation(find(folder))), encoding="utf-8")
    return folder


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that appears once in a file; fail if it does not."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name}: {old!r} appears {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def next_version(folder: Path, version: str, *bullets: str) -> None:
    """Give a package a later version with these bullets in its changelog."""
    old = find(folder).version
    edit(folder / "datapackage.json", f'"version": "{old}"', f'"version": "{version}"')
    listed = "\n".join(bullets)
    edit(folder / "CHANGELOG.md", f"## {old} - ", f"## {version} - 2027-01-31\n\n{listed}\n\n## {old} - ")


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, under a name that is not the user's."""
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def tagged(package: Path, tag: str = "v0.1.0") -> Path:
    """Commit all files of a package in a git repository of its own, under that tag, and return the package."""
    if not (package / ".git").exists():
        git(package, "init", "--quiet")
    if not (package / "CHANGELOG.md").exists():
        shutil.copy(ROOT / "CHANGELOG.md", package)
    git(package, "add", ".")
    git(package, "commit", "--quiet", "--message", tag)
    git(package, "tag", tag)
    return package
