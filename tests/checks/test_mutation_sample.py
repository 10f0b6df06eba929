"""A sample of `make mutate`: mutants of every sort are killed, faults of data are reported, and no list is stale."""

import random
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.mutation import blind, data, tallies
from tests.mutation.mutant import Mutant
from tests.mutation.proof import noticed
from tests.mutation.rules import mutants
from tests.mutation.verdicts import Verdict, by_rule, by_sort, equivalents, verdicts

OF_EACH_SORT = 5
TABLES = ("sources", "quotes", "figures")
FAULTS = 20


@pytest.fixture(scope="module")
def all_mutants() -> list[Mutant]:
    return mutants()


@pytest.fixture(scope="module")
def sample(all_mutants: list[Mutant]) -> list[Verdict]:
    """Return verdicts on some mutants of each sort, without equivalent ones."""
    sorts = defaultdict(list)
    for mutant in all_mutants:
        if mutant.id not in equivalents():
            sorts[mutant.sort].append(mutant)
    rng = random.Random("sample")
    chosen = [each for own in sorts.values() for each in rng.sample(own, min(OF_EACH_SORT, len(own)))]
    return verdicts(chosen, processes=1)


def test_no_two_mutants_have_one_id(all_mutants: list[Mutant]) -> None:
    assert len({mutant.id for mutant in all_mutants}) == len(all_mutants)


FEWER = {"type": 1, "evidence": 1, "printed": 1, "required": 1, "unique": 1, "span": 1, "row rule": 5, "primaryKey": 5}
"""Sorts in which some rule cannot be changed in six ways, and in how many ways it can."""


def test_every_rule_is_changed_in_six_ways_or_in_all_that_it_has(all_mutants: list[Mutant]) -> None:
    ways = Counter((mutant.sort, mutant.rule) for mutant in all_mutants)
    least = {sort: min(count for (of, _), count in ways.items() if of == sort) for sort, _ in ways}
    assert {sort: count for sort, count in least.items() if count < 6} == FEWER


def test_a_sample_of_the_mutants_is_killed(sample: list[Verdict]) -> None:
    assert [verdict.id for verdict in sample if verdict.state == "alive"] == []
    assert sum(verdict.state == "killed" for verdict in sample) > len(sample) / 2


def test_each_equivalent_is_a_mutant_that_nothing_notices(all_mutants: list[Mutant]) -> None:
    known = {mutant.id: mutant for mutant in all_mutants}
    assert [mutant for mutant in equivalents() if mutant not in known or noticed(known[mutant])] == []


def test_the_report_names_survivors_and_equivalents_below_their_rule() -> None:
    equivalent, reason = next(iter(equivalents().items()))
    rule = equivalent.split(":")[0]
    found = [
        Verdict(equivalent, rule, "pattern", None),
        Verdict(f"{rule}: dropped", rule, "pattern", "edges"),
        Verdict("a.b: dropped", "a.b", "enum", None),
    ]
    assert list(by_rule(found)) == [
        f"{rule}: 1/2",
        f"    equivalent: {equivalent}: {reason}",
        "a.b: 0/1",
        "    ALIVE: a.b: dropped",
    ]
    assert by_sort(found).splitlines()[-1] == "| all | 1 | 1 | 1 | 0 |"


def test_there_are_enough_operators() -> None:
    assert len(set(data.operators())) >= 25


def test_a_sample_of_the_faults_of_data_is_reported(texts: Path) -> None:
    made = [fault for fault in data.faults(1, TABLES) if not fault.unseen]
    answers = data.answers(random.Random("sample").sample(made, FAULTS), processes=1)
    assert tallies.survivors(answers) == []
    assert tallies.by_table(answers).splitlines()[-1].startswith(f"| all | {FAULTS} | {FAULTS} | {FAULTS} | ")


def test_a_fault_that_must_be_reported_and_is_not_is_named() -> None:
    fault = data.Fault("digit changed", "quotes", b"", "start")
    assert tallies.survivors([data.Answer(fault, frozenset(), frozenset())]) == [
        "ALIVE: digit changed in quotes: start"
    ]


def test_what_no_validator_can_see_is_listed_in_the_readme_of_the_schemas(root: Path) -> None:
    _, _, section = (root / "schemas" / "README.md").read_text("utf-8").partition("## What no validator can see\n")
    listed = section.partition("\n## ")[0]
    found = [" ".join(item.split()) for item in listed.split("\n- ")[1:]]
    assert found == blind.sentences()
