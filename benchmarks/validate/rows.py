"""Measures the validator and other libraries on generated tables, and writes docs/benchmarks/validate.md.

Each engine runs in processes of its own, in turn with the baseline, which only reads the file. An engine that takes
minutes runs only with `--slow`.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from subprocess import CalledProcessError
from textwrap import fill

from benchmarks.process import timed
from benchmarks.validate.engine import ENGINES, installed
from benchmarks.validate.fields import FIELDS
from benchmarks.validate.generate import FAULTS, KINDS_OF_FAULT, build
from legitimate_targets.publish.markdown import table
from tests.support.paths import ROOT

PAGE = ROOT / "docs" / "benchmarks" / "validate.md"
BASELINE, *OTHERS = ENGINES
SIZES = (10_000, 100_000, 1_000_000)
RUNS = 3
REPEATED = ("this validator", "polars by hand")
"""Engines that run `RUNS` times on tables of every size; the others do so only on tables below `LARGE` rows."""

LARGE = 100_000
SLOW = {("Frictionless", 1_000_000)}
"""Engine and rows of the runs that take minutes."""

KINDS = ("clean", "faulty")
WIDTH = 120
HEADER = ("engine", "CPU s", "CPU ratio", "wall ratio", "MiB", "memory ratio", f"found of {FAULTS}", "other rows")
Line = tuple[object, ...]

INTRODUCTION = f"""# How fast `validate` is, and what it finds

`make bench` writes this page. The tables are generated: {len(FIELDS)} columns of all types, with a primary key, a
foreign key, codes, a pattern, bounds and a row rule. Each table is measured twice: clean, and with {FAULTS} planted
faults of {len(KINDS_OF_FAULT)} kinds.

Each engine runs in a process of its own. Its runs alternate with runs of the baseline, which only reads the file with
its types (`pl.read_csv`). Start of the interpreter and imports are included. Numbers are medians of {RUNS} runs. From
{LARGE:,} rows on, only the baseline, this validator and polars by hand run {RUNS} times; the others run once.

- CPU: user and system time of the process.
- MiB: its largest resident memory.
- Ratios: to the baseline.
- Found: planted faults that were named by row and column (a row rule by its row).
- Other rows: sound rows that were named.

This validator reads the bytes through the gate, and checks every cell against the written grammar. pandera,
dataframely, pointblank and polars by hand start from the typed frame that the baseline reads. A cell that cannot be
converted is empty in that frame. They therefore find it only in a required column, and they cannot see `True`, `1e3`,
`+5` or an invisible character.
"""


@dataclass(frozen=True)
class Run:
    """CPU seconds (user and system), seconds on the clock, MiB, and what the engine found.

    `found` is how many planted faults were found and how many other rows were named; it is None for the baseline.
    """

    computing: float
    wall: float
    memory: float
    found: tuple[int, int] | None


def main() -> None:
    """Measure all engines, print the tables and write the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--slow", action="store_true", help="include the runs that take minutes")
    slow = options.parse_args().slow
    parts = [INTRODUCTION, _machine()]
    for rows in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            parts += list(_sections(Path(folder), rows, slow))
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text("\n".join(parts))


def _sections(folder: Path, rows: int, slow: bool) -> Iterator[str]:
    """Yield the sections for one number of rows: clean and faulty."""
    for kind in KINDS:
        (folder / kind).mkdir()
        build(folder / kind, rows, faulty=kind == "faulty")
        lines = list(_lines(folder / kind, rows, slow))
        section = f"## {rows:,} rows, {kind}\n\n{table(HEADER, lines, numbers=HEADER[1:])}\n"
        print(section, flush=True)
        yield section


def _lines(folder: Path, rows: int, slow: bool) -> Iterator[Line]:
    """Yield one line per engine: its numbers, or why there are none."""
    baselines = [_run(BASELINE, folder, rows) for _ in range(RUNS)]
    yield _line(BASELINE, _medians(baselines), _medians(baselines))
    for engine in OTHERS:
        if installed(engine) is None:
            yield engine, "not installed"
        elif (engine, rows) in SLOW and not slow:
            yield engine, "not run, takes minutes: --slow"
        else:
            yield _measured(engine, folder, rows)


def _measured(engine: str, folder: Path, rows: int) -> Line:
    """Run an engine, each run just after a baseline of its own, and return its line."""
    baselines, runs = [], []
    try:
        for _ in range(RUNS if engine in REPEATED or rows < LARGE else 1):
            baselines.append(_run(BASELINE, folder, rows))
            runs.append(_run(engine, folder, rows))
    except CalledProcessError as error:
        return engine, f"failed with exit code {error.returncode}"
    return _line(engine, _medians(runs), _medians(baselines))


def _run(engine: str, folder: Path, rows: int) -> Run:
    """Run one engine once. Raise CalledProcessError if it fails.

    The process itself prints its memory: what the system reports of a child includes its parent's before the exec.
    """
    output, computing, wall = timed(
        [sys.executable, "-m", "benchmarks.validate.engine", engine, str(folder), str(rows)]
    )
    found, kibibytes = json.loads(output.splitlines()[-1])
    return Run(computing, wall, kibibytes / 1024, tuple(found) if found else None)


def _medians(runs: list[Run]) -> Run:
    """Return the median of each number of several runs."""
    return Run(
        median(run.computing for run in runs),
        median(run.wall for run in runs),
        median(run.memory for run in runs),
        runs[0].found,
    )


def _line(engine: str, run: Run, baseline: Run) -> Line:
    ratios = (run.computing / baseline.computing, run.wall / baseline.wall, run.memory / baseline.memory)
    cpu, wall, memory = (f"{ratio:.2f}" for ratio in ratios)
    return engine, f"{run.computing:.2f}", cpu, wall, f"{run.memory:.0f}", memory, *(run.found or ("", ""))


def _machine() -> str:
    day = datetime.now(UTC).date()
    versions = [f"{engine} {installed(engine) or 'not installed'}" for engine in OTHERS]
    load = f"load average {os.getloadavg()[0]:.0f}"
    system = f"{platform.machine()}, {os.cpu_count()} cores, {load}, Python {platform.python_version()}"
    return fill(f"Measured on {day}, {system}, polars {installed(BASELINE)}: {', '.join(versions)}.", WIDTH) + "\n"


if __name__ == "__main__":
    main()
