"""Whatever writes leaves the old state or the new one: killed at any moment, without room, beside its like."""

import subprocess
import sys

import pytest

from tests.support.paths import ROOT
from tests.support.writers import WRITERS

pytestmark = pytest.mark.slow
SMALL = [name for name in WRITERS if name.startswith("format")]
"""The commands that cost little: killed at every single call. `make crash` kills all of them, a release as well."""

OTHERS = ["derive", "suggest", "accept"]
"""One command of each kind that costs more: many files, folders, and a package built beside."""


def disturbed(*arguments: str) -> list[str]:
    """What came of it, a line a command; fails with all of it where one was damaged."""
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
def test_a_command_is_killed_has_no_room_and_meets_its_like(name: str) -> None:
    assert len(disturbed("each", name)) == 3


@pytest.mark.parametrize("kind", ["full", "rival"])
def test_a_small_command_has_no_room_and_meets_its_like(kind: str) -> None:
    assert len(disturbed(kind, *SMALL)) == len(SMALL)
