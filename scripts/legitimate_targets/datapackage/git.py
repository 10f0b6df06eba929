"""Finds a package by its place or by a git revision, and asks git which files are not committed."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from legitimate_targets.datapackage.package import Package, find
from legitimate_targets.errors import EngineError, PackageError


@contextmanager
def package_at(place: str, repository: Path | None = None) -> Iterator[Package]:
    """Yield the package at a folder or a zip or, if there is neither, at a git tag or commit of `repository`.

    `repository` is a folder of a checkout, by default the working directory. The package of a revision is gone when
    the context ends. Raises PackageError if `place` is neither a package nor a revision, and EngineError if git is not
    installed.
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
    program = shutil.which("git")
    if program is None:
        raise EngineError("git is not installed")
    result = subprocess.run([program, "-C", str(root), *arguments], capture_output=True, text=True, check=False)
    return result.stdout if result.returncode == 0 else None
