"""Finds out from git which three commits are being merged, and reads the tables of each."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from legitimate_targets.curation.format import read_edited
from legitimate_targets.curation.rows import Row
from legitimate_targets.datapackage.git import git, read_objects
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.model import Table

SIDES = ("base", "ours", "theirs")
HEAD = "GITHEAD_"
"""What a variable is called by which `git merge` tells a driver a commit that is merged: this and the commit's id."""

MOST_COMMITS = 20
"""Commits with a version of the file that are looked at: the one that is picked is among the last of them."""


class Revisions:
    """The commits of a merge by side, in the checkout at `top`; each file of them is read once.

    `folder` is that of the package in the checkout, empty or ending in a slash.
    """

    def __init__(self, top: Path, folder: str, commits: Mapping[str, str]) -> None:
        self._top, self._folder, self._commits = top, folder, commits
        self._read: dict[str, dict[str, bytes | None]] = {}

    def data(self, side: str, path: str) -> bytes | None:
        """Return the bytes of a file of the package on one side, or None if the side has no such file."""
        if path not in self._read:
            found = read_objects(self._top, [f"{self._commits[each]}:{self._folder}{path}" for each in SIDES])
            self._read[path] = dict(zip(SIDES, found, strict=True))
        return self._read[path][side]

    def rows(self, side: str, table: Table) -> list[Row]:
        """Return the rows of a table on one side, none if it has no such table; raise PackageError for faulty bytes."""
        return rows_of(self.data(side, table.path) or b"", table)

    def is_merged(self, path: str) -> bool:
        """Return whether git gives a file to the merge driver: both sides changed it, each in another way."""
        return len({self.data(side, path) for side in SIDES}) == len(SIDES)


def rows_of(data: bytes, table: Table) -> list[Row]:
    """Return the rows of one version of a table, none for no bytes; raise PackageError for faulty bytes."""
    if not data:
        return []
    frame = read_edited(data, table)
    if isinstance(frame, list):
        raise PackageError(str(frame[0]))
    return frame.select(table.columns).rows(named=True)


def merged_revisions(top: Path, folder: str, path: str, versions: Mapping[str, Path]) -> Revisions | None:
    """Return the commits in which a file of the package has the three versions that git gives, or None.

    `top` is the folder of the checkout; `versions` has the file of each side. Git does not name the commits of every
    merge, for example of `git stash pop`, and a merge of several merge bases has none.
    """
    wanted = {side: version.read_bytes() for side, version in versions.items()}
    for base, theirs in _candidates(top, f"{folder}{path}", versions["theirs"]):
        found = Revisions(top, folder, {"base": base, "ours": "HEAD", "theirs": theirs})
        if all((found.data(side, path) or b"") == data for side, data in wanted.items()):
            return found
    return None


def _candidates(top: Path, path: str, theirs: Path) -> Iterator[tuple[str, str]]:
    """Yield pairs of a base and a commit that may be merged into HEAD: a merged branch, or a commit that is picked."""
    heads = [name.removeprefix(HEAD) for name in os.environ if name.startswith(HEAD)]
    for head in heads if len(heads) == 1 else ():
        bases = (git(top, "merge-base", "--all", "HEAD", head) or "").split()
        yield from ((base, head) for base in bases if len(bases) == 1)
    blob = (git(top, "hash-object", "--no-filters", "--", str(theirs.absolute())) or "").strip()
    which = ("--all", "--reflog", "--no-merges", f"--max-count={MOST_COMMITS}", f"--find-object={blob}")
    picked = git(top, "log", "--format=%H", *which, "--", path) if blob else None
    yield from ((f"{commit}^", commit) for commit in (picked or "").split())
