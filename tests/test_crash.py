"""Whatever writes leaves the old state or the new one: killed at any moment, without room, beside its like."""

import subprocess
import sys
from pathlib import Path

import pytest
from writers import WRITERS

DISTURB = Path(__file__).with_name("disturb.py")
SMALL = [name for name in WRITERS if name.startswith("format")]
"""The commands that cost little: killed at every single call. `make mutate` kills all of them 200 times."""


def disturbed(*arguments: str) -> list[str]:
    """What came of it, a line a command; fails with all of it where one was damaged."""
    done = subprocess.run([sys.executable, DISTURB, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def test_killed_at_any_call_a_package_is_old_or_new() -> None:
    lines = disturbed("killed", "all", *SMALL)
    kills = sum(int(line.partition(": ")[2].partition(" ")[0]) for line in lines)
    assert kills >= 200


def test_every_command_that_is_killed_comes_to_the_new_state_when_it_runs_again() -> None:
    assert len(disturbed("killed", "2", *(name for name in WRITERS if name not in SMALL))) == len(WRITERS) - len(SMALL)


@pytest.mark.parametrize("kind", ["full", "rival"])
def test_every_command_ends_with_a_sentence(kind: str) -> None:
    assert len(disturbed(kind)) == len(WRITERS)
