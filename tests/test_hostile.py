"""No package, however hostile, takes long or much memory, reads outside of itself, or ends otherwise than in words."""

import resource
import subprocess
import sys
from pathlib import Path

import hostile
import pytest

GUARDED = Path(__file__).with_name("guarded.py")
SECONDS = 5
KIBIBYTES = 2**20


def run(path: Path) -> tuple[int, str, float, int]:
    """Exit code, output, seconds of computing and the largest memory in KiB of `validate` under guard."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, str(GUARDED), "validate", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=path.parent, timeout=10 * SECONDS)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    output, _, peak = (done.stderr + done.stdout).rpartition("\npeak ")
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.returncode, output, seconds, int(peak or 0)


@pytest.mark.parametrize("name", hostile.HARMS)
def test_a_hostile_package_is_refused_in_words(name: str, tmp_path: Path) -> None:
    code, output, seconds, memory = run(hostile.build(name, tmp_path))
    assert code in (1, 2), output
    assert output.strip() and "Traceback" not in output and "panicked" not in output
    assert code == 1 or output.count("\n") <= 1, output
    assert "secret" not in output
    assert seconds < SECONDS
    assert 0 < memory < KIBIBYTES


def test_there_are_as_many_hostile_packages_as_promised() -> None:
    assert len(hostile.HARMS) >= 60


def test_the_guard_sees_a_file_outside(tmp_path: Path) -> None:
    hostile.build("empty index", tmp_path)
    code = "import sys; sys.argv = ['', sys.argv[1]]; from guarded import guard; guard(sys.argv[1]); open('{}')"
    outside = code.format(tmp_path / hostile.OUTSIDE)
    environment = {"PYTHONPATH": str(GUARDED.parent)}
    done = subprocess.run([sys.executable, "-c", outside, str(tmp_path / "package")], env=environment)
    assert done.returncode == 99
