"""Every package of tests/broken that typed Parquet can hold: polars and Spark report the same rows and cells."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import find
from legitimate_targets.spark.parquet_tables import write_parquet
from tests.support import packages
from tests.support import parquet_packages as scaled

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

PLAN = packages.project_plan()
GROUPS = scaled.groups(PLAN)
SHARE = 3
"""Of so many groups one is compared by `make test`, and every group by `make conformance` and `make test-spark`."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Takes every group of packages where `--every-package` is asked for."""
    if "names" in metafunc.fixturenames:
        groups = GROUPS if metafunc.config.getoption("--every-package") else GROUPS[::SHARE]
        metafunc.parametrize("names", groups, ids=lambda names: f"{names[0]}+{len(names) - 1}")


def test_polars_and_spark_find_the_same_faults(names: list[str], tmp_path: Path, spark: "SparkSession") -> None:
    folder = scaled.build(names, tmp_path, PLAN)
    plan = scaled.reading(PLAN, scaled.changed(names, PLAN))
    expected = scaled.of_polars(folder, plan)
    assert {rule.replace(".", "_") for _, rule, _, _ in expected} >= {*names}
    write_parquet(find(folder), plan, folder)
    assert scaled.of_spark(folder, plan, spark) == expected


def test_a_package_with_other_tables_is_refused_alike(tmp_path: Path, spark: "SparkSession") -> None:
    folder = packages.build("vocabulary_code_defined", tmp_path)
    plan = read_plan(find(folder))
    write_parquet(find(folder), plan, folder)
    expected = scaled.of_polars(folder, plan)
    assert {rule for _, rule, _, _ in expected} == {"vocabulary.code.defined"}
    assert scaled.of_spark(folder, plan, spark) == expected


def test_what_is_left_out_is_of_the_bytes_of_a_csv_or_of_derived_tables() -> None:
    reasons = Counter(scaled.inexpressible(check, PLAN) for check in PLAN.checks)
    assert reasons == {None: 654, scaled.OF_BYTES: 9, scaled.OF_WRITING: 50, scaled.EMBEDDED: 4, scaled.OF_TEXTS: 13}
