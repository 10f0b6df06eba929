"""What a citation of a release, one of its tables or one of its rows says: title, authors, version, day, part."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from legitimate_targets.checks.loading import load
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.changelog import release_of
from legitimate_targets.datapackage.package import INDEX, Package, read_json
from legitimate_targets.errors import PackageError
from legitimate_targets.publish.diff import SEPARATOR, row_id

NEAREST = 5


@dataclass(frozen=True)
class Citation:
    """The release that is cited and, where only a part of it is, the table and the key of the row."""

    title: str
    authors: tuple[str, ...]
    version: str
    day: date
    licence: str
    name: str
    description: str
    keywords: tuple[str, ...]
    table: str = ""
    row: str = ""

    @property
    def part(self) -> str:
        """`table quotes, row Q014`; empty for the whole release."""
        row = f", row {self.row}" if self.row else ""
        return f"table {self.table}{row}" if self.table else ""


def citation(package: Package, part: str | None = None) -> Citation:
    """The citation of a package or of its `part`: a table, a row's key, or both as in `quotes/Q014`.

    The cells of a key of several columns stand behind each other: `vocabulary/kind/term`. Raises PackageError, with
    the nearest names, for a part that is not there, and for a key that rows of several tables have.
    """
    whole = _whole(package)
    if part is None:
        return whole
    if part in {resource.name for resource in package.resources}:
        return replace(whole, table=part)
    found = [key for key in _keys(package) if part in (key[1], SEPARATOR.join(key))]
    if len(found) != 1:
        raise PackageError(_not_one(part, found, package))
    return replace(whole, table=found[0][0], row=found[0][1])


def _whole(package: Package) -> Citation:
    index, release = read_json(package.files, INDEX), release_of(package)
    try:
        return Citation(
            title=index["title"],
            authors=tuple(person["title"] for person in index["contributors"] if "creator" in person["roles"]),
            version=release.version,
            day=release.day,
            licence=index["licenses"][0]["name"],
            name=index["name"],
            description=index["description"],
            keywords=tuple(index["keywords"]),
        )
    except (KeyError, IndexError, TypeError) as error:
        raise PackageError(f"{INDEX}: lacks what a citation says: {error}") from None


def _keys(package: Package) -> Iterator[tuple[str, str]]:
    """Table and key of every row."""
    frames = load(package=package)
    for table in read_plan(package).tables.values():
        for key in frames[table.name].select(row_id(table)).to_series():
            yield table.name, key


def _not_one(part: str, found: list[tuple[str, str]], package: Package) -> str:
    if found:
        return f"{part!r} is a row of several tables: {', '.join(SEPARATOR.join(key) for key in found)}"
    names = [resource.name for resource in package.resources]
    names += [name for key in _keys(package) for name in (key[1], SEPARATOR.join(key))]
    nearest = get_close_matches(part, names, NEAREST, cutoff=0.5)
    return f"there is no table or row {part!r}" + (f"; nearest: {', '.join(nearest)}" if nearest else "")
