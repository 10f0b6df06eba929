"""Prints how long `legitimate-targets validate` and `frictionless validate` take on the package, as whole processes."""

import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter

from legitimate_targets.publish.markdown import table
from tests.support.paths import ROOT

BIN = Path(sys.executable).parent
RUNS = 7
"""Runs of each command; the number is odd, so that the median is one of them."""

COMMANDS: dict[str, tuple[str, ...]] = {
    "legitimate-targets": ("validate", "."),
    "frictionless": ("validate", "datapackage.json"),
}


def seconds(command: Sequence[str | Path]) -> float:
    """Return the seconds of one run of a command. Raise CalledProcessError if it does not find the package valid."""
    start = perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return perf_counter() - start


def main() -> None:
    """Run both commands in turn, `RUNS` times, and print the medians and their ratio to frictionless."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS):
        for name, arguments in COMMANDS.items():
            times[name].append(seconds([BIN / name, *arguments]))
    frictionless = median(times["frictionless"])
    rows = [
        (f"{name} {' '.join(COMMANDS[name])}", version(name), *_seconds(runs), f"{median(runs) / frictionless:.2f}")
        for name, runs in times.items()
    ]
    header = ("command", "version", "median s", "min s", "max s", "ratio")
    print(table(header, rows, numbers=header[2:]))
    print(f"\nPython {sys.version.split()[0]}, polars {version('polars')}, {RUNS} runs of each, in turn")


def _seconds(runs: Sequence[float]) -> tuple[str, ...]:
    return tuple(f"{value:.2f}" for value in (median(runs), min(runs), max(runs)))


if __name__ == "__main__":
    main()
