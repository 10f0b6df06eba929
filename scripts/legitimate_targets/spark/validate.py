"""Validates a package of Parquet tables on Spark: the plan, in few operations. Prints nothing."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from legitimate_targets.checks import vocabulary
from legitimate_targets.checks.cells import Cells, Failures
from legitimate_targets.checks.check import NOTE, Check
from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.checks.report import Findings, Report
from legitimate_targets.checks.run import needed_tables
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import EngineError, PackageError, Problem
from legitimate_targets.spark.compare_texts import compare_with_texts
from legitimate_targets.spark.count_faults import count_faults
from legitimate_targets.spark.find_faults import find_faults
from legitimate_targets.spark.nfc import FLAG, add_flags
from legitimate_targets.spark.parquet_tables import ParquetTable, damaged_part, read_footers, stem
from legitimate_targets.spark.precedence import Precedence
from legitimate_targets.spark.queries import Queries, spark_errors
from legitimate_targets.spark.row_key import shown_key
from legitimate_targets.spark.spark_backend import CONDITIONS
from legitimate_targets.spark.sql import quoted
from legitimate_targets.tables.csv_io import LINE

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

Tables = Mapping[str, ParquetTable]

ON_SPARK = (*CONDITIONS, "across")
"""Kinds of check that Spark runs."""

SETTINGS = {"spark.sql.ansi.enabled": "false", "spark.sql.caseSensitive": "true"}
"""What makes Spark agree with polars: an integer that overflows wraps around, and `A` and `a` are different names."""


def validate_parquet(
    package: Package,
    queries: Queries,
    texts: Path | None = None,
    limit: int | None = None,
    plan: Plan | None = None,
) -> Report:
    """Return what is wrong with a package whose tables are Parquet.

    `texts` is Parquet of the articles (file_name, text), with which spans are compared. `limit` is how many problems of
    each rule are kept; the others are counted. `plan` is the package's own, unless given.

    Raise PackageError if the package cannot be read or a part file is damaged, and EngineError if Spark gives up.
    """
    plan = plan or read_plan(package)
    tables, problems = read_footers(package, plan.tables.values())
    with spark_errors():
        for setting, value in SETTINGS.items():
            queries.session.conf.set(setting, value)
        for table in tables.values():
            _create_view(queries.session, table)
    findings = Findings(limit)
    findings.add(problems)
    try:
        spans = _run(plan, tables, queries, texts, limit, findings)
    except EngineError as error:
        _name_damaged_part(tables, error)
        raise
    return _report(plan, tables, findings, spans)


def _run(
    plan: Plan, tables: Tables, queries: Queries, texts: Path | None, limit: int | None, findings: Findings
) -> int | None:
    """Add the faults that Spark finds to `findings`; return how many spans were compared, None without texts."""
    checks = [check for check in plan.checks if check.kind in ON_SPARK and needed_tables(check) <= tables.keys()]
    counted = count_faults(queries, plan.tables, tables.keys(), checks)
    failing = [check for check in checks if counted[check.id]]
    precedence = Precedence(plan.tables, _relations(queries.session, tables, failing))
    find_faults(queries, precedence, failing, counted, limit, findings)
    if vocabulary.TABLE in tables:
        findings.add(_vocabulary_problems(queries, precedence))
    if texts is None:
        return None
    failed_queries = [check for check in failing if not check.table]
    messages = {check.id: check.message for check in plan.kind("texts")}
    return compare_with_texts(queries, precedence, failed_queries, texts, messages, limit, findings)


def _report(plan: Plan, tables: Tables, findings: Findings, spans: int | None) -> Report:
    """Return the report on these findings; its numbers are those of the checks that can be made on Spark."""
    possible = [check for check in plan.checks if check.kind in (*ON_SPARK, "vocabulary")]
    left_out = tuple(check.id for check in possible if not needed_tables(check) <= tables.keys())
    return findings.report(
        tables=len(tables),
        rows=sum(table.rows for table in tables.values()),
        checks=len(possible) - len(left_out),
        spans=spans,
        derived=0,
        left_out=left_out,
        not_compared=tuple(table.name for table in plan.tables.values() if table.derived),
    )


def _name_damaged_part(tables: Tables, error: EngineError) -> None:
    """Raise PackageError with the name of a damaged part file, if `error` is about Parquet and there is one."""
    if "parquet" not in str(error).lower():
        return
    for table in tables.values():
        part = damaged_part(table.place)
        if part is not None:
            raise PackageError(f"{part.relative_to(table.place.parent)}: is damaged and cannot be read") from error


def _create_view(session: "SparkSession", table: ParquetTable) -> None:
    """Give a table its name in the session.

    Given a schema, Spark need not read it from the files; Sail, however, reads codes as text only if none is given.
    """
    reader = session.read.schema(table.schema) if table.plain else session.read
    reader.parquet(str(table.place)).selectExpr(*table.expressions).createOrReplaceTempView(table.table.name)


def _relations(session: "SparkSession", tables: Collection[str], failing: list[Check]) -> dict[str, str]:
    """Return the relation of each table: with the flags of `nfc` for the columns where a text may not be composed."""
    prefix = f"{max(tables, key=len, default='')}_uncomposed"  # longer than the name of any table
    return {
        table: _with_flags(session, table, [check for check in failing if check.table == table], f"{prefix}_{number}")
        for number, table in enumerate(tables)
    }


def _with_flags(session: "SparkSession", table: str, failing: list[Check], view: str) -> str:
    """Return the name of the table, or of a view with flags if a check of its characters failed."""
    columns = list(dict.fromkeys(check.columns[0] for check in failing if check.kind in ("type", NOTE)))
    frame = session.table(table)
    texts = [column for column in columns if frame.schema[column].dataType.simpleString() == "string"]
    if not texts:
        return quoted(table)
    schema = frame.schema
    for column in texts:
        schema = schema.add(FLAG + column, "boolean")
    frame.mapInArrow(add_flags(texts), schema).createOrReplaceTempView(view)
    return quoted(view)


def _vocabulary_problems(queries: Queries, precedence: Precedence) -> Iterator[Problem]:
    """Yield the faults of the vocabulary, which is as small as the schemas: it is checked here, like that of a CSV."""
    table = precedence.tables[vocabulary.TABLE]
    sound = precedence.sound(table.name, ("list", "code"))
    rows = queries.rows(f"SELECT line AS `key`, list, code FROM {sound} ORDER BY line")
    schema = {"key": pl.String(), "list": pl.String(), "code": pl.String()}
    frame = pl.DataFrame(rows, schema).with_row_index(LINE).with_columns(pl.col(LINE).cast(pl.Int64()))
    for problem in vocabulary.vocabulary_faults(precedence.tables, Cells(table, frame, frame), Failures()):
        if problem.line is None:
            yield problem
        else:
            key = shown_key(frame["key"][problem.line], table)
            yield replace(problem, path=stem(table), line=None, key=key)
