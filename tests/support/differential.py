"""Compares the verdicts of the validator, Frictionless and the Pandera schemas on one drawn package."""

from collections.abc import Iterator, Mapping
from operator import contains
from typing import Any

from frictionless import Package as FrictionlessPackage

from legitimate_targets import schema
from legitimate_targets.checks.check import Check
from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.validation.validate_package import validate_package
from tests.support.hypothesis_packages import BAD, TABLE, Drawn
from tests.support.referees import (
    Verdict,
    by_validator,
    first_faults,
    in_pandas,
    of_frictionless,
    of_pandera,
    user_frame,
)

FRICTIONLESS_CANNOT_SEE = ("rule", "unique keys")
PANDERA_CANNOT_SEE = ("foreign_key",)
Answers = tuple[str, set[Verdict], set[Verdict], tuple[str, ...]]
"""A referee, what the validator says, what the referee says, and the sorts of check that it cannot see."""


def disagreements(drawn: Drawn) -> Iterator[str]:
    """Yield each difference between a referee and the validator, apart from what the referee cannot see."""
    plan = read_plan(drawn.package)
    checks = {check.id: check for check in plan.checks}
    for name, ours, theirs, unseen in (_of_frictionless(drawn, plan), *_of_pandera(well_typed(drawn), plan)):
        hidden = {verdict for verdict in ours if sort_of(checks[verdict[0]]) in unseen}
        found = first_faults(theirs | hidden, checks)
        open_ = {verdict for verdict in found ^ ours if _depends_on_a_rule(verdict, ours, checks)}
        if found - hidden - open_ != ours - hidden - open_:
            yield f"{name}: {sorted(found - hidden)} and not {sorted(ours - hidden)}"


def _depends_on_a_rule(later: Verdict, ours: set[Verdict], checks: Mapping[str, Check]) -> bool:
    """Return whether a repetition depends on a row that a row rule has refused, which the validator passes over."""
    refused = {column for rule, _ in ours if checks[rule].kind == "rule" for column in checks[rule].columns}
    return checks[later[0]].kind == "unique" and bool(refused & set(checks[later[0]].columns))


def sort_of(check: Check) -> str:
    """Return the kind of a check, or `unique keys` for a key of several columns that is not the primary one."""
    is_key = check.kind == "unique" and len(check.columns) > 1 and not check.id.endswith(".primary_key")
    return "unique keys" if is_key else check.kind


def well_typed(drawn: Drawn) -> Drawn:
    """Return the package without the rows that no typed frame can hold."""
    bad = [set(BAD[field["type"]]) for field in drawn.schema["fields"]]
    return Drawn(drawn.schema, [row for row in drawn.rows if not any(map(contains, bad, row))])


def _of_frictionless(drawn: Drawn, plan: Plan) -> Answers:
    theirs = of_frictionless(FrictionlessPackage.from_descriptor(drawn.descriptor), plan.tables[TABLE])
    return "Frictionless", of_validator(drawn, plan), theirs, FRICTIONLESS_CANNOT_SEE


def _of_pandera(drawn: Drawn, plan: Plan) -> Iterator[Answers]:
    ours, table = of_validator(drawn, plan), plan.tables[TABLE]
    in_polars: Any = user_frame(drawn.package, table)
    for engine, frame in (("polars", in_polars), ("pandas", in_pandas(in_polars, table))):
        made = schema(TABLE, engine=engine, package=drawn.package)  # type: ignore[call-overload]
        yield f"Pandera on {engine}", ours, of_pandera(made, frame, table), PANDERA_CANNOT_SEE


def of_validator(drawn: Drawn, plan: Plan) -> set[Verdict]:
    """Return what the validator reports of a drawn package by its plan."""
    return by_validator(validate_package(drawn.package, plan=plan).problems)
