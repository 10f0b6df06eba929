"""Jobs of a validation: by Spark's own log, no more than tables, keys, foreign keys, queries and rules that failed."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.scale.measure import log_settings, moved
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.checks.report import Report
from legitimate_targets.datapackage.package import find
from legitimate_targets.spark import validate as engine
from legitimate_targets.spark.parquet_tables import write_parquet
from legitimate_targets.spark.session import session
from tests.support import packages
from tests.support import parquet_packages as scaled

SETTINGS = Path(__file__).with_name("spark-defaults.conf")
QUICK = re.compile(r"^spark\.(?:driver\.extraJavaOptions|sql\.codegen\.).*\n", re.MULTILINE)
"""Those of the settings for tests that say how code is compiled, which no job depends on."""

PLAN = packages.project_plan()
KINDS = ("unique", "foreign_key", "across")
BOUND = len(PLAN.tables) + sum(len(PLAN.kind(kind)) for kind in KINDS)

Examined = tuple[Report, int]


@pytest.fixture
def examine(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Path], Examined]:
    """Validates a package; tells the report and the jobs that Spark's log has of it, of Sail, which keeps none, the
    operations. Spark is a new one, with its own settings for all that jobs depend on.
    """
    remote = request.config.getoption("--remote")

    def examined(folder: Path) -> Examined:
        if remote is None:
            with session() as sail:
                return engine.examine(find(folder), sail)
        for name, value in log_settings(tmp_path / "spark").items():
            monkeypatch.setenv(name, value)
        with (tmp_path / "spark" / SETTINGS.name).open("a") as file:
            file.writelines(QUICK.findall(SETTINGS.read_text()))
        with session(remote) as spark:
            report, _ = engine.examine(find(folder), spark)
        return report, moved(tmp_path / "spark").jobs

    return examined


def test_a_sound_package_takes_no_more_jobs_than_tables_keys_and_queries(
    root: Path, tmp_path: Path, examine: Callable[[Path], Examined]
) -> None:
    shutil.copytree(root / "schemas", tmp_path / "own" / "schemas")
    shutil.copy(root / "datapackage.json", tmp_path / "own")
    write_parquet(find(root), read_plan(find(root)), tmp_path / "own", 2)
    report, jobs = examine(tmp_path / "own")
    assert (report.valid, BOUND) == (True, 133)
    assert 0 < jobs <= BOUND


def test_a_faulty_package_takes_one_job_more_at_most_for_each_rule_that_failed(
    tmp_path: Path, examine: Callable[[Path], Examined]
) -> None:
    names = max((group for group in scaled.groups(PLAN) if len(group) < 20), key=len)
    folder = scaled.build(names, tmp_path / "faulty", PLAN)
    write_parquet(find(folder), PLAN, folder)
    report, jobs = examine(folder)
    failed = {problem.rule for problem in report.problems}
    assert {rule.replace(".", "_") for rule in failed} >= {*names}
    assert 0 < jobs <= BOUND + len(failed)
