"""Whatever writes leaves the old state or the new one: killed at any moment, on a full disk, beside another run."""

import subprocess
import sys

import pytest

from tests.support.paths import ROOT
from tests.support.writers import WRITERS

pytestmark = pytest.mark.slow
SMALL = [name for name in WRITERS if name.startswith("format")]
"""The commands that cost little, which are killed at every single call. `make crash` kills all commands."""

OTHERS = ["derive", "suggest", "accept"]
"""One command of each kind that costs more: many files, folders, and a package that is built and exchanged."""


def disturbed(*arguments: str) -> list[str]:
    """Return what came of it, one line per command; fail with all lines if something was damaged."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.kill_at_write", *arguments], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def test_killed_at_any_call_a_package_is_old_or_new() -> None:
    lines = disturbed("killed", "all", *SMALL)
    kills = sum(int(line.partition(": ")[2].partition(" ")[0]) for line in lines)
    assert kills >= 150


@pytest.mark.parametrize("name", OTHERS)
def test_a_command_is_killed_meets_a_full_disk_and_another_run(name: str) -> None:
    assert len(disturbed("each", name)) == 3


@pytest.mark.parametrize("kind", ["full", "rival"])
def test_a_small_command_meets_a_full_disk_or_another_run(kind: str) -> None:
    assert len(disturbed(kind, *SMALL)) == len(SMALL)
