"""Tells what `make bench-scale` measured: the numbers, how they grow, and what they come to for larger archives."""

from collections.abc import Iterator
from math import log10
from typing import Any

from legitimate_targets.publish.markdown import table
from tests.support.paths import ROOT

DOCUMENT = ROOT / "docs" / "scale.md"
BEGIN, END = "<!-- measured -->\n", "<!-- end -->"
ENGINES = ("polars", "Sail", "Spark")
HEADER = ("engine", "quotes", "texts", "wall s", "CPU s", "peak MB", "jobs", "tasks", "shuffled MB", "spilled MB")
GROWN = ("engine", "texts", "quotes", "wall", "CPU", "peak memory")
PAPER = ("engine", "quotes", "CPU hours", "shuffled GB", "cores for half an hour")
LARGER = (10**8, 10**9)
HOURS = 0.5
Run = dict[str, Any]


def row(run: Run) -> tuple[str, ...]:
    """A run as a row of the table."""
    columns = ("wall", "cpu", "peak", "jobs", "tasks", "shuffled", "spilled")
    places = {"wall": 1, "cpu": 1}
    cells = (f"{run[name]:.{places.get(name, 0)}f}" if name in run else "" for name in columns)
    return run["engine"], f"{run['quotes']:,}", "yes" if run["texts"] else "no", *cells


def exponents(runs: list[Run]) -> list[tuple[str, ...]]:
    """For each engine the exponent by which its numbers grow, from the smallest size to the largest measured."""
    found = []
    for engine in ENGINES:
        for texts in (False, True):
            own = sorted((r for r in runs if (r["engine"], r["texts"]) == (engine, texts)), key=lambda r: r["quotes"])
            if len(own) > 1:
                first, last = own[0], own[-1]
                decades = log10(last["quotes"] / first["quotes"])
                growth = (f"{log10(last[name] / first[name]) / decades:.2f}" for name in ("wall", "cpu", "peak"))
                span = f"{first['quotes']:,} to {last['quotes']:,}"
                found.append((engine, "yes" if texts else "no", span, *growth))
    return found


def tables(runs: list[Run]) -> str:
    """All tables in Markdown."""
    order = sorted(runs, key=lambda run: (run["texts"], run["quotes"], ENGINES.index(run["engine"])))
    return "\n\n".join(
        (
            table(HEADER, map(row, order), numbers=HEADER[3:]),
            table(GROWN, exponents(runs), numbers=GROWN[3:]),
            table(PAPER, larger(runs), numbers=PAPER[2:]),
        )
    )


def larger(runs: list[Run]) -> Iterator[tuple[str, ...]]:
    """What larger archives come to with their articles, by what each further quote took between two measured sizes."""
    for engine in ENGINES[1:]:
        own = sorted((r for r in runs if r["engine"] == engine and r["texts"]), key=lambda r: r["quotes"])
        if len(own) < 2:
            continue
        for quotes in LARGER:
            each = {name: _further(own[0], own[-1], name, quotes) for name in ("cpu", "shuffled") if name in own[0]}
            hours = each["cpu"] / 3600
            moved = f"{each['shuffled'] / 1000:,.0f}" if "shuffled" in each else ""
            yield engine, f"{quotes:,}", f"{hours:,.1f}", moved, f"{hours / HOURS:,.0f}"


def _further(first: Run, last: Run, name: str, quotes: int) -> float:
    """A number of a run of that many quotes, on the line through two that were measured."""
    each = (last[name] - first[name]) / (last["quotes"] - first["quotes"])
    return float(last[name] + (quotes - last["quotes"]) * each)


def written(runs: list[Run]) -> None:
    """Puts the tables in their place in the document."""
    text = DOCUMENT.read_text("utf-8")
    head, tail = text.partition(BEGIN)[0], text.partition(END)[2]
    DOCUMENT.write_text(f"{head}{BEGIN}\n{tables(runs)}\n\n{END}{tail}", "utf-8")
