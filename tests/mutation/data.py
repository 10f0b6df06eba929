"""Changes the real tables by named operators, at places that a seed chooses, and asks `validate` about each result."""

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from legitimate_targets.checks.plan import DERIVED_FROM_TEXTS, Plan
from legitimate_targets.datapackage.package import find
from legitimate_targets.tables.model import Table
from legitimate_targets.validation.validate_package import validate_package
from tests.mutation import blind, cells, rows
from tests.mutation.mutant import Altered
from tests.support.packages import project_plan
from tests.support.paths import ROOT, TEXTS

EACH = 2
"""Places of a table that an operator is applied at."""


@dataclass(frozen=True)
class Fault:
    """One table changed by one operator; `unseen` are its sorts in blind.py, none if it must be reported."""

    operator: str
    table: str
    data: bytes
    place: str
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """A fault, without the bytes, and the rules that reported it with the texts and without them."""

    fault: Fault
    with_texts: frozenset[str]
    without: frozenset[str]


def operators() -> list[str]:
    """Return the names of all operators."""
    return [*cells.OPERATORS, *rows.OPERATORS, *rows.BYTES]


def faults(each: int = EACH, tables: Collection[str] = ()) -> Iterator[Fault]:
    """Yield faults of every operator in every table, or in those named: up to `each` of a pair, none of them twice."""
    for table in project_plan().tables.values():
        if tables and table.name not in tables:
            continue
        data = find(ROOT).read(table.path)
        for operator in operators():
            rng = random.Random(f"{operator} {table.name}")
            made = {fault.data: fault for _ in range(each) for fault in _fault(rng, operator, table, data)}
            yield from (fault for changed, fault in made.items() if changed != data)


def _fault(rng: random.Random, operator: str, table: Table, data: bytes) -> Iterator[Fault]:
    if operator in rows.BYTES:
        yield Fault(operator, table.name, rows.BYTES[operator](data), "the whole file")
        return
    held = rows.read(data)
    change = rows.OPERATORS.get(operator, _of_one_cell(operator))
    changed = change(rng, table, held)
    if changed is not None and changed != held:
        place, unseen = _seen(operator, table, held, changed)
        yield Fault(operator, table.name, rows.write(changed), place, unseen)


def _of_one_cell(operator: str) -> rows.Change:
    """Return the change of the first cell that the operator can change, in a random order of columns and rows."""

    def change(rng: random.Random, table: Table, held: rows.Rows) -> rows.Rows | None:
        for place in rng.sample(range(len(table.columns)), len(table.columns)):
            column = tuple(row[place] for row in held[1:])
            for line in rng.sample(range(1, len(held)), len(held) - 1):
                cell = cells.Cell(table, table.fields[place], held[line][place], column)
                new = cells.OPERATORS[operator](rng, cell)
                if new is not None and new != cell.text:
                    row = [*held[line][:place], new, *held[line][place + 1 :]]
                    return [*held[:line], row, *held[line + 1 :]]
        return None

    return change


def _seen(operator: str, table: Table, held: rows.Rows, changed: rows.Rows) -> tuple[str, tuple[str, ...]]:
    """Return where the two differ, in words, and the sorts of that change if no validator can see it."""
    if operator == "two rows swapped":
        return "two rows", ("order",)
    if len(changed) < len(held):
        return "a row", ("missing row",) if table.name in (*blind.LEAVES, blind.SEVERAL) else ()
    if len(changed) > len(held) or changed[0] != held[0] or any(len(row) != len(changed[0]) for row in changed):
        return "the shape", ()
    different = [
        blind.Changed(table, field, old, new, _ids())
        for before, after in zip(held[1:], changed[1:], strict=True)
        for field, old, new in zip(table.fields, before, after, strict=True)
        if old != new
    ]
    columns = dict.fromkeys(cell.field.name for cell in different)
    return ", ".join(columns), tuple(blind.sorts_of_cells(different) or ())


@cache
def _ids() -> frozenset[str]:
    """Return the ids of all rows, in the tables whose key is one column."""
    found: set[str] = set()
    for table in project_plan().tables.values():
        if len(table.primary_key) == 1:
            held = rows.read(find(ROOT).read(table.path))
            found |= {row[held[0].index(table.primary_key[0])] for row in held[1:]}
    return frozenset(found)


def answers(found: Sequence[Fault], processes: int = 2) -> list[Answer]:
    """Return what `validate` reports of each fault, in the order of the faults."""
    if processes == 1:
        return [answer(fault) for fault in found]
    with get_context("spawn").Pool(processes) as pool:
        return pool.map(answer, found, 20)


def answer(fault: Fault) -> Answer:
    """Return what `validate` reports of one fault with the texts and without them."""
    reported = _reported(fault, TEXTS)
    of_texts = {check.id for check in _plan().checks if check.kind in ("texts", DERIVED_FROM_TEXTS)}
    without = _reported(fault, None) if reported and reported <= of_texts else reported - of_texts
    return Answer(replace(fault, data=b""), reported, without)


def _reported(fault: Fault, texts: Path | None) -> frozenset[str]:
    package = find(ROOT)
    altered = replace(package, files=Altered(package.resource(fault.table).path, fault.data))
    problems = validate_package(altered, texts, plan=_plan()).problems
    return frozenset(problem.rule for problem in problems)


@cache
def _plan() -> Plan:
    return replace(project_plan(), untrusted=False)
