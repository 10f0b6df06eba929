"""Runs one engine of `make bench` on one folder, as a process of its own, and prints as JSON how it did."""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.validate.fields import Cell
from benchmarks.validate.generate import Fault, planted
from tests.support.socket_guard import peak

ENGINES: dict[str, tuple[str, str, str]] = {
    "pl.read_csv (baseline)": ("with_polars", "baseline", "polars"),
    "this validator": ("with_polars", "this", "legitimate-targets"),
    "polars by hand": ("with_polars", "by_hand", "polars"),
    "dataframely": ("with_dataframely", "dataframely", "dataframely"),
    "pandera.polars": ("with_pandera", "pandera_polars", "pandera"),
    "DuckDB": ("with_duckdb", "duckdb", "duckdb"),
    "pointblank": ("with_pointblank", "pointblank", "pointblank"),
    "pandera.pandas": ("with_pandera", "pandera_pandas", "pandera"),
    "Frictionless": ("with_frictionless", "frictionless", "frictionless"),
}
"""For each engine its module, its function, and the distribution whose version is printed."""


def installed(engine: str) -> str | None:
    """Return the version of an engine, or None if it is not installed."""
    try:
        return version(ENGINES[engine][2])
    except PackageNotFoundError:
        return None


def main() -> None:
    """Print `Run.found` and the peak memory of the process in KiB; the arguments are ENGINE FOLDER ROWS."""
    engine, folder, rows = sys.argv[1:]
    module, function, _ = ENGINES[engine]
    run: Callable[[Path], set[Cell] | None] = getattr(import_module(f"benchmarks.validate.{module}"), function)
    found = run(Path(folder))
    wanted = planted(int(rows)) if folder.endswith("faulty") else {}
    print(json.dumps((None if found is None else _score(found, wanted), peak())))


def _score(found: set[Cell], wanted: dict[Cell, Fault]) -> tuple[int, int]:
    """Return how many planted faults were found, and how many lines without a planted fault were named."""
    lines = {line for line, _ in wanted}
    return sum(cell in found for cell in wanted), len({line for line, _ in found} - lines)


if __name__ == "__main__":
    main()
