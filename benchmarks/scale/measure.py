"""Measures a command with all its processes, and reads from Spark's own log how many jobs it ran and what it moved."""

import json
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SECONDS = 0.2
"""Seconds between two looks at the processes: often enough to see the peak of runs that take seconds."""

MEGABYTE = 1e6
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")

SETTINGS = {
    "spark.driver.memory": "4g",
    "spark.eventLog.compress": "false",
    "spark.eventLog.enabled": "true",
    "spark.eventLog.rolling.enabled": "false",
}


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of processors and peak megabytes of a command and all that it started.

    `output` is what the command printed.
    """

    wall: float
    cpu: float
    peak: float
    output: str


@dataclass(frozen=True)
class SparkLog:
    """Jobs and tasks of Spark, and the megabytes that were sent between tasks or written to disk for lack of memory.

    Megabytes read are not here: Spark does not count its vectored reads of local files.
    """

    jobs: int
    tasks: int
    shuffled: float
    spilled: float


def measure(command: Sequence[object], environment: Mapping[str, str]) -> Cost:
    """Run a command to its end, and return its cost. Raise SystemExit if its exit code is neither 0 nor 1."""
    cpu: dict[int, int] = {}
    begin, peak, pipe = time.perf_counter(), 0, subprocess.PIPE
    words, variables = [*map(str, command)], {**os.environ, **environment}
    process = subprocess.Popen(words, stdout=pipe, stderr=pipe, text=True, env=variables)
    while process.poll() is None:
        seen = dict(_processes(process.pid))
        cpu |= {pid: ticks for pid, (ticks, _) in seen.items()}
        peak = max(peak, sum(pages for _, pages in seen.values()))
        time.sleep(SECONDS)
    output, errors = process.communicate()
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(words)}: exit code {process.returncode}\n{errors}")
    return Cost(time.perf_counter() - begin, sum(cpu.values()) / TICKS, peak * PAGE / MEGABYTE, output)


def _processes(root: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield the id, processor ticks and resident pages of a process and of all below it."""
    stats = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            cells = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        # Fields 4 (parent), 14 and 15 (ticks of user and system) and 24 (pages) of proc(5); cells begin with field 3.
        stats[int(path.parent.name)] = (int(cells[1]), int(cells[11]) + int(cells[12]), int(cells[21]))
    family = {root}
    while more := {pid for pid, (parent, _, _) in stats.items() if parent in family} - family:
        family |= more
    yield from ((pid, stats[pid][1:]) for pid in family & stats.keys())


def log_settings(folder: Path) -> dict[str, str]:
    """Return the environment in which Spark writes its log into `folder`."""
    (folder / "log").mkdir(parents=True)
    settings = SETTINGS | {"spark.eventLog.dir": (folder / "log").as_uri()}
    (folder / "spark-defaults.conf").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    return {"SPARK_CONF_DIR": str(folder)}


def read_log(folder: Path) -> SparkLog:
    """Return what Spark's log in `folder` says."""
    jobs = tasks = shuffled = spilled = 0
    for path in (folder / "log").iterdir():
        for line in path.read_text("utf-8").splitlines():
            event = json.loads(line)
            jobs += event["Event"] == "SparkListenerJobStart"
            if event["Event"] == "SparkListenerTaskEnd" and "Task Metrics" in event:
                tasks += 1
                metrics = event["Task Metrics"]
                shuffled += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"]
                spilled += metrics["Disk Bytes Spilled"]
    return SparkLog(jobs, tasks, shuffled / MEGABYTE, spilled / MEGABYTE)
