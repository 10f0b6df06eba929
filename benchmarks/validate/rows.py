"""Measures the validator beside others on generated tables and writes docs/bench.md.

Each engine runs in processes of its own, in turn with the floor, which is reading the file. What takes minutes is run
with `--slow` alone, and is else listed as not run.
"""

import argparse
import os
import platform
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from subprocess import CalledProcessError
from textwrap import fill

from benchmarks.process import Run, measured, middle
from benchmarks.validate.engine import ENGINES, installed
from benchmarks.validate.fields import FIELDS
from benchmarks.validate.tables import FAULTS, KINDS_OF_FAULT, build
from legitimate_targets.publish.markdown import table
from tests.support.paths import ROOT

PAGE = ROOT / "docs" / "bench.md"
FLOOR, *OTHERS = ENGINES
SIZES = (10_000, 100_000, 1_000_000)
RUNS = 3
OFTEN = ("this validator", "polars by hand")
"""Engines that are run so often on every table; the others so often on small tables, and once from `LARGE` rows on."""

LARGE = 100_000
SLOW = {("Frictionless", 1_000_000)}
KINDS = ("clean", "faulty")
WIDTH = 120
HEADER = ("engine", "CPU s", "CPU ratio", "wall ratio", "MiB", "memory ratio", f"found of {FAULTS}", "other rows")
Line = tuple[object, ...]

INTRODUCTION = f"""# Measured

`make bench` writes this page. The tables are generated: {len(FIELDS)} columns of all types with a primary key, a
foreign key, codes, a pattern, bounds and a row rule, once sound and once with {FAULTS} planted faults of
{len(KINDS_OF_FAULT)} kinds. Each engine runs in a process of its own, in turn with the floor, which only reads the
file with its types (`pl.read_csv`). The numbers are medians of {RUNS} runs, but from {LARGE:,} rows on only for the
floor, the validator and the checks by hand, and else of one run; start of the interpreter and imports are included. CPU
is user and system time of the process, memory its largest resident size, and the ratios are to the floor. "Found"
counts the planted faults that were named by row and column (a row rule by its row), "other rows" the sound rows that
were named.

This validator reads the bytes through the gate and holds every cell to the written grammar. pandera, dataframely,
pointblank and the checks by hand are given the frame that the floor reads, where a cell that does not convert is empty,
so that they find it where the column is required; `True`, `1e3`, `+5` or an invisible character they cannot see.
"""


def main() -> None:
    """Measures everything, prints it and writes the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--slow", action="store_true", help="run what takes minutes as well")
    slow = options.parse_args().slow
    parts = [INTRODUCTION, _machine()]
    for rows in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            parts += list(_sections(Path(folder), rows, slow))
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text("\n".join(parts))


def _sections(folder: Path, rows: int, slow: bool) -> Iterator[str]:
    """The table of one number of rows, sound and faulty."""
    for kind in KINDS:
        (folder / kind).mkdir()
        build(folder / kind, rows, faulty=kind == "faulty")
        lines = list(_lines(folder / kind, rows, slow))
        section = f"## {rows:,} rows, {kind}\n\n{table(HEADER, lines, numbers=HEADER[1:])}\n"
        print(section, flush=True)
        yield section


def _lines(folder: Path, rows: int, slow: bool) -> Iterator[Line]:
    """A line for each engine, or the reason why there are no numbers."""
    floors: list[Run] = [measured(FLOOR, folder, rows) for _ in range(RUNS)]
    yield _line(FLOOR, middle(floors), middle(floors))
    for engine in OTHERS:
        if installed(engine) is None:
            yield engine, "not installed"
        elif (engine, rows) in SLOW and not slow:
            yield engine, "not run, takes minutes: --slow"
        else:
            yield _measured(engine, folder, rows)


def _measured(engine: str, folder: Path, rows: int) -> Line:
    """Each run has a floor of its own just before it."""
    floors, runs = [], []
    try:
        for _ in range(RUNS if engine in OFTEN or rows < LARGE else 1):
            floors.append(measured(FLOOR, folder, rows))
            runs.append(measured(engine, folder, rows))
    except CalledProcessError as error:
        return engine, f"failed with exit code {error.returncode}"
    return _line(engine, middle(runs), middle(floors))


def _line(engine: str, run: Run, floor: Run) -> Line:
    ratios = (run.computing / floor.computing, run.wall / floor.wall, run.memory / floor.memory)
    cpu, wall, memory = (f"{ratio:.2f}" for ratio in ratios)
    return engine, f"{run.computing:.2f}", cpu, wall, f"{run.memory:.0f}", memory, *(run.found or ("", ""))


def _machine() -> str:
    day = datetime.now(UTC).date()
    versions = [f"{engine} {installed(engine) or 'not installed'}" for engine in OTHERS]
    load = f"load average {os.getloadavg()[0]:.0f}"
    system = f"{platform.machine()}, {os.cpu_count()} cores, {load}, Python {platform.python_version()}"
    return fill(f"Measured on {day}, {system}, polars {installed(FLOOR)}: {', '.join(versions)}.", WIDTH) + "\n"


if __name__ == "__main__":
    main()
