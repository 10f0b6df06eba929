"""Reads CHANGELOG.md: the releases with their dates and, by table, what each one changed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import PackageError

PATH = "CHANGELOG.md"

HEADING = re.compile(r"^## (?P<version>\d+\.\d+\.\d+) - (?P<day>\S+)$")
NAMED = re.compile(r"^- (?:\*\*)?(?P<names>`\w+`(?:, `\w+`)*): (?P<text>.+)$")
FURTHER = re.compile(r"^  (?P<text>\S.*)$")
BOLD = "**"


@dataclass
class Release:
    """One release: its version, its day, and what was changed by table, one text per bullet of the changelog."""

    version: str
    day: date
    changes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def breaking(self) -> bool:
        """Whether a change is in bold, which says that users of the data must change their code."""
        return any(BOLD in text for texts in self.changes.values() for text in texts)


def read_changelog(package: Package) -> list[Release]:
    """Return the releases of a package, newest first; raise PackageError with the place of what cannot be read.

    A release is `## 0.2.0 - 2027-01-31`; the change of a table is a bullet that begins with its name, as
    "- `quotes`, `names`: why". Other bullets, and text below other headings of the second level, are for readers only.
    """
    releases: list[Release] = []
    texts: list[list[str]] = []
    reading = False
    for number, line in enumerate(package.read(PATH).decode("utf-8", "replace").splitlines(), 1):
        if line.startswith("## "):
            heading = HEADING.match(line)
            reading, texts = heading is not None, []
            if heading:
                releases.append(Release(heading["version"], _day(heading["day"], number)))
        elif reading:
            texts = _inside(line, releases[-1].changes, texts)
    return releases


def release_of(package: Package) -> Release:
    """Return the entry of the package's own version; raise PackageError if there is none."""
    return of_version(read_changelog(package), package.version)


def of_version(releases: list[Release], version: str) -> Release:
    """Return the entry of that version; raise PackageError if there is none."""
    for release in releases:
        if release.version == version:
            return release
    raise PackageError(f"{PATH}: has no heading `## {version} - YYYY-MM-DD` for the version of datapackage.json")


def reason(changes: Mapping[str, list[str]], table: str, row: str, column: str) -> str | None:
    """Return why a cell changed: its table's bullet that names the row, else the column, else the first, else None."""
    texts = changes.get(table, [])
    for name in (row, column):
        for text in texts:
            if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
                return text
    return texts[0] if texts else None


def _inside(line: str, changes: dict[str, list[str]], texts: list[list[str]]) -> list[list[str]]:
    """Take one line of a release; return the lists whose last text the next line may continue."""
    further = FURTHER.match(line)
    if further:
        for continued in texts:
            continued[-1] += " " + further["text"]
        return texts
    named = NAMED.match(line)
    if not named:
        return []
    texts = [changes.setdefault(name.strip("`"), []) for name in named["names"].split(", ")]
    for begun in texts:
        begun.append(("**" if line.startswith("- **") else "") + named["text"])
    return texts


def _day(text: str, number: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PackageError(f"{PATH}:{number}: {text!r} is no day, YYYY-MM-DD") from None
