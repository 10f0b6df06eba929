"""What a validation found: the faults, and how much was looked at."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from legitimate_targets.cells import Faults
from legitimate_targets.descriptor import Table
from legitimate_targets.problem import Problem


@dataclass
class Report:
    """The problems found so far, at most `limit` of each rule; `more` counts the rest by rule.

    `alone` is true for one file without a package. `tables`, `rows`, `checks`: how many were looked at; `spans`: how
    many were compared with the texts, null where no texts were given; `derived`: how many derived tables were compared
    with a fresh run, null where there were faults, so that a fresh run would tell nothing; `left_out`: ids of the
    checks that needed a table that could not be read; `elsewhere`: derived tables that only `derive --check` compares.
    """

    limit: int | None = None
    alone: bool = False
    problems: list[Problem] = field(default_factory=list)
    more: Counter[str] = field(default_factory=Counter)
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
        return all(problem.note for problem in self.problems)

    def add(self, problems: Iterable[Problem]) -> bool:
        """Takes problems up to the limit and counts the others; true when there was a fault among them."""
        fault = False
        for problem in problems:
            fault = fault or not problem.note
            self._counted[problem.rule] += 1
            if self.limit is None or self._counted[problem.rule] <= self.limit:
                self.problems.append(problem)
            else:
                self.more[problem.rule] += 1
        return fault

    def add_faults(self, faults: Faults, tables: Mapping[str, Table]) -> None:
        """Takes the faulty cells of one check, likewise, without an object for each beyond the limit."""
        check, frame = faults.check, faults.frame
        room = frame.height if self.limit is None else max(self.limit - self._counted[check.id], 0)
        note = check.kind == "printed"
        for table, line, column, value in frame.head(room).iter_rows():
            self.add([Problem(tables[table].path, line, column, check.message, value, check.id, note)])
        beyond = frame.height - min(room, frame.height)
        if beyond:
            self.more[check.id] += beyond
            self._counted[check.id] += beyond
