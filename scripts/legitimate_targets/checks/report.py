"""What a validation found: collects problems up to a limit, and reports them with what was checked."""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from legitimate_targets.checks.cells import Faults
from legitimate_targets.checks.check import NOTE
from legitimate_targets.errors import Problem
from legitimate_targets.tables.model import Table

MOST_SHOWN = 20_000
"""Problems of all rules together that are kept if there is a limit per rule."""


@dataclass(frozen=True)
class Report:
    """The result of a validation: the problems, sorted, and how much was looked at.

    `hidden` counts the problems of each rule beyond the limit. `tables`, `rows` and `checks` count what was looked at,
    `spans` those compared with the texts (None without texts), `derived` the derived tables compared with a fresh run
    (None if faults or too many rows prevented it). `left_out` are the ids of checks whose table could not be read,
    `not_compared` the derived tables that only `derive --check` compares. `release` is the version of the last release,
    whose ids were looked for (None if it was not found). `single_file` is True without a package.
    """

    problems: tuple[Problem, ...]
    hidden: Mapping[str, int]
    faults: int
    notes: int
    tables: int = 0
    rows: int = 0
    checks: int = 0
    spans: int | None = None
    derived: int | None = None
    left_out: tuple[str, ...] = ()
    not_compared: tuple[str, ...] = ()
    release: str | None = None
    single_file: bool = False

    @property
    def valid(self) -> bool:
        """Whether nothing but notes was found."""
        return self.faults == 0


class Findings:
    """The problems found so far; with a `limit`, so many of each rule are kept and the others counted."""

    def __init__(self, limit: int | None = None) -> None:
        self.problems: list[Problem] = []
        self.hidden: Counter[str] = Counter()
        self._limit = limit
        self._kept: Counter[str] = Counter()
        self._noted: set[str] = set()

    @property
    def notes(self) -> int:
        """The number of notes, kept or not."""
        kept = sum(problem.note for problem in self.problems)
        return kept + sum(count for rule, count in self.hidden.items() if rule in self._noted)

    @property
    def faults(self) -> int:
        """The number of faults, kept or not."""
        return len(self.problems) + sum(self.hidden.values()) - self.notes

    def add(self, problems: Iterable[Problem]) -> None:
        """Keep problems up to the limit and count the others."""
        for problem in problems:
            if problem.note:
                self._noted.add(problem.rule)
            if self._room(problem.rule):
                self._kept[problem.rule] += 1
                self.problems.append(problem)
            else:
                self.hidden[problem.rule] += 1

    def add_faults(self, faults: Faults, tables: Mapping[str, Table]) -> None:
        """Keep the faulty cells of one check up to the limit; those beyond it are counted without becoming objects."""
        rule, found = faults.check.id, faults.frame.height
        room = self._room(rule)
        self.add(faults.problems(tables, room))
        if found > room:
            self.hidden[rule] += found - room
            self._noted |= {rule} if faults.check.kind == NOTE else set()

    def _room(self, rule: str) -> int:
        """Return how many problems of a rule may still be kept."""
        if self._limit is None:
            return sys.maxsize
        return max(min(self._limit - self._kept[rule], MOST_SHOWN - len(self.problems)), 0)

    def report(self, **counts: Any) -> Report:
        """Return the report on these findings, the problems sorted; `counts` are the other fields of the report."""
        problems = tuple(sorted(self.problems, key=Problem.sort_key))
        return Report(problems, dict(self.hidden), self.faults, self.notes, **counts)
