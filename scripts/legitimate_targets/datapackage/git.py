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


def read_objects(root: Path, names: Sequence[str]) -> list[bytes | None]:
    """Return the bytes of files of a git repository, given as `REVISION:PATH`; None for one that is not there.

    Raises EngineError if git is not installed.
    """
    asked = "".join(f"{name}\n" for name in names).encode("utf-8")
    rest = _run(root, ("cat-file", "--batch"), asked).stdout
    found: list[bytes | None] = []
    for _ in names:
        head, _, rest = rest.partition(b"\n")
        size = int(head.rpartition(b" ")[2]) if b" blob " in head else None
        found.append(None if size is None else rest[:size])
        rest = rest if size is None else rest[size + 1 :]
    return found


def merge_lines(ours: Path, base: Path, theirs: Path) -> tuple[bytes, int]:
    """Return three versions of a file merged line by line, with marked conflicts, and the number of conflicts.

    Raises EngineError if git is not installed or cannot merge the files.
    """
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    files = (str(path.absolute()) for path in (ours, base, theirs))
    result = _run(Path.cwd(), ("merge-file", "-p", *labels, *files))
    # git counts up to 127 conflicts; a higher code is a failure.
    if result.returncode > 127:
        raise EngineError(f"git cannot merge {ours}: {result.stderr.decode('utf-8', 'replace').strip()}")
    return result.stdout, result.returncode


def git(root: Path, *arguments: str) -> str | None:
    """Return what a git command prints, or None if it fails; raise EngineError if git is not installed."""
    result = _run(root, arguments)
    return result.stdout.decode("utf-8", "surrogateescape") if result.returncode == 0 else None


def _run(root: Path, arguments: Sequence[str], data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git")
    if program is None:
        raise EngineError("git is not installed")
    return subprocess.run([program, "-C", str(root), *arguments], input=data, capture_output=True, check=False)
