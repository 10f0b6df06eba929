"""A hostile package is refused in words, in little time and memory, and reads nothing outside of its folder."""

import ast
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import harms, hostile_packages
from tests.support.paths import ROOT, SOURCES, SUPPORT

GUARD = SUPPORT / "socket_guard.py"
MOST_SECONDS = 5
"""Seconds of computing that the validation of no package may take."""

MOST_KIBIBYTES = 2**20
"""KiB of memory that the validation of no package may use."""


def run(path: Path) -> tuple[int, str, float, int]:
    """Run `validate` under guard; return its exit code, output, seconds of computing and largest memory in KiB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, str(GUARD), "validate", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=path.parent, timeout=10 * MOST_SECONDS)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    output, _, peak = (done.stderr + done.stdout).rpartition("\npeak ")
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.returncode, output, seconds, int(peak or 0)


@pytest.mark.parametrize("name", hostile_packages.HARMS)
def test_a_hostile_package_is_refused_in_words(name: str, tmp_path: Path) -> None:
    code, output, seconds, memory = run(hostile_packages.build(name, tmp_path))
    assert code in (1, 2), output
    assert output.strip() and "Traceback" not in output and "panicked" not in output
    assert code == 1 or output.count("\n") <= 1, output
    assert "secret" not in output
    assert seconds < MOST_SECONDS
    assert 0 < memory < MOST_KIBIBYTES


def test_there_are_at_least_60_hostile_packages() -> None:
    assert len(hostile_packages.HARMS) >= 60


def test_derived_tables_that_would_take_very_long_are_not_compared_and_the_report_says_so(tmp_path: Path) -> None:
    package = hostile_packages.build("empty index", tmp_path)
    harms.with_many_figures(package)
    code, output, seconds, memory = run(package)
    assert (code, "ranges not derived again (derive --check does)" in output) == (0, True), output
    assert seconds < MOST_SECONDS
    assert 0 < memory < MOST_KIBIBYTES


def test_no_module_of_the_working_directory_is_run(tmp_path: Path) -> None:
    package = hostile_packages.build("a join that never ends", tmp_path)
    (package / "polars.py").write_text("open('imported', 'w')")
    script = Path(sys.executable).with_name("legitimate-targets")
    done = subprocess.run([script, "validate", "."], capture_output=True, text=True, cwd=package)
    assert (done.returncode, "of computing" in done.stderr) == (2, True), done.stderr
    assert not (package / "imported").exists()


def polars_reads() -> Iterator[str]:
    """Yield the source of each call that reads with polars, except in spark/ and the standalone loader of releases."""
    for path in SOURCES.rglob("*.py"):
        if path.parent.name != "spark" and path.name != "load_standalone.py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and re.match(r"pl\.(?:read|scan)_", ast.unparse(node.func)):
                    yield f"{ast.unparse(node.func)}({ast.unparse(node.args[0])})"


def test_polars_is_given_bytes_and_never_a_path() -> None:
    # The guard sees only what Python opens, and not what polars opens by itself.
    assert set(polars_reads()) == {"pl.read_csv(data)", "pl.read_lines(io.BytesIO(data.rstrip(b'\\n') + b'\\n'))"}


@pytest.mark.parametrize("file", [f"package/../{harms.OUTSIDE}", "/etc/passwd"])
def test_the_guard_notices_a_file_outside_of_the_package(file: str, tmp_path: Path) -> None:
    hostile_packages.build("empty index", tmp_path)
    code = "import sys; from tests.support.socket_guard import guard; guard(sys.argv[1]); open('{}')"
    outside = code.format(tmp_path / file)
    environment = {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", outside, str(tmp_path / "package")], env=environment)
    assert done.returncode == 99
