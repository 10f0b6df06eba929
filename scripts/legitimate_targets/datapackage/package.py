"""Finds a package and gives its tables, its version and the bytes of its files."""

import json
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from string import digits
from typing import Any

from legitimate_targets.datapackage.limits import LARGEST_INDEX, LONGEST_PATH, MOST_TABLES
from legitimate_targets.datapackage.storage import Archive, Files, Folder, sizes
from legitimate_targets.errors import CannotWrite, LegitimateTargetsError, PackageError, shortened

INDEX = "datapackage.json"
ACROSS = "schemas/across"
SHOWN_NAMES = 5
"""Names that a message offers in place of an unknown one, so that it stays on one line."""

LIKENESS = 0.4
"""The lowest ratio of difflib, from 0 to 1, at which two names count as near: Q999 and Q009 have 0.5."""

VERSION = re.compile("(?:[0-9]{1,9}([.][0-9]{1,9}){0,3}(?:[-+][0-9A-Za-z.+-]{1,100})?)?")
NAME = re.compile("[A-Za-z_][A-Za-z0-9_]{0,99}")
"""The names that tables and columns of a package may have, since queries use them."""


@dataclass(frozen=True)
class Resource:
    """One table of a package: its name and the paths of its CSV and of its schema."""

    name: str
    path: str
    schema: str


@dataclass(frozen=True)
class Package:
    """A package: its files, its version and its tables in the order of the index."""

    files: Files
    version: str
    resources: tuple[Resource, ...]

    def read(self, path: str) -> bytes:
        """Return the bytes of a file of the package; raise PackageError if there is none."""
        return self.files.read(path)

    def resource(self, table: str) -> Resource:
        """Return the table of that name; raise PackageError with the nearest names if there is none."""
        for resource in self.resources:
            if resource.name == table:
                return resource
        names = [resource.name for resource in self.resources]
        raise unknown_name("table", table, names)

    def size(self) -> int:
        """Return the bytes of the tables that exist, or of all files of a zip."""
        if isinstance(self.files, Archive):
            return sum(sizes(self.files.file).values())
        return sum(self._size(resource.path) for resource in self.resources)

    def _size(self, path: str) -> int:
        try:
            return self.where(path).stat().st_size
        except (LegitimateTargetsError, OSError):
            return 0

    @property
    def is_own(self) -> bool:
        """Whether it is the package that this code came with, whose queries run without limits."""
        return self.files == _own()

    def is_known(self, path: str) -> bool:
        """Return whether a file is byte for byte that of the package that this code came with."""
        try:
            return self.is_own or _own().read(path) == self.read(path)
        except PackageError:
            return False

    def where(self, path: str) -> Path:
        """Return the place of a file on disk, for writing; raise CannotWrite for a zip."""
        if not isinstance(self.files, Folder):
            raise CannotWrite(f"{path}: a zip is read, never written; unpack it first")
        return self.files.path(path)


def unknown_name(what: str, name: str, known: Sequence[str], where: str = "") -> PackageError:
    """Return the error for a name that is not one of the `known`, with the nearest of them.

    If some names differ from it only in the number at their end, the nearest are sought among these alone.
    """
    alike = [each for each in known if each.rstrip(digits) == name.rstrip(digits)]
    nearest = get_close_matches(name, alike or known, SHOWN_NAMES, LIKENESS)
    label, offered = ("nearest", nearest) if nearest else ("for example", known[:SHOWN_NAMES])
    return PackageError(f"there is no {what} {name!r}{where}" + (f"; {label}: {', '.join(offered)}" if offered else ""))


def find(path: str | Path | None = None) -> Package:
    """Return the package at a folder, a zip or a datapackage.json; without a path the one that this code came with.

    Raises PackageError if there is none, or its index cannot be read.
    """
    return package_of(_own() if path is None else _given(Path(path)))


def package_of(files: Files) -> Package:
    """Return the package that has these files; raise PackageError if its index cannot be read."""
    index = read_json(files, INDEX)
    resources = index.get("resources")
    if not isinstance(resources, list) or not 0 < len(resources) <= MOST_TABLES:
        raise PackageError(f"{INDEX}: resources: must be a list of tables, at most {MOST_TABLES}")
    found = tuple(_resource(number, entry) for number, entry in enumerate(resources))
    for name in ("name", "path"):
        if len({getattr(resource, name) for resource in found}) < len(found):
            raise PackageError(f"{INDEX}: resources: two tables have the same {name}")
    version = index.get("version", "")
    if not (isinstance(version, str) and VERSION.fullmatch(version)):
        raise PackageError(f"{INDEX}: version: must be a text like 1.2.3")
    return Package(files, version, found)


def read_json(files: Files, path: str) -> dict[str, Any]:
    """Return the JSON object in a file; raise PackageError, with line and column, if it is no JSON."""
    try:
        data = files.read(path, LARGEST_INDEX)
        value = json.loads(data.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_refuse_repeated)
    except json.JSONDecodeError as error:
        raise PackageError(f"{path}:{error.lineno}: column {error.colno}: {error.msg}") from None
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise PackageError(f"{path}: is no JSON text: {error}") from None
    if not isinstance(value, dict):
        raise PackageError(f"{path}: must be a JSON object")
    return value


def _refuse_repeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for number, (name, _) in enumerate(pairs) if name in dict(pairs[:number]))
        raise ValueError(f"the name {twice!r} appears twice in one object")
    return found


def _refuse_constant(constant: str) -> None:
    raise ValueError(f"{constant} is not a JSON value")


@cache
def _own() -> Folder:
    here = Path(__file__).resolve().parents[1]
    # In a wheel the data lie beside the code, in a checkout two folders above it.
    for root in (here, here.parent.parent):
        if (root / INDEX).is_file():
            return Folder(root)
    raise PackageError("the data are neither beside the code nor in a checkout of it")


def _given(path: Path) -> Files:
    if path.name == INDEX:
        path = path.parent
    if (path / INDEX).is_file():
        return Folder(path)
    if path.is_file() and zipfile.is_zipfile(path):
        return Archive(path, _folder_of_index(path))
    raise PackageError(f"{path}: is no package: neither a folder with a {INDEX} nor a zip with one")


def _folder_of_index(path: Path) -> str:
    indexes = [name for name in sizes(path) if name == INDEX or name.endswith(f"/{INDEX}")]
    if not indexes:
        raise PackageError(f"{path}: is no package: a zip without a {INDEX}")
    return min(indexes, key=lambda name: (name.count("/"), name)).removesuffix(INDEX)


def _resource(number: int, entry: Any) -> Resource:
    keys = ("name", "path", "schema")
    if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in keys):
        raise PackageError(f"{INDEX}: resources[{number}]: needs name, path and schema, each a text")
    if max(len(entry["path"]), len(entry["schema"])) > LONGEST_PATH:
        raise PackageError(f"{INDEX}: resources[{number}]: a path is longer than {LONGEST_PATH} characters")
    if not NAME.fullmatch(entry["name"]):
        raise PackageError(f"{INDEX}: resources[{number}]: name: {shortened(entry['name'])!r} is no name for a table")
    return Resource(entry["name"], entry["path"], entry["schema"])
