"""Runs one engine of `make bench` over one folder, in a process of its own, and prints how it did as JSON."""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.validate.fields import Cell
from benchmarks.validate.tables import Fault, planted
from tests.support.socket_guard import peak

ENGINES: dict[str, tuple[str, str, str]] = {
    "pl.read_csv (floor)": ("with_polars", "floor", "polars"),
    "this validator": ("with_polars", "this", "legitimate-targets"),
    "polars by hand": ("with_polars", "by_hand", "polars"),
    "dataframely": ("declared", "dataframely", "dataframely"),
    "pandera.polars": ("with_pandera", "pandera_polars", "pandera"),
    "DuckDB": ("files", "duckdb", "duckdb"),
    "pointblank": ("declared", "pointblank", "pointblank"),
    "pandera.pandas": ("with_pandera", "pandera_pandas", "pandera"),
    "Frictionless": ("files", "frictionless", "frictionless"),
}
"""For each engine its module, its function and the distribution whose version is told."""


def installed(engine: str) -> str | None:
    """The version of an engine; null where it is not installed."""
    try:
        return version(ENGINES[engine][2])
    except PackageNotFoundError:
        return None


def main() -> None:
    """Prints `Run.found` and the peak memory of the process in KiB; arguments: ENGINE FOLDER ROWS."""
    engine, folder, rows = sys.argv[1:]
    module, function, _ = ENGINES[engine]
    run: Callable[[Path], set[Cell] | None] = getattr(import_module(f"benchmarks.validate.{module}"), function)
    found = run(Path(folder))
    wanted = planted(int(rows)) if folder.endswith("faulty") else {}
    print(json.dumps((None if found is None else _score(found, wanted), peak())))


def _score(found: set[Cell], wanted: dict[Cell, Fault]) -> tuple[int, int]:
    """How many planted faults are among the cells found, and on how many lines without a fault there are others."""
    lines = {line for line, _ in wanted}
    return sum(cell in found for cell in wanted), len({line for line, _ in found} - lines)


if __name__ == "__main__":
    main()
