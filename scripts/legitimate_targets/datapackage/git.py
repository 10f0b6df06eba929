"""Finds a package by its place or by a git revision, and asks git which files are not committed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from legitimate_targets.datapackage.limits import LARGEST_FILE
from legitimate_targets.datapackage.package import Package, find
from legitimate_targets.datapackage.storage import refuse_large, relative
from legitimate_targets.errors import EngineError, PackageError

NO_REMOTE = {"GIT_ALLOW_PROTOCOL": "none"}
"""The variable by which git fetches nothing, whatever the settings of a repository say: it may be a stranger's."""


PIECE = 2**20
"""The bytes that are read at once of a file that is too large, to come to the end of it."""


class Revision:
    """The files of a package at a commit, read through one process of git that ends with the context.

    `folder` is the place of the package in a checkout. Files are read as git keeps them: no filter, hook or remote of
    the repository runs.
    """

    def __init__(self, folder: Path, commit: str) -> None:
        self._folder, self._commit = folder, commit
        self._git = subprocess.Popen(
            [_program(), "-C", str(folder), "cat-file", "--batch"],
            env={**os.environ, **NO_REMOTE},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> "Revision":
        return self

    def __exit__(self, *_: object) -> None:
        self._git.kill()
        self._git.communicate()

    def read(self, path: str, most: int = LARGEST_FILE) -> bytes:
        """Return the bytes of a file; raise PackageError if the commit has no such file, or it is over `most`."""
        inner = relative(path)
        if "\n" in path:
            raise PackageError(f"{path!r}: is not a path inside the package")
        assert self._git.stdin is not None and self._git.stdout is not None
        try:
            self._git.stdin.write(f"{self._commit}:./{inner}\n".encode())
            self._git.stdin.flush()
        except OSError:
            raise EngineError(f"{self._folder}: git cannot read {self._commit}") from None
        # git answers with a line, `<hash> <type> <bytes>` or `<name> missing`, then with the bytes and a line feed.
        *_, kind, size = (b"", b"", *self._git.stdout.readline().split())
        if not size.isdigit():
            raise PackageError(f"{path}: there is no such file in {self._commit}")
        left = int(size) + 1
        data = self._git.stdout.read(min(left, most + 1))
        left -= len(data)
        while left > 0 and (piece := self._git.stdout.read(min(left, PIECE))):
            left -= len(piece)
        refuse_large(path, int(size), most)
        if kind != b"blob":
            raise PackageError(f"{path}: is no file in {self._commit}")
        return data[:-1]

    def names(self, folder: str) -> list[str]:
        """Return the sorted names of the entries of `folder`; an empty list if there is no such folder."""
        listed = git(self._folder, "ls-tree", "-z", "--name-only", f"{self._commit}:./{relative(folder)}")
        return sorted(name for name in (listed or "").split("\0") if name)

    def damaged(self) -> list[str]:
        """Return an empty list: git compares the hash of each file that it reads."""
        return []


@contextmanager
def package_at(place: str, repository: Path | None = None) -> Iterator[Package]:
    """Yield the package at a folder or a zip or, if there is neither, at a git tag or commit of `repository`.

    `repository` is a folder of a checkout, by default the working directory. The package of a revision is gone when
    the context ends. Raises PackageError if the place is neither, and EngineError if git is not installed.
    """
    if Path(place).exists():
        yield find(place)
        return
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "revision.zip"
        where = repository or Path.cwd()
        if place.startswith("-") or git(where, "rev-parse", "--verify", "--quiet", f"{place}^{{commit}}") is None:
            raise PackageError(f"{place}: is neither a package nor a revision of a git repository")
        git(where, "archive", "--format=zip", f"--output={archive}", place)
        yield find(archive)


def has_revision(name: str, repository: Path) -> bool:
    """Return whether the git repository of a checkout has that tag or commit."""
    return git(repository, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}") is not None


def tags(folder: Path) -> set[str]:
    """Return the git tags of the checkout that `folder` is in; none if it is in no checkout, or if there is no git."""
    if shutil.which("git") is None or not any((each / ".git").exists() for each in (folder, *folder.parents)):
        return set()
    return set((git(folder, "for-each-ref", "--format=%(refname:strip=2)", "refs/tags") or "").split())


def uncommitted(root: Path, paths: Sequence[str]) -> list[str]:
    """Return which files at `paths` are not as committed, sorted; none if `root` is not the root of a checkout."""
    if not (root / ".git").exists():
        return []
    status = git(root, "status", "--porcelain", "--no-renames", "--untracked-files=all", "-z", "--", *paths)
    if status is None:
        raise EngineError(f"{root}: git cannot tell what is not committed")
    return sorted(entry[3:] for entry in status.split("\0") if entry)


def git(root: Path, *arguments: str) -> str | None:
    """Return what a git command prints, or None if it fails; raise EngineError if git is not installed."""
    command = [_program(), "-C", str(root), *arguments]
    result = subprocess.run(command, env={**os.environ, **NO_REMOTE}, capture_output=True, text=True, check=False)
    return result.stdout if result.returncode == 0 else None


def _program() -> str:
    program = shutil.which("git")
    if program is None:
        raise EngineError("git is not installed")
    return program
