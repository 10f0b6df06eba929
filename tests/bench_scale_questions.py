"""Prints what Spark reads and sends between its tasks for each question that a validation asks, one archive at a time.

The questions are asked one by one, where `validate` puts eight into one operation; `make bench-scale` made the archive.
"""

import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench_scale_measure import MEGABYTE, log_settings

from legitimate_targets.markdown import table
from legitimate_targets.package import find
from legitimate_targets.plan import Plan, read_plan
from legitimate_targets.scale import counts, engine
from legitimate_targets.scale.compile import OF_ROW
from legitimate_targets.scale.session import session

HEADER = ("question", "read MB", "shuffled MB", "task s")
PARTS = {"read": MEGABYTE, "shuffled": MEGABYTE, "seconds": 1}


def labels(plan: Plan, tables: list[str]) -> Iterator[str]:
    """The questions in the order in which they are asked."""
    made = [check for check in plan.checks if check.kind in engine.HERE]
    for ids, _ in counts._questions(plan, tables, made):
        first = next(check for check in made if check.id == ids[-1])
        what = "every cell and row" if first.kind in OF_ROW else first.kind.replace("_", " ")
        detail = f" ({', '.join(first.columns)})" if first.kind == "unique" else f", {len(ids)} of them"
        yield f"{first.table or first.id}: {what}{'' if first.kind == 'across' else detail}"
    yield "texts: names that stand twice"
    yield "texts: spans and hashes, by the kernel"


def traffic(log: Path) -> list[dict[str, float]]:
    """What each execution of a query read and shuffled, in order."""
    stages: dict[int, int] = {}
    found: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for line in log.read_text("utf-8").splitlines():
        event: dict[str, Any] = json.loads(line)
        execution = event.get("Properties", {}).get("spark.sql.execution.id") if event.get("Properties") else None
        if event["Event"] == "SparkListenerJobStart" and execution is not None:
            stages |= dict.fromkeys(event["Stage IDs"], int(execution))
        if event["Event"] == "SparkListenerTaskEnd" and event["Stage ID"] in stages and "Task Metrics" in event:
            metrics, own = event["Task Metrics"], found[stages[event["Stage ID"]]]
            own["read"] += metrics["Input Metrics"]["Bytes Read"]
            own["shuffled"] += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"]
            own["seconds"] += metrics["Executor Run Time"] / 1000
    return [found[execution] for execution in sorted(found)]


def main(folder: Path) -> None:
    """Validates an archive with its questions one by one, and prints what each of them moved."""
    counts.TOGETHER = 1
    package = find(folder)
    plan = read_plan(package)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ |= log_settings(Path(scratch))
        with session("local[2]") as connected:
            report, _ = engine.examine(package, connected, folder / "texts.parquet", 1000, plan)
        (log,) = (Path(scratch) / "log").iterdir()
        moved = traffic(log)
    named = zip(labels(plan, list(plan.tables)), moved, strict=True)
    lines = [(name, *(f"{each[part] / unit:.1f}" for part, unit in PARTS.items())) for name, each in named]
    print(f"{report.rows:,} rows, {report.spans:,} spans")
    print(table(HEADER, lines, numbers=HEADER[1:]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
