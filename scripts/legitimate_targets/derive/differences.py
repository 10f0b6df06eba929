"""Compares a derived table with a fresh run of its rules, cell by cell."""

from collections.abc import Iterator, Mapping

import polars as pl

from legitimate_targets.check import Check
from legitimate_targets.descriptor import Table
from legitimate_targets.problem import Problem
from legitimate_targets.tables import LINE

Key = tuple[str | None, ...]
OTHER = "is not what the rules give"
UNFOUND = "is no row that the rules give"
LACKING = "lacks a row that the rules give"
MESSAGE = "equals what the rules give, row by row and cell by cell"


def check(table: str) -> Check:
    """The check that a derived table equals a fresh run."""
    return Check(f"derived.{table}", table, (), "derived", MESSAGE)


def differences(table: Table, fresh: pl.DataFrame, held: pl.DataFrame) -> Iterator[Problem]:
    """Where `held`, the file's cells as text with `line`, is not `fresh`, the rules' cells as text."""
    rule = check(table.name).id
    wanted = {_key(row, table): row for row in fresh.iter_rows(named=True)}
    for row in held.iter_rows(named=True):
        expected = wanted.pop(_key(row, table), None)
        if expected is None:
            yield Problem(table.path, row[LINE], None, UNFOUND, _named(row, table), rule)
            continue
        for column in table.columns:
            if row[column] != expected[column]:
                message = f"{OTHER}, {'an empty cell' if expected[column] is None else expected[column]}"
                yield Problem(table.path, row[LINE], column, message, row[column] or "", rule)
    for row in wanted.values():
        yield Problem(table.path, None, None, LACKING, _named(row, table), rule)


def _key(row: Mapping[str, str | None], table: Table) -> Key:
    return tuple(row[column] for column in table.primary_key)


def _named(row: Mapping[str, str | None], table: Table) -> str:
    return ", ".join(row[column] or "" for column in table.primary_key)
