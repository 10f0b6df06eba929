"""Runs a program with one library and what it requires, and with nothing else that is installed here."""

import re
import subprocess
import sys
import tempfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from legitimate_targets.errors import EngineError, MissingExtra

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""The name at the beginning of a requirement."""

PROGRAM = """\
import runpy, sys
sys.path.append(sys.argv[1])
del sys.argv[:2]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def run(library: str, script: Path, *arguments: str) -> str:
    """Return what a script prints with only `library` installed; raise EngineError if it fails.

    Nothing is downloaded: Python starts without its installed packages (-I, -S) and finds the library through links
    to the place where it is installed. Raises MissingExtra if it is not installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        for part in _required(library).values():
            _link(part, Path(folder))
        command = [sys.executable, "-I", "-S", "-B", "-c", PROGRAM, folder, str(script), *arguments]
        result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if result.returncode:
        cause = (result.stderr.strip().splitlines() or [f"exit code {result.returncode}"])[-1]
        raise EngineError(f"{script.name} fails with only {library}: {cause}")
    return result.stdout


def _required(name: str, known: dict[str, Distribution] | None = None) -> dict[str, Distribution]:
    """Return the distribution and all that it requires, by name, added to those that are `known`.

    A requirement that is not installed is taken to be for another system, and is left out.
    """
    found = {} if known is None else known
    try:
        found[name] = distribution(name)
    except PackageNotFoundError:
        if known is None:
            raise MissingExtra(f"{name} is not installed; install it with the extra `release`") from None
        return found
    for requirement in found[name].requires or []:
        match = NAME.match(requirement)
        if match and "extra ==" not in requirement and match[0] not in found:
            _required(match[0], found)
    return found


def _link(part: Distribution, folder: Path) -> None:
    """Link the modules of a distribution into a folder."""
    for top in {file.parts[0] for file in part.files or [] if file.parts[0] != ".."}:
        target = Path(str(part.locate_file(top)))
        if not (folder / top).exists():
            (folder / top).symlink_to(target, target_is_directory=target.is_dir())
