"""A command that writes leaves the old state or the new one if it is killed, on a full disk or beside a rival."""

import subprocess
import sys

import pytest

from tests.support.paths import ROOT
from tests.support.writers import WRITERS

pytestmark = pytest.mark.slow
SMALL = [name for name in WRITERS if name.startswith("format")]
"""Commands that are quick enough to be killed at every call; `make crash` kills all commands, a release included."""

SLOWER = ["derive", "suggest", "accept"]
"""One slower command of each kind: it writes many files, a folder, or a package beside the one that it replaces."""


def disturb(*arguments: str) -> list[str]:
    """Return the lines that kill_at_write prints, one per disturbance; fail if a command does damage."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.kill_at_write", *arguments], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def test_a_package_is_old_or_new_after_a_kill_at_any_call() -> None:
    lines = disturb("killed", "all", *SMALL)
    kills = sum(int(line.partition(": ")[2].partition(" ")[0]) for line in lines)
    assert kills >= 150


@pytest.mark.parametrize("name", SLOWER)
def test_a_slower_command_survives_a_kill_a_full_disk_and_a_rival(name: str) -> None:
    assert len(disturb("each", name)) == 3


@pytest.mark.parametrize("kind", ["full", "rival"])
def test_a_small_command_survives_a_full_disk_and_a_rival(kind: str) -> None:
    assert len(disturb(kind, *SMALL)) == len(SMALL)
