"""Validation on Spark: what is said of a package in Parquet, valid, faulty or damaged, and in how many operations."""

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from legitimate_targets.__main__ import program
from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.checks.report import Report
from legitimate_targets.commands.validate import command
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError
from legitimate_targets.spark.queries import Queries
from legitimate_targets.spark.validate import validate_parquet
from legitimate_targets.validation.formats import FORMATS
from tests.support.parquet_packages import write_parquet

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession


@pytest.fixture(scope="module")
def plan(root: Path) -> Plan:
    """Return the plan of the project's package."""
    return read_plan(find(root))


@pytest.fixture(scope="module")
def archive(root: Path, plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the project's package with its tables as Parquet, each in two part files."""
    folder = tmp_path_factory.mktemp("archive")
    shutil.copytree(root / "schemas", folder / "schemas")
    shutil.copy(root / "datapackage.json", folder)
    write_parquet(find(root), plan, folder, 2)
    return folder


@pytest.fixture(scope="module")
def validated(archive: Path, plan: Plan, spark: "SparkSession") -> tuple[Report, int]:
    """Return the report on that package, and the number of operations."""
    queries = Queries(spark)
    return validate_parquet(find(archive), queries, plan=plan), queries.operations


def test_the_projects_package_is_valid_on_spark_too(validated: tuple[Report, int], root: Path, plan: Plan) -> None:
    report, _ = validated
    assert report.valid
    assert (report.tables, report.left_out) == (len(plan.tables), ())


def test_a_validation_takes_fewer_operations_than_tables_keys_and_queries(
    validated: tuple[Report, int], plan: Plan
) -> None:
    keys = len(plan.kind("unique")) + len(plan.kind("foreign_key"))
    assert validated[1] < len(plan.tables) + keys + len(plan.kind("across"))


def test_every_check_is_made_on_spark_or_is_of_a_kind_named_here(validated: tuple[Report, int], plan: Plan) -> None:
    elsewhere = {"gate", "derived", "derived_texts", "texts"}
    assert validated[0].checks == sum(check.kind not in elsewhere for check in plan.checks)


SCHEMA = {
    "fields": [
        {"name": "round", "type": "integer", "constraints": {"required": True}},
        {"name": "code", "type": "string", "constraints": {"required": True, "pattern": "^(?:[a-z]+)$"}},
        {"name": "share", "type": "number", "constraints": {"maximum": 1}},
    ],
    "missingValues": [""],
    "primaryKey": ["round", "code"],
}
SOUND = {"round": [1, 2, 10], "code": ["a", "b", "c"], "share": [0.5, 1.0, None]}
FAULTY = {"round": [10, 9, -3, 1], "code": ["A", "B", "C", "d"], "share": [0.5, 1.0, None, 1.5]}
PLACE = "data/t.parquet"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Write a package of one table in two part files, for a test to damage."""
    index = {"resources": [{"name": "t", "path": "data/t.csv", "schema": "t.json"}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(index))
    (tmp_path / "t.json").write_text(json.dumps(SCHEMA))
    (tmp_path / PLACE).mkdir(parents=True)
    for number in range(2):
        pq.write_table(pa.table(SOUND).slice(number * 2, 2), tmp_path / PLACE / f"part-{number}.parquet")
    return tmp_path


def found(small: Path, spark: "SparkSession", limit: int | None = None) -> list[str]:
    """Return the report on it, line by line, without the closing line."""
    return list(FORMATS["text"](validate_parquet(find(small), Queries(spark), limit=limit)))[:-1]


def test_a_fault_is_reported_with_the_key_of_its_row(small: Path, spark: "SparkSession") -> None:
    pq.write_table(pa.table(FAULTY), small / PLACE / "part-1.parquet")
    assert found(small, spark) == [
        "data/t: -3/C: code: does not match ^(?:[a-z]+)$ (C) [t.code.pattern]",
        "data/t: 1/d: share: is more than 1 (1.5) [t.share.maximum]",
        "data/t: 10/A: code: does not match ^(?:[a-z]+)$ (A) [t.code.pattern]",
        "data/t: 9/B: code: does not match ^(?:[a-z]+)$ (B) [t.code.pattern]",
    ]


def test_rows_of_a_rule_beyond_the_limit_are_counted(small: Path, spark: "SparkSession") -> None:
    pq.write_table(pa.table(FAULTY), small / PLACE / "part-1.parquet")
    assert found(small, spark, 1) == [
        "data/t: -3/C: code: does not match ^(?:[a-z]+)$ (C) [t.code.pattern]",
        "data/t: 1/d: share: is more than 1 (1.5) [t.share.maximum]",
        "2 more [t.code.pattern]",
    ]


def test_the_key_is_in_every_format(small: Path, spark: "SparkSession") -> None:
    pq.write_table(pa.table(FAULTY).slice(3), small / PLACE / "part-1.parquet")
    report = validate_parquet(find(small), Queries(spark))
    (text,) = FORMATS["json"](report)
    assert json.loads(text)["tasks"][0]["errors"][0]["rowKey"] == "1/d"
    assert next(iter(FORMATS["github"](report))) == (
        "::error file=data/t,title=t.share.maximum::1/d: share: is more than 1 (1.5)"
    )


def test_codes_stored_as_a_dictionary_are_texts(small: Path, spark: "SparkSession") -> None:
    table = pa.table(FAULTY).slice(3)
    codes = table.column("code").cast(pa.large_string()).combine_chunks().dictionary_encode()
    for number in range(2):
        pq.write_table(table.set_column(1, "code", codes), small / PLACE / f"part-{number}.parquet")
    assert found(small, spark) == [
        "data/t: 1/d: is the key of an earlier row (round=1, code=d) [t.primary_key]",
        "data/t: 1/d: share: is more than 1 (1.5) [t.share.maximum]",
        "data/t: 1/d: share: is more than 1 (1.5) [t.share.maximum]",
    ]


def _without(small: Path) -> None:
    shutil.rmtree(small / PLACE)


def _emptied(small: Path) -> None:
    _without(small)
    (small / PLACE).mkdir()


def _cut(small: Path) -> None:
    part = small / PLACE / "part-1.parquet"
    part.write_bytes(part.read_bytes()[:-20])


def _of_text(small: Path) -> None:
    table = pa.table({**SOUND, "round": ["1", "2", "3"]})
    pq.write_table(table, small / PLACE / "part-1.parquet")


def _narrow(small: Path) -> None:
    pq.write_table(pa.table(SOUND).drop_columns(["share"]), small / PLACE / "part-1.parquet")


MISSING = "data/t: is listed in datapackage.json but cannot be read"
UNREADABLE = {
    "table missing": (_without, f"{MISSING} (t.parquet: there is no such file, and no folder with part files) [gate."),
    "folder without parts": (_emptied, f"{MISSING} (t.parquet: there is no such file, and no folder with part files)"),
    "part cut off": (_cut, f"{MISSING} (t.parquet/part-1.parquet: is not a whole Parquet file) [gate.missing]"),
    "column of another type": (_of_text, "data/t: round: is a column of string, and of int64 by the schema"),
    "column missing": (_narrow, "data/t: is not the header of the schema (round,code) [gate.header]"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_table_that_cannot_be_queried_is_a_fault_in_one_line(small: Path, spark: "SparkSession", name: str) -> None:
    damage, sentence = UNREADABLE[name]
    damage(small)
    queries = Queries(spark)
    report = validate_parquet(find(small), queries)
    assert [str(problem).startswith(sentence) for problem in report.problems] == [True]
    assert (queries.operations, report.tables, len(report.left_out)) == (0, 0, 9)


def test_a_part_file_that_is_damaged_inside_is_named(small: Path, spark: "SparkSession") -> None:
    part = small / PLACE / "part-1.parquet"
    data = part.read_bytes()
    part.write_bytes(data[:4] + b"Z" * 60 + data[64:])
    with pytest.raises(PackageError, match=r"^t.parquet/part-1.parquet: is damaged and cannot be read$"):
        validate_parquet(find(small), Queries(spark))


@pytest.mark.parametrize("verbose", [False, True])
def test_without_a_server_there_is_a_sentence_and_with_verbose_a_trace(small: Path, verbose: bool) -> None:
    arguments = [str(small), "--engine", "spark", "--remote", "http://x", *(["--verbose"] if verbose else [])]
    result = CliRunner().invoke(program, ["validate", *arguments])
    assert str(result.exception) == "http://x: is not the address of a server; write sc://host:port or local[N]"
    assert ("Traceback" in result.stderr) is verbose


@pytest.mark.parametrize("options", [["--remote", "local[2]"], ["--engine", "spark"]])
def test_options_that_do_not_go_together_are_wrong_use(options: list[str]) -> None:
    assert CliRunner().invoke(command, options).exit_code == 2
