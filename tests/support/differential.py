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
    frictionless_verdicts,
    in_pandas,
    pandera_verdicts,
    user_frame,
)

FRICTIONLESS_CANNOT_SEE = ("rule", "unique keys")
PANDERA_CANNOT_SEE = ("foreign_key",)

Answers = tuple[str, set[Verdict], set[Verdict], tuple[str, ...]]
"""A referee's name, the verdicts of the validator and of the referee, and the kinds of check that it cannot see."""


def disagreements(drawn: Drawn) -> Iterator[str]:
    """Yield each difference between a referee and the validator that is not due to a check which the referee lacks."""
    plan = read_plan(drawn.package)
    checks = {check.id: check for check in plan.checks}
    for name, ours, theirs, unseen in (_ask_frictionless(drawn, plan), *_ask_pandera(well_typed(drawn), plan)):
        hidden = {verdict for verdict in ours if kind_of(checks[verdict[0]]) in unseen}
        found = first_faults(theirs | hidden, checks)
        undecided = {verdict for verdict in found ^ ours if _depends_on_a_rule(verdict, ours, checks)}
        if found - hidden - undecided != ours - hidden - undecided:
            yield f"{name}: {sorted(found - hidden)} and not {sorted(ours - hidden)}"


def _depends_on_a_rule(later: Verdict, ours: set[Verdict], checks: Mapping[str, Check]) -> bool:
    """Return whether a repetition may depend on a row rule: the validator does not compare a row that failed one."""
    refused = {column for rule, _ in ours if checks[rule].kind == "rule" for column in checks[rule].columns}
    return checks[later[0]].kind == "unique" and bool(refused & set(checks[later[0]].columns))


def kind_of(check: Check) -> str:
    """Return the kind of a check, or `unique keys` for a key over several columns that is not the primary key."""
    is_key = check.kind == "unique" and len(check.columns) > 1 and not check.id.endswith(".primary_key")
    return "unique keys" if is_key else check.kind


def well_typed(drawn: Drawn) -> Drawn:
    """Return the package without the rows that no typed frame can hold."""
    bad = [set(BAD[field["type"]]) for field in drawn.schema["fields"]]
    return Drawn(drawn.schema, [row for row in drawn.rows if not any(map(contains, bad, row))])


def _ask_frictionless(drawn: Drawn, plan: Plan) -> Answers:
    theirs = frictionless_verdicts(FrictionlessPackage.from_descriptor(drawn.descriptor), plan.tables[TABLE])
    return "Frictionless", validator_verdicts(drawn, plan), theirs, FRICTIONLESS_CANNOT_SEE


def _ask_pandera(drawn: Drawn, plan: Plan) -> Iterator[Answers]:
    ours, table = validator_verdicts(drawn, plan), plan.tables[TABLE]
    in_polars: Any = user_frame(drawn.package, table)
    for engine, frame in (("polars", in_polars), ("pandas", in_pandas(in_polars, table))):
        made = schema(TABLE, engine=engine, package=drawn.package)  # type: ignore[call-overload]
        yield f"Pandera on {engine}", ours, pandera_verdicts(made, frame, table), PANDERA_CANNOT_SEE


def validator_verdicts(drawn: Drawn, plan: Plan) -> set[Verdict]:
    """Return the verdicts of the validator on a drawn package with this plan."""
    return by_validator(validate_package(drawn.package, plan=plan).problems)
