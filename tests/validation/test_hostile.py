"""A hostile package is refused in words, in little time and memory, and reads nothing outside of its folder."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import harms, hostile_packages
from tests.support.paths import ROOT, SOURCES
from tests.support.socket_guard import GUARD_BROKEN, Guarded, guarded

MOST_SECONDS = 5
"""Seconds of computing that the validation of no package may take."""

MOST_KIBIBYTES = 2**20
"""KiB of memory that the validation of no package may use."""


@pytest.fixture(scope="module")
def under_guard() -> Iterator[Guarded]:
    """Start the process that runs `validate` under guard."""
    with guarded() as running:
        yield running


@pytest.mark.parametrize("name", hostile_packages.HARMS)
def test_a_hostile_package_is_refused_in_words(name: str, tmp_path: Path, under_guard: Guarded) -> None:
    done = under_guard.validate(hostile_packages.build(name, tmp_path))
    assert done.code in (1, 2), done.output
    assert done.output.strip() and "Traceback" not in done.output and "panicked" not in done.output
    assert done.code == 1 or done.output.count("\n") <= 1, done.output
    assert "secret" not in done.output
    assert done.seconds < MOST_SECONDS
    assert 0 < done.memory < MOST_KIBIBYTES


def test_there_are_at_least_60_hostile_packages() -> None:
    assert len(hostile_packages.HARMS) >= 60


def test_derived_tables_that_would_take_very_long_are_not_compared_and_the_report_says_so(
    tmp_path: Path, under_guard: Guarded
) -> None:
    package = hostile_packages.build("empty index", tmp_path)
    harms.with_many_figures(package)
    done = under_guard.validate(package)
    assert (done.code, "ranges not checked (run derive --check)" in done.output) == (0, True), done.output
    assert done.seconds < MOST_SECONDS
    assert 0 < done.memory < MOST_KIBIBYTES


def test_no_module_of_the_working_directory_is_run(tmp_path: Path) -> None:
    package = hostile_packages.build("a join that never ends", tmp_path)
    (package / "polars.py").write_text("open('imported', 'w')")
    script = Path(sys.executable).with_name("legitimate-targets")
    done = subprocess.run([script, "validate", "."], capture_output=True, text=True, cwd=package)
    assert (done.returncode, "of processor time" in done.stderr) == (2, True), done.stderr
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
    assert done.returncode == GUARD_BROKEN
