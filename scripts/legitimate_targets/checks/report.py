"""What a validation found: the faults, and how much was looked at."""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from legitimate_targets.checks.frame import Faults
from legitimate_targets.checks.progress import Watch, unwatched
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.problem import Problem

MOST_SHOWN = 20_000
"""Problems of all rules together that a report with a limit shows."""


@dataclass
class Report:
    """The problems found so far, with a `limit` so many of each rule and `MOST_SHOWN` in all; `more` counts the rest.

    `alone` is true for one file without a package. `tables`, `rows`, `checks`: how many were looked at; `spans`: how
    many were compared with the texts, null where no texts were given; `derived`: how many derived tables were compared
    with a fresh run, null where faults or too many rows stood against it; `left_out`: ids of the
    checks that needed a table that could not be read; `elsewhere`: derived tables that only `derive --check` compares;
    `noted`: the rules whose problems are notes; `watch` is told the bytes that a step is done with, `size` are those
    of all tables that passed the gate.
    """

    limit: int | None = None
    alone: bool = False
    problems: list[Problem] = field(default_factory=list)
    more: Counter[str] = field(default_factory=Counter)
    noted: set[str] = field(default_factory=set)
    watch: Watch = unwatched
    size: int = 0
    tables: int = 0
    rows: int = 0
    checks: int = 0
    spans: int | None = None
    derived: int | None = None
    left_out: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    _counted: Counter[str] = field(default_factory=Counter)

    @property
    def valid(self) -> bool:
        """Whether nothing but notes was found."""
        return self.faults == 0

    @property
    def notes(self) -> int:
        """How many notes were found, shown or not."""
        shown = sum(problem.note for problem in self.problems)
        return shown + sum(count for rule, count in self.more.items() if rule in self.noted)

    @property
    def faults(self) -> int:
        """How many faults were found, shown or not."""
        return len(self.problems) + sum(self.more.values()) - self.notes

    def add(self, problems: Iterable[Problem]) -> bool:
        """Takes problems up to the limit and counts the others; true when there was a fault among them."""
        fault = False
        for problem in problems:
            fault = fault or not problem.note
            if problem.note:
                self.noted.add(problem.rule)
            if self._room(problem.rule):
                self._counted[problem.rule] += 1
                self.problems.append(problem)
            else:
                self.more[problem.rule] += 1
        return fault

    def _room(self, rule: str) -> int:
        """How many problems of a rule may still be kept."""
        if self.limit is None:
            return sys.maxsize
        return max(min(self.limit - self._counted[rule], MOST_SHOWN - len(self.problems)), 0)

    def add_faults(self, faults: Faults, tables: Mapping[str, Table]) -> None:
        """Takes the faulty cells of one check, likewise, without an object for each beyond the limit."""
        check, frame = faults.check, faults.frame
        shown = frame.head(self._room(check.id))
        note = check.kind == "unusual_characters"
        for table, line, column, value in shown.iter_rows():
            self.add([Problem(tables[table].path, line, column, check.message, value, check.id, note)])
        if frame.height > shown.height:
            self.more[check.id] += frame.height - shown.height
            self.noted |= {check.id} if note else set()
