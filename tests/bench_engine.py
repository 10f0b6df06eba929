"""Runs one engine of `make bench` over one folder, in a process of its own, and prints how it did as JSON."""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench_fields import Cell
from bench_tables import Fault, planted
from guarded import peak

ENGINES: dict[str, tuple[str, str, str]] = {
    "pl.read_csv (floor)": ("bench_polars", "floor", "polars"),
    "this validator": ("bench_polars", "this", "legitimate-targets"),
    "polars by hand": ("bench_polars", "by_hand", "polars"),
    "dataframely": ("bench_declared", "dataframely", "dataframely"),
    "pandera.polars": ("bench_pandera", "pandera_polars", "pandera"),
    "DuckDB": ("bench_files", "duckdb", "duckdb"),
    "pointblank": ("bench_declared", "pointblank", "pointblank"),
    "pandera.pandas": ("bench_pandera", "pandera_pandas", "pandera"),
    "Frictionless": ("bench_files", "frictionless", "frictionless"),
}
"""For each engine its module, its function and the distribution whose version is told."""


def installed(engine: str) -> str | None:
    """The version of an engine; null where it is not installed."""
    try:
        return version(ENGINES[engine][2])
    except PackageNotFoundError:
        return None


def main() -> None:
    """`bench_engine.py ENGINE FOLDER ROWS`: prints `Run.found`, and the largest memory of the process in KiB."""
    engine, folder, rows = sys.argv[1:]
    module, function, _ = ENGINES[engine]
    run: Callable[[Path], set[Cell] | None] = getattr(import_module(module), function)
    found = run(Path(folder))
    wanted = planted(int(rows)) if folder.endswith("faulty") else {}
    print(json.dumps((None if found is None else _score(found, wanted), peak())))


def _score(found: set[Cell], wanted: dict[Cell, Fault]) -> tuple[int, int]:
    """How many planted faults are among the cells found, and on how many lines without a fault there are others."""
    lines = {line for line, _ in wanted}
    return sum(cell in found for cell in wanted), len({line for line, _ in found} - lines)


if __name__ == "__main__":
    main()
