"""Whatever program saves a table, `format` gives its bytes back or refuses it; no cell is ever changed unseen."""

from functools import cache

import pytest

from legitimate_targets.checks.plan import read_plan
from legitimate_targets.curation.format import Formatted, format_table
from legitimate_targets.datapackage.package import find
from tests.support.paths import ROOT
from tests.support.programs import PROGRAMS

pytestmark = pytest.mark.slow

PACKAGE = find(ROOT)
TABLES = read_plan(PACKAGE).tables
CURATED = ("quotes", "figures", "places", "events", "sources")
"""The tables in which people change most, and which have all types of column."""

OUTCOMES = {
    "pandas, as text": "iiiii",
    "pandas, index=False": "immmi",
    "pandas": "rrrrr",
    "pandas, na_rep=NA": "rrrrr",
    "pandas, sep=; decimal=,": "mrrrm",
    "pandas, utf-16 and tabs": "mmmmm",
    "polars": "imiii",
    "polars, all in quotes": "mmmmm",
    "polars, dates": "imiii",
    "polars, null_value=NULL": "rrrrr",
    "R write.csv": "rrrrr",
    "R write.csv, row.names=FALSE": "mrrrm",
    "R write.csv, no row names, na=''": "mmmmm",
    "R write.csv2": "mrrrm",
    "R readr": "rrrrr",
    "Excel, columns as text": "mmmmm",
    "Excel, US": "mmmrr",
    "Excel, German": "mrrrr",
    "Excel, semicolons": "mmmmm",
    "Excel, tabs": "mmmmm",
    "Excel, Unicode text": "mmmmm",
    "Excel, ANSI": "rrmrr",
    "Excel, larger sheet": "mmmmm",
    "Excel, sep=": "mmmmm",
    "Excel, opened as Windows-1252": "mmmmm",
    "Excel, thousands": "rrrmr",
    "LibreOffice": "iiiii",
    "LibreOffice, all text in quotes": "mmmmm",
    "LibreOffice, semicolons": "mmmmm",
    "LibreOffice, CR": "mmmmm",
    "Google Sheets": "mmmmm",
    "padding": "mmmmm",
    "header in capitals": "rrrrr",
    "blank line": "mmmmm",
}
"""By program, for each of these tables: i, it leaves it identical; m, `format` mends it; r, `format` refuses it."""

REFUSALS = {
    ("pandas", "quotes"): "data/quotes.csv:1: is not the header of the schema: its first column holds row numbers",
    ("R readr", "quotes"): "quotes.csv:2: joined_to: 56 cells: each says that there is nothing: write an empty cell",
    ("R write.csv2", "figures"): "figures.csv:2: value: 8 cells: each says that there is nothing",
    ("Excel, US", "events"): "starts_on: 11 cells: each may begin with the day or with the month: write YYYY-MM-DD",
    ("Excel, German", "figures"): "value: 3 cells: each has a decimal comma: write a decimal point (3,5)",
    ("Excel, thousands", "figures"): "may have thousands separators or a decimal comma: write plain digits",
    ("Excel, ANSI", "quotes"): "is not UTF-8: it was saved in an older encoding, such as Windows-1252: open it in that",
    ("header in capitals", "places"): "it has 'PLACE_ID' for place_id: write the name as the schema does",
}
"""By program and table: a part of what is said."""

MENDED = {
    ("pandas, index=False", "figures"): [
        "value: 35 cells had another spelling of a number, such as `26.0`, now `26`",
        "low: 9 cells had another spelling of a number, such as `1.0`, now `1`",
        "high: 1 cell had another spelling of a number, such as `9.0`, now `9`",
    ],
    ("Excel, Unicode text", "places"): ["was UTF-16", "had lines that end with CR LF", "had tabs between its cells"],
    ("Excel, larger sheet", "places"): [
        "began with a byte order mark",
        "had lines that end with CR LF",
        "had 2 empty columns at the end",
        "had 3 empty rows",
    ],
    ("Excel, opened as Windows-1252", "events"): [
        "began with a byte order mark",
        "had lines that end with CR LF",
        "label: 1 cell had been opened as Windows-1252 and saved, such as "
        "`SÃ¶der speaks to the Rheinische Post`, now `Söder speaks to the Rheinische Post`",
    ],
}
"""By program and table: all that is reported."""


@cache
def saved_and_formatted(program: str, table: str) -> tuple[bytes, bytes, Formatted]:
    """Return a table as it is, as a program saves it, and what `format` makes of that."""
    data = PACKAGE.read(TABLES[table].path)
    saved = PROGRAMS[program](data)
    return data, saved, format_table(saved, TABLES[table])


def outcome(program: str, table: str) -> str:
    """Return the letter of what becomes of a table, and X if a cell changes and nobody is told.

    It is d if the cell is in a derived table: `validate` compares that with a fresh run of its rules.
    """
    data, saved, formatted = saved_and_formatted(program, table)
    if formatted.problems:
        return "r"
    if formatted.data != data:
        return "d" if TABLES[table].derived == "tables" else "X"
    return "i" if saved == data else "m" if formatted.mended else "X"


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_program_changes_a_cell_of_any_table_unseen(program: str) -> None:
    outcomes = {table: outcome(program, table) for table in TABLES}
    assert "X" not in outcomes.values()
    derived = {table for table, letter in outcomes.items() if letter == "d"}
    assert derived == ({"discrepancy_members"} if program.startswith("LibreOffice") else set())
    assert "".join(outcomes[table] for table in CURATED) == OUTCOMES[program]


@pytest.mark.parametrize(("program", "table"), REFUSALS)
def test_a_refusal_names_the_cause_and_the_remedy(program: str, table: str) -> None:
    problems = saved_and_formatted(program, table)[2].problems
    assert REFUSALS[program, table] in "\n".join(map(str, problems))


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_refusal_has_one_message_per_column_and_cause(program: str) -> None:
    problems = [problem for table in CURATED for problem in saved_and_formatted(program, table)[2].problems]
    places = [(problem.path, problem.column, problem.rule) for problem in problems if problem.column]
    assert len({*places}) == len(places)


@pytest.mark.parametrize(("program", "table"), MENDED)
def test_each_kind_of_mending_is_told_in_a_line(program: str, table: str) -> None:
    assert [*saved_and_formatted(program, table)[2].mended] == MENDED[program, table]
