"""A cell with verbatim evidence is its words, letter for letter: invented words are refused, with texts or without."""

from dataclasses import replace
from pathlib import Path

import pytest

from legitimate_targets import Problem
from legitimate_targets.checks.check import VERBATIM
from legitimate_targets.datapackage.package import find
from legitimate_targets.datapackage.storage import sha256_hex
from legitimate_targets.validation.validate_package import validate_package
from tests.mutation import rows
from tests.mutation.mutant import Altered
from tests.support.generated_packages import Row
from tests.support.packages import project_plan, read
from tests.support.paths import ROOT

MESSAGE = "is not the words of its verbatim evidence, letter for letter"

INVENTED = [
    ("sources", "S000", "headline", "Putin eats a sandwich"),
    ("sources", "S000", "byline", "Someone Else"),
    ("sources", "S003", "dateline", "Atlantis"),
    ("sources", "S003", "outlet", "The Daily Planet"),
    ("quotes", "Q001", "cue", "eats"),
    ("reports", "R272", "cue", "shouted"),
    ("actors", "fico", "role", "Beekeeper"),
    ("events", "trump-calls", "target", "Atlantis"),
]
"""Table, key, column, and words that no article has there."""


def reasons() -> list[Row]:
    """Return the rows of the project's table evidence."""
    return read(ROOT / "data" / "evidence.csv")


def altered(table: str, key: tuple[str, ...], cells: Row, texts: Path | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with the project when these cells of one row are changed; `key` begins its row."""
    package, plan = find(ROOT), replace(project_plan(), untrusted=False)
    held = rows.read(package.read(plan.tables[table].path))
    row = next(row for row in held[1:] if tuple(row[: len(key)]) == key)
    for column, value in cells.items():
        row[held[0].index(column)] = value
    files = Altered(package.resource(table).path, rows.write(held))
    return tuple(validate_package(replace(package, files=files), texts, plan=plan).problems)


def test_every_column_that_repeats_printed_words_has_an_invention() -> None:
    """Words of a span, as in `quotes.text`, are held by the hash of their row; all others by verbatim evidence."""
    verbatim = {(reason["table"], reason["field"]) for reason in reasons() if reason["basis"] == VERBATIM}
    assert {(table, column) for table, _, column, _ in INVENTED} == verbatim


@pytest.mark.parametrize(("table", "key", "column", "words"), INVENTED)
def test_invented_words_are_refused_without_texts(table: str, key: str, column: str, words: str) -> None:
    (found,) = altered(table, (key,), {column: words})
    said = (found.column, found.message, found.value, found.rule)
    assert said == (column, MESSAGE, words, f"{table}.{column}.verbatim")


@pytest.mark.parametrize(("table", "key", "column", "words"), INVENTED)
def test_invented_words_are_refused_with_texts(table: str, key: str, column: str, words: str, texts: Path) -> None:
    assert [each.rule for each in altered(table, (key,), {column: words}, texts)] == [f"{table}.{column}.verbatim"]


def test_the_fault_is_printed_at_the_cell() -> None:
    (found,) = altered("sources", ("S000",), {"headline": "Putin eats a sandwich"})
    cell = "data/sources.csv:2: headline"
    assert str(found) == f"{cell}: {MESSAGE} (Putin eats a sandwich) [sources.headline.verbatim]"


@pytest.mark.parametrize("words", ["said ", "Said", "s\u0430id"], ids=["space", "case", "Cyrillic a"])
def test_one_letter_case_or_space_is_a_difference(words: str) -> None:
    assert [each.rule for each in altered("reports", ("R272",), {"cue": words})] == ["reports.cue.verbatim"]


def test_a_number_written_for_a_word_is_not_verbatim() -> None:
    """The unit `km` of "200 km" was once called verbatim."""
    key = ("measures", "distance-of-ryazan-from-moscow", "unit", "1")
    (found,) = altered("evidence", key, {"basis": VERBATIM})
    assert (found.path, found.value, found.rule) == ("data/measures.csv", "km", "measures.unit.verbatim")


def test_each_of_several_verbatim_reasons_must_hold() -> None:
    """The second of two reasons for a cell is not its words."""
    first = next(each for each in reasons() if (each["table"], each["field"]) == ("reports", "cue"))
    other = next(each for each in reasons() if each["basis"] == "normalised")
    package, plan = find(ROOT), replace(project_plan(), untrusted=False)
    held = rows.read(package.read(plan.tables["evidence"].path))
    second = {**first, "reason": "2", **{column: other[column] for column in ("source_id", "start", "end", "sha256")}}
    at = next(at for at, row in enumerate(held) if row == [*first.values()])
    held.insert(at + 1, [*second.values()])
    files = Altered("data/evidence.csv", rows.write(held))
    found = validate_package(replace(package, files=files), None, plan=plan).problems
    assert [each.rule for each in found] == ["reports.cue.verbatim"]


def test_a_hash_that_is_none_is_reported_once() -> None:
    """The cell is not compared with a hash that another check has refused."""
    found = altered("evidence", ("sources", "S000", "headline", "1"), {"sha256": "none"})
    assert [each.rule for each in found] == ["evidence.sha256.pattern"]


def test_every_verbatim_cell_of_the_project_has_the_hash_of_its_evidence() -> None:
    """Counted without the code of the check."""
    plan = project_plan()
    tables = {name: read(ROOT / plan.tables[name].path) for name in {each["table"] for each in reasons()}}
    verbatim = [each for each in reasons() if each["basis"] == VERBATIM]
    for reason in verbatim:
        (key,) = plan.tables[reason["table"]].primary_key
        (cell,) = (row[reason["field"]] for row in tables[reason["table"]] if row[key] == reason["row_id"])
        assert sha256_hex(cell) == reason["sha256"], reason
    assert len(verbatim) == 251


def test_the_basis_of_printed_words_cannot_be_weakened() -> None:
    """A headline that is called normalised would be held to nothing."""
    for basis in ("normalised", "inferred"):
        found = altered("evidence", ("sources", "S000", "headline", "1"), {"basis": basis})
        assert [(each.path, each.rule) for each in found] == [("data/evidence.csv", "evidence.basis.verbatim")]
