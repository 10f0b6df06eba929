"""Runs mutants of the rules and tells, rule by rule and sort by sort, how many the proof notices and which survive."""

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
"""Mutants that a process takes at once: they come in the order of tables, and so share what is read of a package."""


@dataclass(frozen=True)
class Verdict:
    """A mutant's id, rule and sort, and what noticed it; null for a survivor."""

    id: str
    rule: str
    sort: str
    by: str | None

    @property
    def state(self) -> str:
        """killed, refused (no schema or query at all), equivalent or alive."""
        if self.by is not None:
            return "refused" if self.by == REFUSED else "killed"
        return "equivalent" if self.id in equivalents() else "alive"


@cache
def equivalents() -> Mapping[str, str]:
    """By id of a mutant why it means what the rule means, or is seen to by another rule."""
    with EQUIVALENTS.open(encoding="utf-8", newline="") as file:
        return {row["mutant"]: row["reason"] for row in csv.DictReader(file)}


def verdicts(mutants: Sequence[Mutant], processes: int = PROCESSES) -> list[Verdict]:
    """One verdict for each mutant, in their order."""
    if processes == 1:
        return [_verdict(mutant) for mutant in mutants]
    with get_context("spawn").Pool(processes) as pool:
        return pool.map(_verdict, mutants, CHUNK)


def _verdict(mutant: Mutant) -> Verdict:
    return Verdict(mutant.id, mutant.rule, mutant.sort, noticed(mutant))


def by_rule(found: Sequence[Verdict]) -> Iterator[str]:
    """A line for each rule, and below it one for each mutant that lives."""
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
    """How many mutants of each sort of rule were killed, as a table."""
    counts = Counter((verdict.sort, verdict.state) for verdict in found)
    states = ("killed", "equivalent", "alive", "refused")
    sorts = list(dict.fromkeys(verdict.sort for verdict in found))
    rows = [[sort, *(str(counts[sort, state]) for state in states)] for sort in sorts]
    total = ["all", *(str(sum(counts[sort, state] for sort in sorts)) for state in states)]
    return table(["rule", *states], [*rows, total])
