"""Pandera schemas accept the real tables, and they and Frictionless refuse broken ones as the validator does."""

from collections.abc import Callable

import pandas as pd
import pandera.errors
import polars as pl
import pytest

from legitimate_targets import load, schema
from legitimate_targets.checks.check import Check
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.model import Table
from tests.support.packages import Broken, folders
from tests.support.paths import BROKEN
from tests.support.referees import CHECKS, PLAN, Verdict, by_frictionless, by_pandera, by_validator, first_faults

OTHER_SCHEMAS = {name for name in folders() if (BROKEN / name / "datapackage.json").is_file()}
ALTERED = [
    (name, PLAN.tables[path.stem])
    for name in folders()
    if name not in OTHER_SCHEMAS
    for path in sorted((BROKEN / name).glob("*.csv"))
]
"""Every broken package of the project's schemas, with each table that is broken in it."""

PANDERA_CANNOT_SEE = {
    "foreign_key": "a schema of one table has no other table",
    "across": "a schema of one table has no other table",
    "evidence_missing": "a schema of one table has no other table",
    "evidence_unneeded": "a schema of one table has no other table",
    "vocabulary": "the codes and the table vocabulary are not in one frame",
    "texts": "the articles are not in a frame",
    "gate": "a frame has no bytes",
    "number": "a parser turns 1e3 into a number before Pandera sees it",
}
FRICTIONLESS_CANNOT_SEE = {
    "rule": "row rules are the project's own property",
    "order": "spans are the project's own property",
    "length": "spans are the project's own property",
    "hash": "spans are the project's own property",
    "across": "the queries are the project's own files",
    "evidence_missing": "evidence is the project's own property",
    "evidence_unneeded": "evidence is the project's own property",
    "vocabulary": "the list of a field is the project's own property",
    "texts": "the articles are not in the package",
    "gate": "its parser mends damaged bytes",
    "uniqueKeys": "it does not enforce them",
    "string": "it has no grammar of text: any characters will do",
    "integer": "it reads 1_0 as 10",
    "number": "it reads 1e3 as 1000",
}


def sort_of(verdict: Verdict) -> str:
    """What the lists above are by: the kind of the check; for a type the type, for a key whether it is the primary."""
    check = CHECKS.get(verdict[0])
    if check is None:
        return verdict[0].split(".")[0]
    if check.kind == "type":
        return PLAN.tables[check.table].field(check.columns[0]).type
    return "uniqueKeys" if check.kind == "unique" and len(check.columns) > 1 and not is_primary(check) else check.kind


def is_primary(check: Check) -> bool:
    """Whether a check is that of the primary key."""
    return check.id == f"{check.table}.primary_key"


def without_lines_of_types(verdicts: set[Verdict]) -> set[Verdict]:
    """A typed frame has a wrong cell no more: Pandera refuses the whole column, and names no row."""
    types = {check.id for check in PLAN.kind("type") if sort_of((check.id, None)) != "string"}
    return {(rule, None if rule in types else line) for rule, line in verdicts}


def held_to(theirs: set[Verdict], ours: set[Verdict], unseen: dict[str, str]) -> None:
    """Fails when a referee says anything but what we say, less what it cannot see and what hangs on that."""
    hidden = {verdict for verdict in ours if sort_of(verdict) in unseen}
    assert first_faults(theirs | hidden) - hidden == ours - hidden


@pytest.mark.parametrize("table", PLAN.tables)
def test_polars_schemas_accept_the_real_tables(table: str) -> None:
    frame = load(table)
    assert schema(table).validate(frame, lazy=True).equals(frame)


@pytest.mark.parametrize("table", PLAN.tables)
def test_pandas_schemas_accept_the_real_tables(table: str) -> None:
    frame = load(table, engine="pandas")
    assert schema(table, engine="pandas").validate(frame, lazy=True).equals(frame)


@pytest.mark.parametrize(("name", "table"), ALTERED, ids=[f"{name}-{table.name}" for name, table in ALTERED])
def test_referees_give_the_verdicts_of_the_validator(name: str, table: Table, broken: Callable[[str], Broken]) -> None:
    package = broken(name)
    ours = {verdict for verdict in by_validator(package.problems) if verdict[0].startswith(f"{table.name}.")}
    held_to(by_frictionless(package.path, table), ours, FRICTIONLESS_CANNOT_SEE)
    for engine in ("polars", "pandas"):
        theirs = by_pandera(package.path, table, engine)
        held_to(without_lines_of_types(theirs), without_lines_of_types(ours), PANDERA_CANNOT_SEE)


def test_packages_of_other_schemas_are_those_of_the_gate_and_of_the_codes() -> None:
    assert {name.split("_")[0] for name in OTHER_SCHEMAS} <= {"gate", "package", "vocabulary"}


def refused(frame: pl.DataFrame, table: str) -> set[tuple[str, int | None]]:
    """The checks, and the rows, that the schema of a table refuses in a frame."""
    with pytest.raises(pandera.errors.SchemaErrors) as error:
        schema(table).validate(frame, lazy=True)
    return set(error.value.failure_cases.select("check", "index").rows())


def test_codes_may_be_text() -> None:
    frame = load("quotes").with_columns(pl.col("kind").cast(pl.String()))
    assert schema("quotes").validate(frame, lazy=True).height == frame.height


def test_a_column_of_another_type_is_refused() -> None:
    frame = load("quotes").with_columns(pl.col("start").cast(pl.Float64()))
    assert ("dtype('Int64')", None) in refused(frame, "quotes")


def test_a_column_that_is_not_in_the_schema_is_refused() -> None:
    assert refused(load("claims").with_columns(more=1), "claims") == {("column_in_schema", None)}


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_no_cell_can_hold_is_refused(value: float) -> None:
    number = pl.when(pl.int_range(pl.len()) == 3).then(value).otherwise("value").alias("value")
    assert ("figures.value.type", 3) in refused(load("figures").with_columns(number), "figures")


def test_a_check_is_named_by_its_id_and_tells_its_message() -> None:
    checks = {check.name: check.description for check in schema("quotes").checks}
    assert checks["quotes.speaker_has_basis"] == "speaker_id and speaker_basis must be both filled or both empty"


def test_a_row_of_a_pandas_frame_is_named_by_its_index() -> None:
    frame = load("quotes", engine="pandas").set_index(pd.Index(load("quotes")["quote_id"]), drop=False)
    frame["end"] += (frame["quote_id"] == "Q002").astype("Int64")
    with pytest.raises(pandera.errors.SchemaErrors) as error:
        schema("quotes", engine="pandas").validate(frame, lazy=True)
    cases = error.value.failure_cases
    assert set(zip(cases["check"], cases["index"], strict=True)) == {("quotes.span.length", "Q002")}


def test_an_unknown_table_or_engine_has_no_schema() -> None:
    with pytest.raises(PackageError, match="there is no table 'qoutes'; nearest: quotes"):
        schema("qoutes")
    with pytest.raises(ValueError, match="engine must be one of polars, pandas"):
        schema("quotes", engine="spark")  # type: ignore[call-overload]
