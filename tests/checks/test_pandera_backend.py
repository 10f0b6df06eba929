"""Pandera schemas accept the real tables; they and Frictionless refuse broken tables as the validator does."""

import sys
from collections.abc import Callable

import pandas as pd
import pandera.errors
import polars as pl
import pytest

from legitimate_targets import load, schema
from legitimate_targets.checks.check import Check
from legitimate_targets.errors import MissingExtra, PackageError
from legitimate_targets.tables.model import Table
from tests.support.grouped_packages import groups
from tests.support.packages import Broken, edits, has_own_schemas, names
from tests.support.referees import CHECKS, PLAN, Verdict, by_frictionless, by_pandera, by_validator, first_faults

OTHER_SCHEMAS = {name for name in names() if has_own_schemas(name)}
ALTERED = [
    (group, PLAN.tables[table])
    for group in groups((name for name in names() if name not in OTHER_SCHEMAS), PLAN)
    for table in sorted({table for name in group for table in edits(name)})
]
"""Every broken package of the project's schemas, put together in groups, with each table that is broken in it."""

PANDERA_CANNOT_SEE = {
    "foreign_key": "a schema of one table has no other table",
    "across": "a schema of one table has no other table",
    "evidence_missing": "a schema of one table has no other table",
    "evidence_unneeded": "a schema of one table has no other table",
    "evidence_verbatim": "a schema of one table has no other table",
    "vocabulary": "the codes and the table vocabulary are not in one frame",
    "texts": "the articles are not in a frame",
    "gate": "a frame has no bytes",
    "number": "a parser turns 1e3 into a number before Pandera sees it",
}
"""By kind of check, why a Pandera schema does not report a fault."""

FRICTIONLESS_CANNOT_SEE = {
    "damaged": "it does not ask what words consist of",
    "rule": "row rules are the project's own property",
    "order": "spans are the project's own property",
    "length": "spans are the project's own property",
    "hash": "spans are the project's own property",
    "across": "the queries are the project's own files",
    "evidence_missing": "evidence is the project's own property",
    "evidence_unneeded": "evidence is the project's own property",
    "evidence_verbatim": "evidence is the project's own property",
    "vocabulary": "the list of a field is the project's own property",
    "texts": "the articles are not in the package",
    "gate": "its parser mends damaged bytes",
    "uniqueKeys": "it does not enforce them",
    "string": "it has no grammar of text: any characters will do",
    "integer": "it reads 1_0 as 10",
    "number": "it reads 1e3 as 1000",
}
"""By kind of check, why Frictionless does not report a fault."""


def kind_of(verdict: Verdict) -> str:
    """Return the kind of a verdict as in the two lists above.

    This is the kind of its check, but the type for a check of a type, and uniqueKeys for a key over several columns
    that is not the primary key.
    """
    check = CHECKS.get(verdict[0])
    if check is None:
        return verdict[0].split(".")[0]
    if check.kind == "type":
        return PLAN.tables[check.table].field(check.columns[0]).type
    return "uniqueKeys" if check.kind == "unique" and len(check.columns) > 1 and not is_primary(check) else check.kind


def is_primary(check: Check) -> bool:
    """Return whether a check is that of the primary key."""
    return check.id == f"{check.table}.primary_key"


def without_lines_of_types(verdicts: set[Verdict]) -> set[Verdict]:
    """Return the verdicts with None for the lines of cells of a wrong type.

    A typed frame no longer has such a cell, so that Pandera refuses the whole column and names no row.
    """
    types = {check.id for check in PLAN.kind("type") if kind_of((check.id, None)) != "string"}
    return {(rule, None if rule in types else line) for rule, line in verdicts}


def assert_same_verdicts(theirs: set[Verdict], ours: set[Verdict], unseen: dict[str, str]) -> None:
    """Fail if a referee differs from the validator in more than what it cannot see and what depends on that."""
    hidden = {verdict for verdict in ours if kind_of(verdict) in unseen}
    assert first_faults(theirs | hidden) - hidden == ours - hidden


@pytest.mark.parametrize("table", PLAN.tables)
def test_polars_schemas_accept_the_real_tables(table: str) -> None:
    frame = load(table)
    assert schema(table).validate(frame, lazy=True).equals(frame)


@pytest.mark.parametrize("table", PLAN.tables)
def test_pandas_schemas_accept_the_real_tables(table: str) -> None:
    frame = load(table, engine="pandas")
    assert schema(table, engine="pandas").validate(frame, lazy=True).equals(frame)


@pytest.mark.parametrize(
    ("group", "table"), ALTERED, ids=[f"{group[0]}+{len(group) - 1}-{table.name}" for group, table in ALTERED]
)
def test_referees_give_the_verdicts_of_the_validator(
    group: list[str], table: Table, broken: Callable[..., Broken]
) -> None:
    package = broken(*group)
    ours = {verdict for verdict in by_validator(package.problems) if verdict[0].startswith(f"{table.name}.")}
    assert_same_verdicts(by_frictionless(package.path, table), ours, FRICTIONLESS_CANNOT_SEE)
    for engine in ("polars", "pandas"):
        theirs = by_pandera(package.path, table, engine)
        assert_same_verdicts(without_lines_of_types(theirs), without_lines_of_types(ours), PANDERA_CANNOT_SEE)


def test_only_packages_of_gate_checksums_and_vocabulary_have_schemas_of_their_own() -> None:
    assert {name.split("_")[0] for name in OTHER_SCHEMAS} <= {"gate", "package", "vocabulary"}


def failed_checks(frame: pl.DataFrame, table: str) -> set[tuple[str, int | None]]:
    """Return the checks that a frame fails by the schema of a table, each with the number of the row."""
    with pytest.raises(pandera.errors.SchemaErrors) as error:
        schema(table).validate(frame, lazy=True)
    return set(error.value.failure_cases.select("check", "index").rows())


def test_codes_may_be_text_in_a_frame() -> None:
    frame = load("quotes").with_columns(pl.col("kind").cast(pl.String()))
    assert schema("quotes").validate(frame, lazy=True).height == frame.height


def test_a_column_of_another_type_is_refused() -> None:
    frame = load("quotes").with_columns(pl.col("start").cast(pl.Float64()))
    assert ("dtype('Int64')", None) in failed_checks(frame, "quotes")


def test_a_column_that_is_not_in_the_schema_is_refused() -> None:
    assert failed_checks(load("claims").with_columns(more=1), "claims") == {("column_in_schema", None)}


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_no_cell_can_hold_is_refused(value: float) -> None:
    number = pl.when(pl.int_range(pl.len()) == 3).then(value).otherwise("value").alias("value")
    assert ("figures.value.type", 3) in failed_checks(load("figures").with_columns(number), "figures")


def test_a_pandera_check_has_the_id_and_the_message_of_the_check() -> None:
    checks = {check.name: check.description for check in schema("quotes").checks}
    assert checks["quotes.speaker_has_basis"] == "speaker_id and speaker_basis must be both filled or both empty"


def test_a_row_of_a_pandas_frame_is_named_by_its_index() -> None:
    frame = load("quotes", engine="pandas").set_index(pd.Index(load("quotes")["quote_id"]), drop=False)
    frame["end"] += (frame["quote_id"] == "Q002").astype("Int64")
    with pytest.raises(pandera.errors.SchemaErrors) as error:
        schema("quotes", engine="pandas").validate(frame, lazy=True)
    cases = error.value.failure_cases
    assert set(zip(cases["check"], cases["index"], strict=True)) == {("quotes.span.length", "Q002")}


@pytest.mark.parametrize("engine", ["polars", "pandas"])
def test_without_pandera_the_error_names_its_extra(monkeypatch: pytest.MonkeyPatch, engine: str) -> None:
    monkeypatch.setitem(sys.modules, f"pandera.{engine}", None)
    with pytest.raises(MissingExtra, match="pandera is not installed; install it with the extra `schema`"):
        schema("quotes", engine=engine)  # type: ignore[call-overload]


def test_without_pandas_the_error_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match="pandas is not installed; install it with the extra `pandas`"):
        schema("quotes", engine="pandas")


def test_an_unknown_table_or_engine_has_no_schema() -> None:
    with pytest.raises(PackageError, match="there is no table 'qoutes'; nearest: quotes"):
        schema("qoutes")
    with pytest.raises(ValueError, match="engine must be one of polars, pandas"):
        schema("quotes", engine="spark")  # type: ignore[call-overload]
