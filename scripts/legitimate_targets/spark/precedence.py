"""The rows of the checks that failed, judged in the order of the plan: passed over where an earlier check failed."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.plan import Plan
from legitimate_targets.checks.run import POINTING
from legitimate_targets.spark.spark_backend import GROUPED, JOINED, cell, filled, joined_fault, row_fault
from legitimate_targets.spark.sql import any_of, name

NOTED = ("unusual_characters", *POINTING)
"""Kinds after which a cell is looked at again: none of them says that it is wrong."""


@dataclass(eq=False)
class Verdict:
    """The column of one check: what it is called, when it is true, and the columns of the checks that it waits for."""

    check: Check
    flag: str
    fault: str
    earlier: tuple["Verdict", ...]

    @cached_property
    def depth(self) -> int:
        """How many others wait for one another before it."""
        return 1 + max((verdict.depth for verdict in self.earlier), default=0)


@dataclass
class Judged:
    """Tables with a column for each check that failed, true where a row fails it and no earlier one on the same cells.

    `bases` are the relations of the tables. Checks are added in the order in which they run.
    """

    plan: Plan
    bases: dict[str, str]
    _verdicts: dict[str, Verdict] = field(default_factory=dict)

    def add(self, check: Check) -> None:
        """Judges the rows of its table by `check` as well."""
        earlier = self._earlier(check.table, check.columns)
        fault = self._fault(check, any_of([f"r.{verdict.flag}" for verdict in earlier]))
        self._verdicts[check.id] = Verdict(check, name(f"fault {check.id}"), fault, tuple(earlier))

    def flag(self, check: Check) -> str:
        """The column of a check which was added."""
        return self._verdicts[check.id].flag

    def rows(self, table: str) -> str:
        """The rows of a table, with the column of each of its checks."""
        return self._relation(table, [verdict for verdict in self._verdicts.values() if verdict.check.table == table])

    def relation(self, table: str, columns: Collection[str]) -> str:
        """The rows of a table, with what they were found to fail so far in these columns."""
        return self._relation(table, self._earlier(table, columns))

    def refused(self, table: str, columns: Collection[str], alias: str) -> str:
        """Whether a cell of one of these columns failed, in a row of that relation."""
        return any_of([f"{alias}.{verdict.flag}" for verdict in self._earlier(table, columns)])

    def sound(self, table: str, columns: Collection[str]) -> str:
        """The rows of a table of which no cell in `columns` failed."""
        plain = ", ".join(f"r.{name(column)}" for column in (*self.plan.tables[table].columns, "line"))
        rows = self.relation(table, columns)
        return f"(SELECT {plain} FROM {rows} AS r WHERE NOT {self.refused(table, columns, 'r')})"

    def has_refused(self, table: str, columns: Collection[str]) -> bool:
        """Whether any check refused cells of these columns."""
        return bool(self._earlier(table, columns))

    def _relation(self, table: str, wanted: list[Verdict]) -> str:
        """The rows of a table with these columns, each behind those that it waits for."""
        found, missing = self.bases[table], dict.fromkeys(wanted)
        for verdict in reversed(self._verdicts.values()):
            if verdict in missing:
                missing |= dict.fromkeys(verdict.earlier)
        for depth in sorted({verdict.depth for verdict in missing}):
            layer = ", ".join(f"{each.fault} AS {each.flag}" for each in missing if each.depth == depth)
            found = f"(SELECT r.*, {layer} FROM {found} AS r)"
        return found

    def _earlier(self, table: str, columns: Collection[str]) -> list[Verdict]:
        """What was said so far of cells of these columns, and stands."""
        known = (verdict for verdict in self._verdicts.values() if verdict.check.table == table)
        return [each for each in known if each.check.kind not in NOTED and {*each.check.columns} & {*columns}]

    def _fault(self, check: Check, refused: str) -> str:
        if check.kind == GROUPED:
            first = f"{filled(check.columns)} AND NOT {refused}"
            by = ", ".join([*map(cell, check.columns), f"({first})"])
            return f"({first} AND row_number() OVER (PARTITION BY {by} ORDER BY r.line) > 1)"
        if check.kind in JOINED:
            return f"coalesce(NOT {refused} AND {joined_fault(check, self.plan, self)}, FALSE)"
        of = self.plan.tables[check.table].field(check.columns[0])
        return f"coalesce(NOT {refused} AND {row_fault(check, of, exact=True)}, FALSE)"
