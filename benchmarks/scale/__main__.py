"""Measures how `validate` grows from 10^5 to 10^7 quotes with their articles, and writes docs/benchmarks/scale.md.

Each run is a process of its own: the embedded engine on frames that it reads from Parquet, Sail, and a Spark of two
threads on this machine. All numbers are kept, so that one size or one engine can be measured again.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.scale.archive import MOVED, generate
from benchmarks.scale.measure import log_settings, measure, read_log
from benchmarks.scale.report import ENGINES, Run, row, tables, write_page
from legitimate_targets.articles.spans import compare_with_texts
from legitimate_targets.checks.cells import Cells, Failures
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.checks.run import run
from legitimate_targets.datapackage.package import find
from legitimate_targets.spark.parquet_tables import stem
from legitimate_targets.tables.csv_io import FIRST_LINE, LINE
from tests.support.paths import ROOT

SIZES = (10**5, 10**6, 10**7)
REMOTE = {"Sail": (), "Spark": ("--remote", "local[2]")}


def validate_embedded(folder: Path, texts: bool) -> None:
    """Validate an archive with the embedded engine, without its limits of size and time, and print its faults."""
    package = find(folder)
    plan, failures = read_plan(package), Failures()
    cells = {}
    for each in plan.tables.values():
        frame = pl.read_parquet(folder / f"{stem(each)}.parquet" / "*.parquet")
        frame = frame.with_columns(pl.int_range(FIRST_LINE, pl.len() + FIRST_LINE, dtype=pl.Int64()).alias(LINE))
        cells[each.name] = Cells(each, frame.with_columns(pl.exclude(LINE).cast(pl.String())), frame)
    faults = sum(found.frame.height for found in run(plan.checks, cells, failures))
    if texts:
        rows = pl.read_parquet(folder / "texts.parquet" / "*.parquet").iter_rows()
        known = {name: text.encode("utf-8") for name, text in rows}
        messages = {check.id: check.message for check in plan.kind("texts")}
        faults += len(compare_with_texts(cells, known.get, messages, failures).problems)
    print(f"{faults} faults")


def measured(engine: str, folder: Path, quotes: int, texts: bool) -> Run:
    """Run one engine once; return what it cost and what Spark's log says. Raise SystemExit if it misses a fault."""
    with tempfile.TemporaryDirectory() as scratch:
        environment = log_settings(Path(scratch)) if engine == "Spark" else {}
        found = measure(_command(engine, folder, texts), environment)
        log = asdict(read_log(Path(scratch))) if engine == "Spark" else {}
    faults = int((re.search(r"(\d+) faults?", found.output) or [0, 0])[1])
    if faults != MOVED * texts:
        raise SystemExit(f"{engine}, {quotes} quotes: {faults} faults, and not {MOVED * texts}\n{found.output}")
    cost = {"wall": found.wall, "cpu": found.cpu, "peak": found.peak}
    return {"engine": engine, "quotes": quotes, "texts": texts} | cost | log


def _command(engine: str, folder: Path, texts: bool) -> list[object]:
    """Return the command that validates an archive with one engine."""
    if engine not in REMOTE:
        return [sys.executable, "-m", "benchmarks.scale", "--embedded", folder, *(["--texts"] if texts else [])]
    program = Path(sys.executable).parent / "legitimate-targets"
    options = [*REMOTE[engine], *(["--texts", folder / "texts.parquet"] if texts else [])]
    return [program, "validate", folder, "--engine", "spark", *options]


def arguments() -> argparse.Namespace:
    """Return the options of the command line."""
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
    """Measure the engines and sizes of the options; print all numbers that are known, and write them to the page."""
    options = arguments()
    if options.embedded:
        return validate_embedded(options.embedded, options.texts)
    kept = options.folder / "measured.json"
    runs: list[Run] = json.loads(kept.read_text()) if kept.exists() else []
    for quotes in options.sizes:
        folder = options.folder / str(quotes)
        if not folder.exists():
            part = folder.with_suffix(".part")
            generate(part, quotes)
            part.rename(folder)
        for engine in options.engines:
            for texts in (True,) if options.texts else (False, True):
                same: Mapping[str, Any] = {"engine": engine, "quotes": quotes, "texts": texts}
                runs = [each for each in runs if not same.items() <= each.items()]
                runs.append(measured(engine, folder, quotes, texts))
                print(" ".join(row(runs[-1])), flush=True)
                kept.write_text(json.dumps(runs, indent=1))
    print(tables(runs))
    write_page(runs)


if __name__ == "__main__":
    main()
