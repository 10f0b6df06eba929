"""Measures one process: its time of computing, its time by the clock and its largest memory."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

ENGINE = "benchmarks.validate.engine"


@dataclass(frozen=True)
class Run:
    """Seconds of computing (user and system), seconds by the clock, MiB, and what the process found.

    `found` is the number of planted faults that were found and of other rows that were named; null for the floor.
    """

    computing: float
    wall: float
    memory: float
    found: tuple[int, int] | None


def measured(engine: str, folder: Path, rows: int) -> Run:
    """One run of one engine; raises CalledProcessError when it fails.

    The process tells its memory itself: what the system tells of a child holds that of the process which started it.
    """
    output, computing, wall = timed([sys.executable, "-m", ENGINE, engine, str(folder), str(rows)])
    found, kibibytes = json.loads(output.splitlines()[-1])
    return Run(computing, wall, kibibytes / 1024, tuple(found) if found else None)


def timed(command: list[str], stderr: int | None = None) -> tuple[str, float, float]:
    """What a command prints, the seconds of computing of all its processes, and its seconds by the clock.

    `stderr` is where its errors go, as in subprocess. Raises CalledProcessError when it fails.
    """
    begin = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True) as process:
        output = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return output, usage.ru_utime + usage.ru_stime, perf_counter() - begin


def middle(runs: list[Run]) -> Run:
    """The medians of several runs, each number for itself."""
    return Run(
        median(run.computing for run in runs),
        median(run.wall for run in runs),
        median(run.memory for run in runs),
        runs[0].found,
    )
