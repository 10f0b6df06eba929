"""A command imports what it uses and nothing else: that is most of the time that it takes to start."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
before = set(sys.modules)
from legitimate_targets.__main__ import program
try:
    program(["validate", sys.argv[1]])
except SystemExit as done:
    assert done.code == 0, done.code
found = {name.split(".")[0]: module for name, module in sys.modules.items() if name not in before}
places = {name: getattr(module, "__file__", None) or "" for name, module in found.items()}
print(*sorted(name for name, place in places.items() if "site-packages" in place))
print(*sorted(name for name in sys.modules if name.count(".") == 1 and name.startswith("legitimate_targets.")))
"""
NEEDED = {"click", "polars", "_polars_runtime_32", "typing_extensions"}
APART = {"suggest", "explorer", "release", "schemas", "codebook", "pandas_frames"}
"""Parts of the package that `validate` has no use for."""


def test_validate_imports_polars_and_click_and_no_part_that_it_has_no_use_for(root: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    others, own = (set(line.split()) for line in done.stdout.splitlines()[-2:])
    assert "polars" in others and others <= NEEDED
    assert not {f"legitimate_targets.{part}" for part in APART} & own
