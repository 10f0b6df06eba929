"""What lies just inside of each check passes, and what lies just outside is reported by it and by nothing else."""

import pytest

from legitimate_targets.checks.check import Check
from tests.support.edges import checks, wrong
from tests.support.packages import project_plan

EDGED = ("enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "rule")
"""Kinds of check that have a bound which a cell or a row can just pass."""


def has_edges(check: Check) -> bool:
    """Whether something can lie just inside or outside of a check: of cells, of keys of several columns, of queries."""
    if check.kind == "type":
        field = project_plan().tables[check.table].field(check.columns[0])
        return field.type != "string" or not field.required or field.printed
    if check.kind == "unique":
        return len(check.columns) > 1
    return check.kind in EDGED or check.id.startswith("across.")


def test_every_bound_has_its_edges_and_all_edges_a_bound() -> None:
    assert sorted(checks()) == sorted(check.id for check in project_plan().checks if has_edges(check))


@pytest.mark.parametrize("check", sorted(checks()))
def test_the_edges_are_inside_and_outside(check: str) -> None:
    assert list(wrong(check, project_plan())) == []
