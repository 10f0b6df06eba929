"""The jobs of a validation, by Spark's own log: no more than tables, keys, foreign keys, queries and failed rules."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.scale.measure import log_settings, read_log
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.checks.report import Report
from legitimate_targets.datapackage.package import find
from legitimate_targets.spark.queries import Queries
from legitimate_targets.spark.session import session
from legitimate_targets.spark.validate import validate_parquet
from tests.support import packages
from tests.support import parquet_packages as parquet

SETTINGS = Path(__file__).with_name("spark-defaults.conf")
QUICK = re.compile(r"^spark\.(?:driver\.extraJavaOptions|sql\.codegen\.).*\n", re.MULTILINE)
"""The settings for tests that say how code is compiled, on which no job depends."""

PLAN = packages.project_plan()
KINDS = ("unique", "foreign_key", "across")
BOUND = len(PLAN.tables) + sum(len(PLAN.kind(kind)) for kind in KINDS)

Validate = Callable[[Path], tuple[Report, int]]


@pytest.fixture
def validate(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Validate:
    """Validate a package; return the report, and the jobs in Spark's log or, for Sail, which has none, the operations.

    Spark is a new one, with its own settings for everything on which jobs depend.
    """
    remote = request.config.getoption("--remote")

    def validated(folder: Path) -> tuple[Report, int]:
        if remote is not None:
            for name, value in log_settings(tmp_path / "spark").items():
                monkeypatch.setenv(name, value)
            with (tmp_path / "spark" / SETTINGS.name).open("a") as file:
                file.writelines(QUICK.findall(SETTINGS.read_text()))
        with session(remote) as spark:
            queries = Queries(spark)
            report = validate_parquet(find(folder), queries)
        return report, queries.operations if remote is None else read_log(tmp_path / "spark").jobs

    return validated


def test_a_sound_package_takes_no_more_jobs_than_tables_keys_and_queries(
    root: Path, tmp_path: Path, validate: Validate
) -> None:
    shutil.copytree(root / "schemas", tmp_path / "own" / "schemas")
    shutil.copy(root / "datapackage.json", tmp_path / "own")
    parquet.write_parquet(find(root), read_plan(find(root)), tmp_path / "own", 2)
    report, jobs = validate(tmp_path / "own")
    assert (report.valid, BOUND) == (True, 135)
    assert 0 < jobs <= BOUND


def test_a_faulty_package_takes_at_most_one_job_more_for_each_rule_that_failed(
    tmp_path: Path, validate: Validate
) -> None:
    names = max((group for group in parquet.groups(PLAN) if len(group) < 20), key=len)
    folder = parquet.build(names, tmp_path / "faulty", PLAN)
    parquet.write_parquet(find(folder), PLAN, folder)
    report, jobs = validate(folder)
    failed = {problem.rule for problem in report.problems}
    assert {rule.replace(".", "_") for rule in failed} >= {*names}
    assert 0 < jobs <= BOUND + len(failed)
