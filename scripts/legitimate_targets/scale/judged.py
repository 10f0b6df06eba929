"""The rows of the checks that failed, judged in the order of the plan: passed over where an earlier check failed."""

from dataclasses import dataclass, field

from legitimate_targets.check import Check
from legitimate_targets.engine import POINTING
from legitimate_targets.plan import Plan
from legitimate_targets.scale.compile import GROUPED, JOINED, cell, filled, joined_fault, row_fault
from legitimate_targets.scale.sql import any_of, name

NOTED = ("printed", *POINTING)
"""Kinds after which a cell is looked at again: none of them says that it is wrong."""


@dataclass
class Judged:
    """Tables with a column for each check that failed, true where a row fails it and no earlier one on the same cells.

    `bases` are the relations of the tables. Checks are added in the order in which they run.
    """

    plan: Plan
    bases: dict[str, str]
    _layers: dict[str, list[list[str]]] = field(default_factory=dict)
    _refused: dict[str, list[tuple[str, tuple[str, ...]]]] = field(default_factory=dict)
    _fresh: dict[str, set[str]] = field(default_factory=dict)

    def add(self, check: Check) -> None:
        """Judges the rows of its table by `check` as well."""
        table, flag = check.table, name(f"fault {check.id}")
        earlier = self._earlier(table, check.columns)
        layers, fresh = self._layers.setdefault(table, []), self._fresh.setdefault(table, set())
        if not layers or fresh & {*earlier}:
            layers.append([])
            fresh.clear()
        layers[-1].append(f"{self._fault(check, earlier)} AS {flag}")
        fresh.add(flag)
        if check.kind not in NOTED:
            self._refused.setdefault(table, []).append((flag, check.columns))

    def relation(self, table: str) -> str:
        """The rows of a table, with what they were found to fail so far."""
        found = self.bases[table]
        for layer in self._layers.get(table, ()):
            found = f"(SELECT r.*, {', '.join(layer)} FROM {found} AS r)"
        return found

    def refused(self, table: str, columns: tuple[str, ...] | set[str], alias: str) -> str:
        """Whether a cell of one of these columns failed, in a row of that relation."""
        return any_of([f"{alias}.{flag}" for flag in self._earlier(table, columns)])

    def sound(self, table: str, columns: tuple[str, ...] | set[str]) -> str:
        """The rows of a table of which no cell in `columns` failed."""
        plain = ", ".join(f"r.{name(column)}" for column in (*self.plan.tables[table].columns, "line"))
        return f"(SELECT {plain} FROM {self.relation(table)} AS r WHERE NOT {self.refused(table, columns, 'r')})"

    def has_refused(self, table: str, columns: set[str]) -> bool:
        """Whether any check refused cells of these columns."""
        return bool(self._earlier(table, columns))

    def _earlier(self, table: str, columns: tuple[str, ...] | set[str]) -> list[str]:
        return [flag for flag, refused in self._refused.get(table, ()) if {*refused} & {*columns}]

    def _fault(self, check: Check, earlier: list[str]) -> str:
        sound = f"NOT {any_of([f'r.{flag}' for flag in earlier])}"
        if check.kind == GROUPED:
            first = f"{filled(check.columns)} AND {sound}"
            by = ", ".join([*map(cell, check.columns), f"({first})"])
            return f"({first} AND row_number() OVER (PARTITION BY {by} ORDER BY r.line) > 1)"
        if check.kind in JOINED:
            return f"coalesce({sound} AND {joined_fault(check, self.plan, self)}, FALSE)"
        of = self.plan.tables[check.table].field(check.columns[0])
        return f"coalesce({sound} AND {row_fault(check, of, exact=True)}, FALSE)"
