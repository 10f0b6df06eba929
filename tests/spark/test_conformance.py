"""Every package of tests/broken that typed Parquet can hold: polars and Spark report the same rows and cells."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import find
from tests.support import packages
from tests.support import parquet_packages as parquet
from tests.support.grouped_packages import changed, reading

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

PLAN = packages.project_plan()
GROUPS = parquet.groups(PLAN)
SHARE = 3
"""One group in so many is compared by `make test`; the others are slow tests."""


@pytest.mark.parametrize(
    "names",
    [pytest.param(names, marks=[pytest.mark.slow] * bool(at % SHARE)) for at, names in enumerate(GROUPS)],
    ids=lambda names: f"{names[0]}+{len(names) - 1}",
)
def test_polars_and_spark_find_the_same_faults(names: list[str], tmp_path: Path, spark: "SparkSession") -> None:
    folder = parquet.build(names, tmp_path, PLAN)
    plan = reading(PLAN, changed(names, PLAN))
    expected = parquet.polars_faults(folder, plan)
    assert {rule.replace(".", "_") for _, rule, _, _ in expected} >= {*names}
    parquet.write_parquet(find(folder), plan, folder)
    assert parquet.spark_faults(folder, plan, spark) == expected


def test_a_package_with_tables_of_its_own_is_refused_alike(tmp_path: Path, spark: "SparkSession") -> None:
    folder = packages.build("vocabulary_code_defined", tmp_path)
    plan = read_plan(find(folder))
    parquet.write_parquet(find(folder), plan, folder)
    expected = parquet.polars_faults(folder, plan)
    assert {rule for _, rule, _, _ in expected} == {"vocabulary.code.defined"}
    assert parquet.spark_faults(folder, plan, spark) == expected


def test_only_checks_of_bytes_of_typed_cells_of_texts_and_of_derived_tables_are_left_out() -> None:
    reasons = Counter(parquet.inexpressible(check, PLAN) for check in PLAN.checks)
    expected = {None: 751, parquet.OF_BYTES: 10, parquet.OF_WRITING: 50, parquet.EMBEDDED: 4, parquet.OF_TEXTS: 17}
    assert reasons == expected
