"""The validator, Frictionless and the Pandera schemas agree on drawn packages.

Frictionless does less in some points; each has a test, which fails once Frictionless catches up.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from hypothesis import HealthCheck, given, settings

from legitimate_targets.checks.plan import read_plan
from tests.support.differential import disagreements, validator_verdicts
from tests.support.hypothesis_packages import BAD, KINDS, TABLE, Drawn, packages
from tests.support.referees import frictionless_verdicts

FEW, MANY = 60, 300
"""Packages that are drawn by `make test` and by `make test-slow`; `make mutate` draws 10,000."""

Test = Callable[[Drawn], None]


def with_drawn_packages(number: int) -> Callable[[Test], Callable[[], None]]:
    """Return a decorator that runs a test on this many drawn packages, the same ones each time."""

    def decorated(test: Test) -> Callable[[], None]:
        checked = settings(
            max_examples=number,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        )
        found: Callable[[], None] = checked(given(packages())(test))
        return found

    return decorated


@with_drawn_packages(FEW)
def test_the_referees_agree_on_a_few_drawn_packages(drawn: Drawn) -> None:
    assert list(disagreements(drawn)) == []


@pytest.mark.slow
@with_drawn_packages(MANY)
def test_the_referees_agree_on_many_drawn_packages(drawn: Drawn) -> None:
    assert list(disagreements(drawn)) == []


def one_column(field: dict[str, Any], values: list[str], **more: Any) -> Drawn:
    """Return a package whose column x holds these cells and whose schema has the properties `more`."""
    key = {"name": "key", "type": "integer", "constraints": {"required": True}}
    schema = {"fields": [key, {"name": "x", **field}], "missingValues": [""], "primaryKey": ["key"], **more}
    return Drawn(schema, [[str(number), value] for number, value in enumerate(values, 1)])


def refused_lines(drawn: Drawn) -> tuple[set[int | None], set[int | None]]:
    """Return the lines that the validator refuses and the lines that Frictionless refuses."""
    plan = read_plan(drawn.package)
    theirs = frictionless_verdicts(Package.from_descriptor(drawn.descriptor), plan.tables[TABLE])
    return {line for _, line in validator_verdicts(drawn, plan)}, {line for _, line in theirs}


@pytest.mark.parametrize("type_", [type_ for type_ in BAD if BAD[type_]])
def test_every_cell_that_is_drawn_as_bad_is_refused_by_both(type_: str) -> None:
    lines = set(range(2, 2 + len(BAD[type_])))
    assert refused_lines(one_column({"type": type_}, list(BAD[type_]))) == (lines, lines)


LENIENT = {
    "integer": ["1_000", " 12", "12 ", "+1", "01", "\uff11", "9223372036854775808"],
    "number": [".5", "1.", "1e3", "inf", "NaN", "00.5", "1234567890123456", "1_0", " 1", "+1"],
    "date": ["2020-1-1", "\uff12020-01-01"],
    "boolean": ["True", "TRUE", "1", "0", "False"],
    "string": ["a\tb", "e\u0301", "a\u200bb", "a\u202eb"],
}
"""By type, cells outside the grammar of schemas/README.md that Frictionless accepts."""


@pytest.mark.parametrize("type_", LENIENT)
def test_frictionless_still_accepts_cells_outside_the_grammar(type_: str) -> None:
    ours, theirs = refused_lines(one_column({"type": type_}, LENIENT[type_]))
    assert (ours, theirs) == (set(range(2, 2 + len(LENIENT[type_]))), set())


def test_frictionless_still_does_not_enforce_unique_keys() -> None:
    drawn = one_column({"type": "string"}, ["a", "a"], uniqueKeys=[["x"]])
    assert refused_lines(drawn) == ({3}, set())


def test_frictionless_still_does_not_enforce_categories() -> None:
    resource = {"name": TABLE, "data": [["x"], ["b"]], "schema": {"fields": [{"name": "x", "categories": ["a"]}]}}
    assert Package.from_descriptor({"resources": [resource]}).validate().valid


def test_frictionless_still_skips_the_hash_beyond_its_limit_of_errors(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "x", "type": "integer"}]}
    resource = {"name": TABLE, "path": "x.csv", "hash": f"sha256:{'0' * 64}", "schema": schema}
    found = []
    for rows in (3, 2000):
        (tmp_path / "x.csv").write_text("x\n" + "a\n" * rows)
        (task,) = Package.from_descriptor({"resources": [resource]}, basepath=str(tmp_path)).validate().tasks
        found.append("hash-count" in {error.type for error in task.errors})
    assert found == [True, False]


def test_frictionless_still_ignores_row_rules() -> None:
    rule = {"name": "rule", "sql": "x <> 'a'", "message": "is not a"}
    assert refused_lines(one_column({"type": "string"}, ["a", "b"], rules=[rule])) == ({2}, set())


def test_a_bound_on_dates_holds_in_every_engine() -> None:
    bounds = {"minimum": "2025-01-01", "maximum": "2025-01-02"}
    days = ["2024-12-31", "2025-01-01", "2025-01-02", "2025-01-03", ""]
    drawn = one_column({"type": "date", "constraints": bounds}, days)
    assert (refused_lines(drawn), list(disagreements(drawn))) == (({2, 5}, {2, 5}), [])


def test_a_check_that_is_not_applied_to_a_row_hides_no_other_fault() -> None:
    # Line 4 breaks the bound of y. So the rule on x and y is not applied to it, and the key x is still checked.
    x = {"name": "x", "type": "integer", "constraints": {"required": True}}
    y = {"name": "y", "type": "integer", "constraints": {"maximum": 1}}
    rule = {"name": "rule", "sql": "x <> y", "message": "is a rule"}
    schema = {"fields": [x, y], "missingValues": [""], "primaryKey": ["x"], "rules": [rule]}
    drawn = Drawn(schema, [["2", ""], ["3", "1"], ["2", "2"]])
    assert validator_verdicts(drawn, read_plan(drawn.package)) == {("things.y.maximum", 4), ("things.primary_key", 4)}
    assert list(disagreements(drawn)) == []


def test_a_drawn_package_is_the_same_for_both_readers() -> None:
    drawn = one_column({"type": "string"}, ['say "no", x'])
    assert json.loads(drawn.package.read(f"{TABLE}.json")) == drawn.descriptor["resources"][0]["schema"]
    assert drawn.package.read(f"{TABLE}.csv") == b'key,x\n1,"say ""no"", x"\n'
    assert [resource["name"] for resource in drawn.descriptor["resources"]] == [TABLE, KINDS]
