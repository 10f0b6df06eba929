"""Prints, and writes to docs/scale.md, how `validate` grows from 10^5 to 10^7 quotes with their articles, by engine.

Each run is a whole process: the embedded engine on frames that it reads from Parquet, Sail in its own process, and a
Spark of two threads on this machine. What was measured is kept, so that one size or engine can be measured again.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.scale.archive import MOVED, generate
from benchmarks.scale.measure import log_settings, measure, moved
from benchmarks.scale.report import ENGINES, Run, row, tables, written
from legitimate_targets.articles.spans import compare_with_texts
from legitimate_targets.checks.cells import Cells
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.checks.run import run
from legitimate_targets.datapackage.package import find
from legitimate_targets.spark.parquet_tables import stem
from legitimate_targets.tables.csv_io import FIRST_LINE, LINE
from tests.support.paths import ROOT

SIZES = (10**5, 10**6, 10**7)
REMOTE = {"Sail": (), "Spark": ("--remote", "local[2]")}


def embedded(folder: Path, texts: bool) -> None:
    """The embedded engine over the same Parquet, as for tables of one's own: no bounds of size or time."""
    package = find(folder)
    plan = replace(read_plan(package), untrusted=False)
    cells = {}
    for each in plan.tables.values():
        frame = pl.read_parquet(folder / f"{stem(each)}.parquet" / "*.parquet")
        frame = frame.with_columns(pl.int_range(FIRST_LINE, pl.len() + FIRST_LINE, dtype=pl.Int64()).alias(LINE))
        cells[each.name] = Cells(each, frame.with_columns(pl.exclude(LINE).cast(pl.String())), frame)
    faults = sum(found.frame.height for found in run(plan.checks, cells))
    if texts:
        rows = pl.read_parquet(folder / "texts.parquet" / "*.parquet").iter_rows()
        known = {name: text.encode("utf-8") for name, text in rows}
        faults += len(
            compare_with_texts(cells, known.get, {check.id: check.message for check in plan.kind("texts")}).problems
        )
    print(f"{faults} faults")


def measured(engine: str, folder: Path, quotes: int, texts: bool) -> Run:
    """One run of one engine, with what Spark's log tells of it."""
    with tempfile.TemporaryDirectory() as scratch:
        if engine in REMOTE:
            command: list[object] = [
                Path(sys.executable).parent / "legitimate-targets",
                "validate",
                folder,
                "--engine",
                "spark",
            ]
            command += [*REMOTE[engine], *(["--texts", folder / "texts.parquet"] if texts else [])]
        else:
            command = [sys.executable, "-m", "benchmarks.scale", "--embedded", folder, *(["--texts"] if texts else [])]
        environment = log_settings(Path(scratch)) if engine == "Spark" else {}
        found = measure(command, environment)
        told = asdict(moved(Path(scratch))) if engine == "Spark" else {}
    faults = int((re.search(r"(\d+) faults?", found.output) or [0, 0])[1])
    if faults != MOVED * texts:
        raise SystemExit(f"{engine}, {quotes} quotes: {faults} faults, and not {MOVED * texts}\n{found.output}")
    numbers = {"wall": found.wall, "cpu": found.cpu, "peak": found.peak}
    return {"engine": engine, "quotes": quotes, "texts": texts} | numbers | told


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "build" / "scale", help="where archives and numbers are kept"
    )
    parser.add_argument("--embedded", type=Path, help="validate one archive in this process")
    parser.add_argument("--texts", action="store_true", help="measure only with the articles")
    return parser.parse_args()


def main() -> None:
    """Measures what is asked for, and prints and writes all that is known."""
    asked = arguments()
    if asked.embedded:
        return embedded(asked.embedded, asked.texts)
    kept = asked.folder / "measured.json"
    runs: list[Run] = json.loads(kept.read_text()) if kept.exists() else []
    for quotes in asked.sizes:
        folder = asked.folder / str(quotes)
        if not folder.exists():
            part = folder.with_suffix(".part")
            generate(part, quotes)
            part.rename(folder)
        for engine in asked.engines:
            for texts in (True,) if asked.texts else (False, True):
                same: Mapping[str, Any] = {"engine": engine, "quotes": quotes, "texts": texts}
                runs = [each for each in runs if not same.items() <= each.items()]
                runs.append(measured(engine, folder, quotes, texts))
                print(" ".join(row(runs[-1])), flush=True)
                kept.write_text(json.dumps(runs, indent=1))
    print(tables(runs))
    written(runs)


if __name__ == "__main__":
    main()
