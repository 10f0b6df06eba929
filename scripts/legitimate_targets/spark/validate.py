"""Validates a package of Parquet tables on Spark: the plan, asked in few operations. Prints nothing."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from legitimate_targets.checks import from_vocabulary as vocabulary
from legitimate_targets.checks.check import Check
from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.checks.report import Report
from legitimate_targets.checks.run import needs
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import PackageError, Problem
from legitimate_targets.spark.count_faults import counts
from legitimate_targets.spark.find_faults import Faulty, More, faulty
from legitimate_targets.spark.nfc import FLAG, flags
from legitimate_targets.spark.parquet_tables import Stored, damaged, stored
from legitimate_targets.spark.precedence import Judged
from legitimate_targets.spark.problems import problem, vocabulary_faults
from legitimate_targets.spark.queries import Asked, sentences
from legitimate_targets.spark.spark_backend import GROUPED, JOINED, OF_ROW
from legitimate_targets.spark.sql import name
from legitimate_targets.spark.texts import compare_with_texts

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

HERE = (*OF_ROW, *JOINED, GROUPED, "across")
"""Kinds of check that Spark is asked for."""

SETTINGS = {"spark.sql.ansi.enabled": "false", "spark.sql.caseSensitive": "true"}
"""As in polars, what overflows goes on from the other end, and `A` is another name than `a`."""


def examine(
    package: Package,
    session: "SparkSession",
    texts: Path | None = None,
    limit: int | None = None,
    plan: Plan | None = None,
) -> tuple[Report, int]:
    """What is wrong with a package whose tables are Parquet, and by how many operations of Spark that was found.

    `texts` is a Parquet of the articles, against which spans are compared. No more than `limit` problems of each rule
    are kept, the others counted. Raises PackageError when the package cannot be read, or the engine gives up.
    """
    plan = plan or read_plan(package)
    asked, report = Asked(session), Report(limit)
    tables, problems = stored(package, plan)
    report.add(problems)
    with sentences():
        for setting, value in SETTINGS.items():
            session.conf.set(setting, value)
        for table in tables.values():
            _view(session, table)
    try:
        _ask(asked, plan, tables, texts, report)
    except PackageError as error:
        _name_damaged(tables, error)
        raise
    report.more = +report.more
    report.problems.sort(key=Problem.sort_key)
    return report, asked.operations


def _ask(asked: Asked, plan: Plan, tables: Mapping[str, Stored], texts: Path | None, report: Report) -> None:
    """Takes what Spark finds into the report."""
    made = [check for check in plan.checks if check.kind in HERE and not needs(check) - tables.keys()]
    counted = counts(asked, plan, tables, made)
    failing = [check for check in made if counted[check.id]]
    queries = [check for check in failing if not check.table]
    judged = Judged(plan, _bases(asked.session, tables, failing))
    _tell(faulty(asked, judged, failing, counted, report.limit), plan, report)
    if vocabulary.TABLE in tables:
        report.add(vocabulary_faults(asked, judged))
    if texts is not None:
        compare_with_texts(asked, judged, queries, texts, report)
    _count(plan, tables, report)


def _name_damaged(tables: Mapping[str, Stored], error: PackageError) -> None:
    """Raises PackageError with the name of the part file that the engine could not read, where that is what it says."""
    if "parquet" not in str(error).lower():
        return
    for table in tables.values():
        part = damaged(table.place)
        if part is not None:
            raise PackageError(f"{part.relative_to(table.place.parent)}: is damaged and cannot be read") from error


def _view(session: "SparkSession", stored: Stored) -> None:
    """Gives a table its name in the session. Sail reads codes only where no schema says that they are texts."""
    reader = session.read.schema(stored.columns) if stored.plain else session.read
    reader.parquet(str(stored.place)).selectExpr(*stored.cells).createOrReplaceTempView(stored.table.name)


def _bases(session: "SparkSession", tables: Mapping[str, Stored], failing: list[Check]) -> dict[str, str]:
    """The relations of the tables, with answers of Arrow where a text may not be composed."""
    apart = f"{max(tables, key=len, default='')}_uncomposed"
    by_table = {table: [check for check in failing if check.table == table] for table in tables}
    return {table: _base(session, table, by_table[table], f"{apart}_{number}") for number, table in enumerate(tables)}


def _base(session: "SparkSession", table: str, failing: list[Check], view: str) -> str:
    columns = list(dict.fromkeys(check.columns[0] for check in failing if check.kind in ("type", "unusual_characters")))
    frame = session.table(table)
    texts = [column for column in columns if frame.schema[column].dataType.simpleString() == "string"]
    if not texts:
        return name(table)
    schema = frame.schema
    for column in texts:
        schema = schema.add(FLAG + column, "boolean")
    frame.mapInArrow(flags(texts), schema).createOrReplaceTempView(view)
    return name(view)


def _tell(found: Iterable[Faulty | More], plan: Plan, report: Report) -> None:
    """Takes the faulty rows into the report."""
    for each in found:
        if isinstance(each, Faulty):
            report.add([problem(each, plan)])
        else:
            report.more[each.check.id] += each.number


def _count(plan: Plan, tables: Mapping[str, Stored], report: Report) -> None:
    report.tables = len(tables)
    report.rows = sum(table.rows for table in tables.values())
    report.derived = 0
    report.elsewhere = [table.name for table in plan.tables.values() if table.derived]
    asked = [check for check in plan.checks if check.kind in (*HERE, "vocabulary")]
    report.left_out = [check.id for check in asked if needs(check) - tables.keys()]
    report.checks = len(asked) - len(report.left_out)
