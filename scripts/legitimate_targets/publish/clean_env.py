"""Runs a program with one library and what that requires, and nothing else that is installed, as a user may have it."""

import re
import subprocess
import sys
import tempfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from legitimate_targets.errors import MissingExtra, PackageError

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
PROGRAM = """\
import runpy, sys
sys.path.append(sys.argv[1])
del sys.argv[:2]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def run(library: str, script: Path, *arguments: str) -> str:
    """What a script prints in an environment with only `library`; raises PackageError when it fails.

    Python starts without its installed packages (-I, -S) and finds the library by links to where it is installed,
    so that nothing is downloaded.
    """
    with tempfile.TemporaryDirectory() as folder:
        for part in _required(library).values():
            _link(part, Path(folder))
        command = [sys.executable, "-I", "-S", "-B", "-c", PROGRAM, folder, str(script), *arguments]
        result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if result.returncode:
        raise PackageError(f"{script.name} fails with only {library}: {result.stderr.strip().splitlines()[-1]}")
    return result.stdout


def _required(name: str, known: dict[str, Distribution] | None = None) -> dict[str, Distribution]:
    """The distribution and all that it requires here; what is not installed is not required on this system."""
    found = {} if known is None else known
    try:
        found[name] = distribution(name)
    except PackageNotFoundError:
        if known is None:
            raise MissingExtra(f"{name} is not installed, with which a release is checked") from None
        return found
    for requirement in found[name].requires or []:
        match = NAME.match(requirement)
        if match and "extra ==" not in requirement and match[0] not in found:
            _required(match[0], found)
    return found


def _link(part: Distribution, folder: Path) -> None:
    for top in {file.parts[0] for file in part.files or [] if file.parts[0] != ".."}:
        target = Path(str(part.locate_file(top)))
        if not (folder / top).exists():
            (folder / top).symlink_to(target, target_is_directory=target.is_dir())
