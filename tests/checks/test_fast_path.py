"""The fast path marks as suspicious every cell that the exact grammar refuses."""

import random
from collections.abc import Iterator

import polars as pl
import pytest

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.fast_path import suspicious
from legitimate_targets.checks.from_schema import table_checks
from legitimate_targets.checks.polars_backend import row_fault
from legitimate_targets.tables.csv_io import type_cell, typed_column
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.standard_schema import read_standard

SEEDS = {
    "integer": ["0", "-0", "7", "-12", "+5", "007", "-07", "1_000", "9223372036854775807", "-9223372036854775808"],
    "number": ["0", "-0.5", "12.50", ".5", "5.", "1e3", "+1.5", "00.5", "nan", "-inf", "123456789012345.6"],
    "date": [
        "2020-01-05",
        "2020-1-5",
        "12020-01-05",
        "0000-01-01",
        "-2020-1-05",
        "+2020-1-05",
        "2020-1-005",
        "20-01-05",
    ],
    "boolean": ["true", "false", "True", "0", "1", "yes"],
    "string": ["plain", "two words"],
}
SIGNS = "+-0123456789 .eE_:/,T"
"""Printable ASCII characters that are put into cells."""

BEYOND = "\t\n\x85\u00a0\u200b\uff11\u0663\u2212e\u0301"
"""Control characters and characters beyond ASCII that are put into cells, if the case allows them."""

EDITS = 4
"""Most characters that are changed in a cell."""

CELLS = 40_000
"""Cells that are drawn for each type, so that the rare combinations are among them."""


def drawn_cells(type_: str, more: str) -> Iterator[str]:
    """Yield cells that are seeds of a type with some characters removed, inserted or replaced."""
    rng = random.Random(type_ + more)
    for _ in range(CELLS):
        cell = [*rng.choice(SEEDS[type_])]
        for _ in range(rng.randint(0, EDITS)):
            place = rng.randrange(len(cell) + 1)
            cell[place : place + rng.randint(0, 1)] = rng.choice(["", rng.choice(SIGNS + more)])
        yield "".join(cell)


@pytest.mark.parametrize("type_", SEEDS)
@pytest.mark.parametrize(("ascii", "printable"), [(True, True), (False, True), (True, False), (False, False)])
def test_every_cell_outside_the_grammar_is_suspicious(type_: str, ascii: bool, printable: bool) -> None:
    table, _ = read_standard({"fields": [{"name": "x", "type": type_}]}, "schema.json", "table", "table.csv")
    check = type_check(table)
    more = "".join(sign for sign in BEYOND if (ascii <= sign.isascii()) and (printable <= (sign > "\x7f")))
    cells = pl.DataFrame({"x": sorted({*drawn_cells(type_, more)} - {""})})
    field = table.fields[0]
    answers = cells.with_columns(type_cell(field).alias(typed_column("x"))).select(
        wrong=row_fault(check, field), looked_at=suspicious(check, field, ascii=ascii, printable=printable)
    )
    assert answers["wrong"].any() != (type_ == "string" and ascii and printable)
    assert answers.filter(pl.col("wrong") & ~pl.col("looked_at").fill_null(False)).height == 0


def type_check(table: Table) -> Check:
    """Return the check of how the cells of the only column are written."""
    return next(check for check in table_checks(table, {table.name: table}) if check.kind == "type")
