"""Validation on Spark: what is said of a package in Parquet, valid, faulty or damaged, and in how many operations."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from legitimate_targets.package import find
from legitimate_targets.plan import Plan, read_plan
from legitimate_targets.report import Report
from legitimate_targets.scale import engine
from legitimate_targets.scale.tables import write_parquet

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession


@pytest.fixture(scope="module")
def plan(root: Path) -> Plan:
    """The plan of the project's package."""
    return read_plan(find(root))


@pytest.fixture(scope="module")
def archive(root: Path, plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's package with its tables as Parquet, each in two part files."""
    folder = tmp_path_factory.mktemp("archive")
    shutil.copytree(root / "schemas", folder / "schemas")
    shutil.copy(root / "datapackage.json", folder)
    write_parquet(find(root), plan, folder, 2)
    return folder


@pytest.fixture(scope="module")
def examined(archive: Path, plan: Plan, spark: "SparkSession") -> tuple[Report, int]:
    """The report on that package, and the number of operations."""
    return engine.examine(find(archive), spark, plan=plan)


def test_the_projects_package_is_valid_on_spark_too(examined: tuple[Report, int], root: Path, plan: Plan) -> None:
    report, _ = examined
    assert report.valid
    assert (report.tables, report.left_out) == (len(plan.tables), [])


def test_a_validation_takes_fewer_operations_than_tables_keys_and_queries(
    examined: tuple[Report, int], plan: Plan
) -> None:
    keys = len(plan.kind("unique")) + len(plan.kind("foreign_key"))
    assert examined[1] < len(plan.tables) + keys + len(plan.kind("across"))


def test_every_check_is_made_on_spark_or_named_as_of_another_kind(examined: tuple[Report, int], plan: Plan) -> None:
    elsewhere = {"gate", "derived", "derived_texts", "texts"}
    assert examined[0].checks == sum(check.kind not in elsewhere for check in plan.checks)
