"""No package, however hostile, takes long or much memory, reads outside of itself, or ends otherwise than in words."""

import ast
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import harms
from tests.support import hostile_packages as hostile
from tests.support.paths import ROOT, SOURCES, SUPPORT

GUARDED = SUPPORT / "socket_guard.py"
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


def test_derived_tables_that_would_take_very_long_are_not_compared_and_that_is_said(tmp_path: Path) -> None:
    package = hostile.build("empty index", tmp_path)
    harms.many_figures(package)
    code, output, seconds, memory = run(package)
    assert (code, "ranges not derived again (derive --check does)" in output) == (0, True), output
    assert seconds < SECONDS
    assert 0 < memory < KIBIBYTES


def test_no_module_of_the_working_directory_is_run(tmp_path: Path) -> None:
    package = hostile.build("a join that never ends", tmp_path)
    (package / "polars.py").write_text("open('imported', 'w')")
    script = Path(sys.executable).with_name("legitimate-targets")
    done = subprocess.run([script, "validate", "."], capture_output=True, text=True, cwd=package)
    assert (done.returncode, "of computing" in done.stderr) == (2, True), done.stderr
    assert not (package / "imported").exists()


def readers() -> Iterator[str]:
    """Every call by which a module reads with polars, as it is written; without scale/ and the loader of releases."""
    for path in SOURCES.rglob("*.py"):
        if path.parent.name != "spark" and path.name != "load_standalone.py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and re.match(r"pl\.(?:read|scan)_", ast.unparse(node.func)):
                    yield f"{ast.unparse(node.func)}({ast.unparse(node.args[0])})"


def test_polars_is_given_bytes_and_never_a_path() -> None:
    """What polars opens by itself no guard of this interpreter sees."""
    assert set(readers()) == {"pl.read_csv(data)", "pl.read_lines(io.BytesIO(data.rstrip(b'\\n') + b'\\n'))"}


def test_the_guard_sees_a_file_outside(tmp_path: Path) -> None:
    hostile.build("empty index", tmp_path)
    code = "import sys; from tests.support.socket_guard import guard; guard(sys.argv[1]); open('{}')"
    outside = code.format(tmp_path / harms.OUTSIDE)
    environment = {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", outside, str(tmp_path / "package")], env=environment)
    assert done.returncode == 99
