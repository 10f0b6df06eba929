"""Writes what `make bench-scale` measured: the numbers, how they grow, and what they amount to for larger archives."""

from collections.abc import Iterator
from math import log10
from typing import Any

from legitimate_targets.publish.markdown import table
from tests.support.paths import ROOT

PAGE = ROOT / "docs" / "benchmarks" / "scale.md"
BEGIN, END = "<!-- measured -->\n", "<!-- end -->"
ENGINES = ("polars", "Sail", "Spark")
HEADER = ("engine", "quotes", "texts", "wall s", "CPU s", "peak MB", "jobs", "tasks", "shuffled MB", "spilled MB")
GROWN = ("engine", "texts", "quotes", "wall", "CPU", "peak memory")
PAPER = ("engine", "quotes", "CPU hours", "shuffled GB", "cores for half an hour")
LARGER = (10**8, 10**9)
HOURS = 0.5
Run = dict[str, Any]


def row(run: Run) -> tuple[str, ...]:
    """Return a run as a row of the first table."""
    columns = ("wall", "cpu", "peak", "jobs", "tasks", "shuffled", "spilled")
    places = {"wall": 1, "cpu": 1}
    cells = (f"{run[name]:.{places.get(name, 0)}f}" if name in run else "" for name in columns)
    return run["engine"], f"{run['quotes']:,}", "yes" if run["texts"] else "no", *cells


def tables(runs: list[Run]) -> str:
    """Return all tables as Markdown."""
    order = sorted(runs, key=lambda run: (run["texts"], run["quotes"], ENGINES.index(run["engine"])))
    return "\n\n".join(
        (
            table(HEADER, map(row, order), numbers=HEADER[3:]),
            table(GROWN, _exponents(runs), numbers=GROWN[3:]),
            table(PAPER, _larger(runs), numbers=PAPER[2:]),
        )
    )


def _exponents(runs: list[Run]) -> Iterator[tuple[str, ...]]:
    """Yield for each engine the exponents with which its numbers grow from the smallest to the largest archive."""
    for engine in ENGINES:
        for texts in (False, True):
            own = sorted((r for r in runs if (r["engine"], r["texts"]) == (engine, texts)), key=lambda r: r["quotes"])
            if len(own) > 1:
                first, last = own[0], own[-1]
                decades = log10(last["quotes"] / first["quotes"])
                growth = (f"{log10(last[name] / first[name]) / decades:.2f}" for name in ("wall", "cpu", "peak"))
                span = f"{first['quotes']:,} to {last['quotes']:,}"
                yield engine, "yes" if texts else "no", span, *growth


def _larger(runs: list[Run]) -> Iterator[tuple[str, ...]]:
    """Yield what larger archives with articles would take, on the line through the smallest and the largest run."""
    for engine in ENGINES[1:]:
        own = sorted((r for r in runs if r["engine"] == engine and r["texts"]), key=lambda r: r["quotes"])
        if len(own) < 2:
            continue
        for quotes in LARGER:
            each = {name: _on_line(own[0], own[-1], name, quotes) for name in ("cpu", "shuffled") if name in own[0]}
            hours = each["cpu"] / 3600
            moved = f"{each['shuffled'] / 1000:,.0f}" if "shuffled" in each else ""
            yield engine, f"{quotes:,}", f"{hours:,.1f}", moved, f"{hours / HOURS:,.0f}"


def _on_line(first: Run, last: Run, name: str, quotes: int) -> float:
    """Return a number for so many quotes, on the line through two runs."""
    each = (last[name] - first[name]) / (last["quotes"] - first["quotes"])
    return float(last[name] + (quotes - last["quotes"]) * each)


def write_page(runs: list[Run]) -> None:
    """Replace the tables of the page."""
    text = PAGE.read_text("utf-8")
    head, tail = text.partition(BEGIN)[0], text.partition(END)[2]
    PAGE.write_text(f"{head}{BEGIN}\n{tables(runs)}\n\n{END}{tail}", "utf-8")
