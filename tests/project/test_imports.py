"""A plain command imports what it uses and nothing else, which is most of the time that it takes to start."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
before = set(sys.modules)
{code}
found = {{name.split(".")[0]: module for name, module in sys.modules.items() if name not in before}}
places = {{name: getattr(module, "__file__", None) or "" for name, module in found.items()}}
print(*sorted(name for name, place in places.items() if "site-packages" in place))
print(*sorted({{name.split(".")[1] for name in sys.modules if name.startswith("legitimate_targets.")}}))
"""
COMMAND = """
from legitimate_targets.__main__ import program
try:
    program({arguments}, prog_name="legitimate-targets")
except SystemExit as done:
    assert done.code == 0, done.code
"""
LOAD = """
from legitimate_targets import load
load({arguments}, package={package!r})
"""
NEEDED = {"click", "polars", "_polars_runtime_32", "typing_extensions"}
OPTIONAL_ROOMS = {"suggest", "publish", "curation", "spark"}


def imported(code: str) -> tuple[set[str], set[str]]:
    """Return the other packages, and the rooms and root modules of this one, that a fresh interpreter imports."""
    command = [sys.executable, "-c", PROGRAM.format(code=code)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    others, own = (set(line.split()) for line in done.stdout.splitlines()[-2:])
    return others, own


@pytest.mark.parametrize(
    ("arguments", "used"),
    [(["validate"], set()), (["format", "--check"], {"curation"})],
    ids=["validate", "format"],
)
def test_a_plain_command_imports_polars_and_click_and_no_room_that_it_does_not_use(
    root: Path, arguments: list[str], used: set[str]
) -> None:
    others, own = imported(COMMAND.format(arguments=[*arguments, str(root)]))
    assert "polars" in others and others <= NEEDED
    assert own & OPTIONAL_ROOMS == used


@pytest.mark.parametrize("arguments", ["", "'sources'"], ids=["all tables", "one table"])
def test_load_imports_polars_and_no_optional_room(root: Path, arguments: str) -> None:
    code = LOAD.format(arguments=arguments or "None", package=str(root))
    others, own = imported(code)
    assert "polars" in others and others <= NEEDED - {"click"}
    assert own & OPTIONAL_ROOMS == set()
