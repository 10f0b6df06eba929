"""Texts in Parquet: Spark says of spans, hashes and counts what the embedded validator says of the files."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from legitimate_targets.checks.plan import Plan
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError, Problem
from legitimate_targets.spark.parquet_articles import create_article_view
from legitimate_targets.spark.parquet_tables import stem
from legitimate_targets.spark.queries import Queries
from legitimate_targets.spark.validate import validate_parquet
from legitimate_targets.validation.validate_package import validate_package
from tests.support import packages
from tests.support.parquet_packages import write_parquet

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

Said = tuple[str, str | None, str | None, str | None, str, str]
"""Table, key, column, value, rule, message."""

READ = ("sources", "names", "quotes", "events", "evidence")
"""Tables that suffice for every kind of comparison."""

EDITS: dict[str, list[tuple[str, int, dict[str, str]]]] = {
    "nothing": [],
    "a span, a count and the sizes": [
        ("quotes", 0, {"start": "42", "end": "47"}),
        ("names", 0, {"printed": "9"}),
        ("sources", 0, {"bytes": "207", "characters": "205"}),
    ],
    "the hash": [("sources", 0, {"sha256": "0" * 64}), ("quotes", 0, {"start": "42", "end": "47"})],
    "no text": [("sources", 1, {"file_name": "absent.txt"})],
    "days": [
        ("sources", 0, {"published_on": "2025-05-06"}),
        ("events", 1, {"starts_on": "2025-04-05", "ends_on": "2026-05-05"}),
    ],
    "a day with no article that was coded": [
        ("sources", 0, {"published_on": "2025-05-06", "sha256": "0" * 64}),
    ],
    "a span that another check refused": [("quotes", 0, {"start": "1041", "end": "1046"})],
}


@pytest.fixture
def plan() -> Plan:
    """Return the part of the plan that compares texts, with the one check over tables that refuses spans."""
    whole = packages.project_plan()
    checks = [check for check in whole.checks if check.kind == "texts" or check.id == "quotes.span.inside"]
    tables = {name: whole.tables[name] for name in READ}
    return replace(whole, tables=tables, checks=tuple(check for check in checks if (check.table or "quotes") in READ))


def edited(name: str, folder: Path) -> Path:
    """Build the valid package with its texts, some of its cells altered."""
    built = packages.build("base", folder)
    for table, row, cells in EDITS[name]:
        path = built / "data" / f"{table}.csv"
        rows = packages.read(path)
        rows[row].update(cells)
        packages.write(path, rows, tuple(rows[0]))
    return built


def archived(package: Path, plan: Plan, folder: Path) -> tuple[Path, Path]:
    """Write the tables and the texts of a package as Parquet; return the folder of each."""
    shutil.copytree(package / "schemas", folder / "schemas")
    shutil.copy(package / "datapackage.json", folder)
    write_parquet(find(package), plan, folder, 2)
    texts = [(path.name, path.read_bytes().decode("utf-8")) for path in sorted((package / "texts").iterdir())]
    parquet = folder / "texts"
    parquet.mkdir()
    for number, text in enumerate(texts):
        pl.DataFrame([text], ["file_name", "text"], orient="row").write_parquet(parquet / f"{number}.parquet")
    return folder, parquet


def said(problem: Problem, package: Path, plan: Plan) -> Said:
    """Return what a problem says, with the key of its row in place of the line."""
    (table,) = (table for table in plan.tables.values() if stem(table) == problem.path.removesuffix(".csv"))
    key = problem.key
    if problem.line is not None:
        key = packages.read(package / table.path)[problem.line - 2][table.primary_key[0]]
    return stem(table), key, problem.column, problem.value, problem.rule, problem.message


@pytest.mark.parametrize("name", EDITS)
def test_texts_in_parquet_are_compared_as_files_are(
    name: str, plan: Plan, tmp_path: Path, spark: "SparkSession"
) -> None:
    package = edited(name, tmp_path / "package")
    folder, texts = archived(package, plan, tmp_path / "archive")
    report = validate_parquet(find(folder), Queries(spark), texts, 1000, plan)
    expected = validate_package(find(package), package / "texts", plan=plan)
    assert {said(each, package, plan) for each in report.problems} == {
        said(each, package, plan) for each in expected.problems
    }
    assert bool(report.problems) == (name != "nothing")
    assert (report.spans, report.hidden) == (expected.spans, expected.hidden)


def without_text(path: Path) -> None:
    pl.DataFrame({"file_name": ["a"], "body": ["b"]}).write_parquet(path)


def of_numbers(path: Path) -> None:
    pl.DataFrame({"file_name": ["a"], "text": [1]}).write_parquet(path)


def damaged(path: Path) -> None:
    pl.DataFrame({"file_name": ["a"], "text": ["b"]}).write_parquet(path)
    path.write_bytes(path.read_bytes()[:-20])


def twice(path: Path) -> None:
    pl.DataFrame({"file_name": ["a", "a"], "text": ["b", "c"]}).write_parquet(path)


def absent(path: Path) -> None:
    """Write nothing."""


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (without_text, "has no column text"),
        (of_numbers, "text: is a column of int64, and must be one of text"),
        (damaged, "is not a whole Parquet file"),
        (twice, "two articles have the file_name 'a'"),
        (absent, "there is no such file"),
    ],
)
def test_anything_but_parquet_of_articles_is_refused_in_a_sentence(
    make: Callable[[Path], None], sentence: str, tmp_path: Path, spark: "SparkSession"
) -> None:
    make(tmp_path / "texts.parquet")
    with pytest.raises(PackageError, match=sentence):
        create_article_view(Queries(spark), tmp_path / "texts.parquet")
