"""Turns the schemas into the plan: one list of all checks, which everything else consumes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from legitimate_targets.checks import checksums as sums
from legitimate_targets.checks import from_vocabulary as vocabulary
from legitimate_targets.checks.check import LEVELS, Check
from legitimate_targets.checks.from_derived import derived_checks
from legitimate_targets.checks.from_evidence import evidence_checks
from legitimate_targets.checks.from_queries import query_checks
from legitimate_targets.checks.from_schema import table_checks
from legitimate_targets.checks.from_spans import span_checks
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import PackageError
from legitimate_targets.tables import gate
from legitimate_targets.tables.model import Table, read_table
from legitimate_targets.tables.patterns import refuse_patterns

GATE_CHECKS: tuple[Check, ...] = tuple(
    Check(f"gate.{name}", "", (), "gate", text) for name, text in gate.MESSAGES.items()
)


@dataclass(frozen=True)
class Plan:
    """The tables of a package by name, and all checks in the order of tables and columns.

    `untrusted` is true for a package that is not the project's own: its queries run within bounds of time and memory.
    """

    tables: Mapping[str, Table]
    checks: tuple[Check, ...]
    untrusted: bool = False

    def of(self, table: str) -> tuple[Check, ...]:
        """The checks of one table: those of its cells, rows, span, keys and foreign keys."""
        kinds = {kind for level in LEVELS for kind in level}
        return tuple(check for check in self.checks if check.table == table and check.kind in kinds)

    def kind(self, kind: str) -> tuple[Check, ...]:
        """The checks of one kind, over all tables."""
        return tuple(check for check in self.checks if check.kind == kind)


def read_plan(package: Package) -> Plan:
    """The plan of a package; raises PackageError with the place of what is wrong or unknown in a schema."""
    tables = {resource.name: read_table(package, resource) for resource in package.resources}
    checks = [*GATE_CHECKS, sums.CHECK]
    for table in tables.values():
        checks += table_checks(table, tables)
        refuse_patterns(table)
    checks += [*span_checks(tables), *query_checks(package, tables), *evidence_checks(tables)]
    checks += vocabulary.CHECKS if vocabulary.TABLE in tables else ()
    checks += derived_checks(tables.values())
    twice = [name for name, count in Counter(check.id for check in checks).items() if count > 1]
    if twice:
        raise PackageError(f"two checks have the id {twice[0]}")
    return Plan(tables, tuple(checks), not package.is_own)
