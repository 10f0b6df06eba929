"""No check is a decoration: each has a broken package that it, and only it, reports."""

from collections.abc import Callable
from pathlib import Path

import pytest

from legitimate_targets.checks.check import NOTE
from legitimate_targets.checks.plan import DERIVED_KINDS
from tests.support import packages
from tests.support.grouped_packages import ALONE, changed, groups, reading
from tests.support.packages import Broken, generated_edits, names, project_plan

PLAN = project_plan()
CHECKS = {check.id.replace(".", "_"): check for check in PLAN.checks}
GROUPS = groups((name for name in names() if not packages.has_own_schemas(name)), PLAN)


def test_the_base_package_is_valid(broken: Callable[..., Broken]) -> None:
    assert broken("base").problems == ()


def test_every_check_has_its_broken_package_and_every_package_its_check() -> None:
    assert names() == sorted(CHECKS)


@pytest.mark.parametrize("name", names())
def test_a_broken_package_is_reported_by_its_rule_and_no_other(name: str, tmp_path: Path) -> None:
    """A check that reads none of the altered cells is not asked here, as it holds for the base and so for these."""
    check = CHECKS[name]
    is_whole = check.kind in (NOTE, *ALONE) or not packages.is_edited(name)
    plan = None if is_whole else reading(PLAN, changed([name], PLAN), without=DERIVED_KINDS)
    found = Broken.of(packages.build(name, tmp_path / name), plan).problems
    assert {(problem.rule, problem.note) for problem in found} == {(check.id, check.kind == NOTE)}


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group[0]}+{len(group) - 1}")
def test_broken_packages_put_together_are_reported_by_their_rules_and_no_other(
    group: list[str], broken: Callable[..., Broken]
) -> None:
    assert {problem.rule for problem in broken(*group).problems} == {CHECKS[name].id for name in group}


@pytest.mark.parametrize("name", sorted({*packages.folders()} & generated_edits().keys()))
def test_a_package_is_a_folder_only_where_the_generated_one_would_break_more_than_its_rule(
    name: str, tmp_path: Path
) -> None:
    folder = packages.write_edited(generated_edits()[name], tmp_path / name)
    assert [problem.rule for problem in Broken.of(folder).problems] != [CHECKS[name].id]
