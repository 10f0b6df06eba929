"""The derived tables: the checks that they equal a fresh run of their rules, and where they do not."""

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from legitimate_targets.checks.check import Check
from legitimate_targets.tables.csv_io import FIRST_LINE, LINE
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.problem import Problem

Key = tuple[str, ...]
NEEDED = ("actors", "attributions", "figures", "measures", "names", "quotes", "reports", "sources")
"""The tables that the rules read."""

OF_TABLES, OF_TEXTS = DERIVED = ("derived", "derived_texts")
"""The kinds of check of a derived table: the second needs the articles."""

KINDS = {"tables": OF_TABLES, "texts": OF_TEXTS}
CODINGS = "codings"
"""What a schema says of a table that only `derive --check` compares: it needs a package of its own."""

OTHER = "is not what the rules give"
UNFOUND = "is no row that the rules give"
LACKING = "lacks, before this line, a row that the rules give"
MESSAGE = "equals what the rules give, row by row and cell by cell"


def derived_checks(tables: Iterable[Table]) -> Iterator[Check]:
    """A check for each table that its schema calls derived."""
    for table in tables:
        if table.derived in KINDS:
            yield Check(f"derived.{table.name}", table.name, (), KINDS[table.derived], MESSAGE, reads=NEEDED)


def differences(table: Table, fresh: pl.DataFrame, held: pl.DataFrame) -> Iterator[Problem]:
    """Where `held`, the file's cells as text with `line`, is not `fresh`, the rules' cells as text."""
    rule = f"derived.{table.name}"
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
    keys = [_key(row, table) for row in held.iter_rows(named=True)]
    for key, row in wanted.items():
        line = FIRST_LINE + sum(other < key for other in keys)
        yield Problem(table.path, line, None, LACKING, _named(row, table), rule)


def _key(row: Mapping[str, str | None], table: Table) -> Key:
    return tuple(row[column] or "" for column in table.primary_key)


def _named(row: Mapping[str, str | None], table: Table) -> str:
    return ", ".join(row[column] or "" for column in table.primary_key)
