"""Judges rows by the checks in the order of the plan: a check skips cells that failed an earlier check."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from legitimate_targets.checks.check import NOTE, Check
from legitimate_targets.checks.run import EVIDENCE_KINDS
from legitimate_targets.spark.spark_backend import condition
from legitimate_targets.spark.sql import any_of, quoted
from legitimate_targets.tables.model import Table

NOT_REFUSING = (NOTE, *EVIDENCE_KINDS)
"""Kinds of check that do not make a cell count as failed: later checks still look at it."""


@dataclass(eq=False)
class Verdict:
    """The column of one check: its name, when it is true, and the columns that it is computed from."""

    check: Check
    column: str
    fault: str
    earlier: tuple["Verdict", ...]

    @cached_property
    def depth(self) -> int:
        """The number of layers of columns up to this one."""
        return 1 + max((verdict.depth for verdict in self.earlier), default=0)


@dataclass
class Precedence:
    """The tables with one column per check: true if the row fails it and none of its cells failed an earlier one.

    `relations` has a relation for each table, with the flags of `nfc`. Checks must be added in the order in which they
    run.
    """

    tables: Mapping[str, Table]
    relations: Mapping[str, str]
    _verdicts: dict[str, Verdict] = field(default_factory=dict)

    @property
    def exact(self) -> bool:
        """Whether the rows have the flags of `nfc`: always."""
        return True

    def add(self, check: Check) -> None:
        """Add a column for a check to the rows of its table."""
        refused = self.refused(check.table, check.columns, "r")
        fault = f"coalesce(NOT {refused} AND {condition(check, self)}, FALSE)"
        earlier = tuple(self._earlier(check.table, check.columns))
        self._verdicts[check.id] = Verdict(check, quoted(f"fault {check.id}"), fault, earlier)

    def column(self, check: Check) -> str:
        """Return the name of the column of a check that was added."""
        return self._verdicts[check.id].column

    def judged(self, table: str) -> str:
        """Return the rows of a table, with the columns of all its checks."""
        return self._relation(table, [verdict for verdict in self._verdicts.values() if verdict.check.table == table])

    def relation(self, table: str, columns: Collection[str]) -> str:
        """Return the rows of a table, with the columns of the checks on these columns."""
        return self._relation(table, self._earlier(table, columns))

    def refused(self, table: str, columns: Collection[str], alias: str) -> str:
        """Return the condition that a cell of these columns was refused, for a row of `relation`."""
        return any_of([f"{alias}.{verdict.column}" for verdict in self._earlier(table, columns)])

    def sound(self, table: str, columns: Collection[str]) -> str:
        """Return the rows of a table in which no cell of these columns was refused."""
        plain = ", ".join(f"r.{quoted(column)}" for column in (*self.tables[table].columns, "line"))
        rows = self.relation(table, columns)
        return f"(SELECT {plain} FROM {rows} AS r WHERE NOT {self.refused(table, columns, 'r')})"

    def has_refused(self, table: str, columns: Collection[str]) -> bool:
        """Return whether a check that refuses cells of these columns was added."""
        return bool(self._earlier(table, columns))

    def _relation(self, table: str, wanted: list[Verdict]) -> str:
        """Return the rows of a table with these columns, in nested queries: a query cannot read its own columns."""
        found, missing = self.relations[table], dict.fromkeys(wanted)
        for verdict in reversed(self._verdicts.values()):
            if verdict in missing:
                missing |= dict.fromkeys(verdict.earlier)
        for depth in sorted({verdict.depth for verdict in missing}):
            layer = ", ".join(f"{each.fault} AS {each.column}" for each in missing if each.depth == depth)
            found = f"(SELECT r.*, {layer} FROM {found} AS r)"
        return found

    def _earlier(self, table: str, columns: Collection[str]) -> list[Verdict]:
        """Return the verdicts so far that refuse cells of these columns."""
        known = (verdict for verdict in self._verdicts.values() if verdict.check.table == table)
        return [each for each in known if each.check.kind not in NOT_REFUSING and {*each.check.columns} & {*columns}]
