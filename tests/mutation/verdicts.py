"""Runs mutants of the rules and counts, by rule and by sort, how many the proof notices and which survive."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from legitimate_targets.publish.markdown import table
from tests.mutation.mutant import Mutant
from tests.mutation.proof import REFUSED, noticed

EQUIVALENTS = Path(__file__).with_name("equivalents.csv")
PROCESSES = 2
CHUNK = 50
"""Mutants that a process takes at once: they come in the order of tables, and so share what was read."""


@dataclass(frozen=True)
class Verdict:
    """A mutant's id, rule and sort, and what noticed it, or None if it survived."""

    id: str
    rule: str
    sort: str
    by: str | None

    @property
    def state(self) -> str:
        """One of killed, refused (not even a schema or query), equivalent and alive."""
        if self.by is not None:
            return "refused" if self.by == REFUSED else "killed"
        return "equivalent" if self.id in equivalents() else "alive"


@cache
def equivalents() -> Mapping[str, str]:
    """Return, by id of a mutant, why it means what the rule means or why another rule covers it."""
    with EQUIVALENTS.open(encoding="utf-8", newline="") as file:
        return {row["mutant"]: row["reason"] for row in csv.DictReader(file)}


def verdicts(mutants: Sequence[Mutant], processes: int = PROCESSES) -> list[Verdict]:
    """Return one verdict per mutant, in the order of the mutants."""
    if processes == 1:
        return [_verdict(mutant) for mutant in mutants]
    with get_context("spawn").Pool(processes) as pool:
        return pool.map(_verdict, mutants, CHUNK)


def _verdict(mutant: Mutant) -> Verdict:
    return Verdict(mutant.id, mutant.rule, mutant.sort, noticed(mutant))


def by_rule(found: Sequence[Verdict]) -> Iterator[str]:
    """Yield one line per rule, and below it one line per mutant that lives."""
    for rule in dict.fromkeys(verdict.rule for verdict in found):
        own = [verdict for verdict in found if verdict.rule == rule and verdict.state != "refused"]
        killed = sum(verdict.state == "killed" for verdict in own)
        if own:
            yield f"{rule}: {killed}/{len(own)}"
        for verdict in own:
            if verdict.state == "equivalent":
                yield f"    equivalent: {verdict.id}: {equivalents()[verdict.id]}"
            elif verdict.state == "alive":
                yield f"    ALIVE: {verdict.id}"


def by_sort(found: Sequence[Verdict]) -> str:
    """Return a table of how many mutants of each sort of rule were killed."""
    counts = Counter((verdict.sort, verdict.state) for verdict in found)
    states = ("killed", "equivalent", "alive", "refused")
    sorts = list(dict.fromkeys(verdict.sort for verdict in found))
    rows = [[sort, *(str(counts[sort, state]) for state in states)] for sort in sorts]
    total = ["all", *(str(sum(counts[sort, state] for sort in sorts)) for state in states)]
    return table(["rule", *states], [*rows, total])
