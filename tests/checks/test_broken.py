"""No check is a decoration: each has a package in broken/ that it, and only it, reports."""

from collections.abc import Callable

import pytest

from legitimate_targets.checks.check import NOTE
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import find
from tests.support import packages
from tests.support.paths import ROOT

CHECKS = {check.id.replace(".", "_"): check for check in read_plan(find(ROOT)).checks}


def test_the_base_package_is_valid(broken: Callable[[str], packages.Broken]) -> None:
    assert broken("base").problems == ()


def test_every_check_has_its_broken_package_and_every_package_its_check() -> None:
    assert packages.folders() == sorted(CHECKS)


@pytest.mark.parametrize("folder", packages.folders())
def test_a_broken_package_is_reported_by_its_rule_and_no_other(
    folder: str, broken: Callable[[str], packages.Broken]
) -> None:
    found = broken(folder).problems
    note = CHECKS[folder].kind == NOTE
    assert {(problem.rule, problem.note) for problem in found} == {(CHECKS[folder].id, note)}
