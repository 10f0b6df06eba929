"""Compares spans, hashes and counts with a Parquet of the articles, each text sent once to where its rows are."""

from collections.abc import Iterator
from pathlib import Path

from legitimate_targets.articles.compare import Row
from legitimate_targets.articles.spans import OF_SOURCE
from legitimate_targets.checks.check import Check
from legitimate_targets.checks.plan import Plan, source_of
from legitimate_targets.checks.report import Report
from legitimate_targets.errors import Problem
from legitimate_targets.spark import articles
from legitimate_targets.spark import row_key as key
from legitimate_targets.spark.arrow_compare import FOUND, comparison
from legitimate_targets.spark.parquet_tables import stem
from legitimate_targets.spark.precedence import Judged
from legitimate_targets.spark.queries import Asked, sentences
from legitimate_targets.spark.ship_code import send
from legitimate_targets.spark.spark_backend import filled
from legitimate_targets.spark.sql import name, text, translated
from legitimate_targets.tables.model import Table

Found = dict[str, str | int | None]


def compare_with_texts(asked: Asked, judged: Judged, queries: list[Check], path: Path, report: Report) -> None:
    """Takes into the report what does not agree with the texts at `path`, and how many spans were compared.

    `path` is a Parquet file, or a folder of part files, with the columns file_name and text. What `judged` or one of
    `queries`, the checks over several tables that failed, refused is passed over. Raises PackageError for another file.
    """
    articles.view(asked, path, _name(judged.plan))
    with sentences():
        send(asked.session)
    report.spans = 0
    within = [table for table in judged.plan.tables.values() if table.span and table.name in judged.bases]
    for source in sorted({source_of(table).table for table in within} & judged.bases.keys()):
        own = [table for table in within if source_of(table).table == source]
        for row in _found(asked, _question(judged, queries, judged.plan.tables[source], own), source, report.limit):
            _take(row, judged.plan, report)


def _question(judged: Judged, queries: list[Check], source: Table, within: list[Table]) -> str:
    """The articles with the rows that lie in them. The rows are grouped before they meet the texts, so that a text is
    sent once, and never with each of its rows.
    """
    identity = source.primary_key[0]
    cells = (identity, *OF_SOURCE)
    sound, whole = _sound(judged, queries, source, cells), filled((identity, "file_name", "sha256"))
    rows = " UNION ALL ".join(sql for table in within for sql in _rows(judged, queries, table))
    struct = ", ".join(f"{text(column)}, {name(column)}" for column in ROW)
    grouped = f"SELECT source, collect_list(named_struct({struct})) AS `rows` FROM ({rows}) GROUP BY source"
    head = ", ".join(f"r.{name(column)}" for column in OF_SOURCE)
    return (
        f"SELECT r.line AS `key`, r.{name(identity)} AS source, {head}, CAST(t.text AS BINARY) AS data, g.`rows`"
        f" FROM ({sound}) AS r LEFT JOIN ({grouped}) AS g ON g.source = r.{name(identity)}"
        f" LEFT JOIN {name(_name(judged.plan))} AS t ON t.file_name = r.file_name WHERE {whole}"
    )


ROW = {each: f"CAST(NULL AS {'BIGINT' if each in ('start', 'end', 'printed') else 'STRING'})" for each in Row._fields}
"""The cells of a row as the kernel takes them, and what stands for one that a table does not have."""


def _rows(judged: Judged, queries: list[Check], table: Table) -> Iterator[str]:
    """What the sound rows of one table say of the texts: the spans, and the counts where it has them."""
    assert table.span is not None
    for cells in (("start", "end", "sha256"), ("form", "printed")):
        if {*cells} <= {*table.columns}:
            columns = (table.span.source, *cells)
            known = {"table": text(table.name), "key": "r.line"} | {cell: f"r.{name(cell)}" for cell in cells}
            chosen = ", ".join(f"{known.get(cell, nothing)} AS {name(cell)}" for cell, nothing in ROW.items())
            sound = _sound(judged, queries, table, columns)
            yield f"SELECT r.{name(columns[0])} AS source, {chosen} FROM ({sound}) AS r WHERE {filled(columns)}"


def _sound(judged: Judged, queries: list[Check], table: Table, columns: tuple[str, ...]) -> str:
    """The rows of a table of which no cell in `columns` failed, nor was named by a query."""
    fields = ", ".join(map(text, columns))
    sql = f"SELECT r.* FROM {judged.sound(table.name, columns)} AS r"
    for number, check in enumerate(each for each in queries if table.name in each.reads):
        told = f"`table` = {text(table.name)} AND field IN ({fields})"
        lines = f"SELECT DISTINCT line FROM ({translated(check.sql)}) WHERE {told}"
        sql = f"SELECT r.* FROM ({sql}) AS r LEFT ANTI JOIN ({lines}) AS q{number} ON q{number}.line = r.line"
    return sql


def _name(plan: Plan) -> str:
    """What the texts are called in the session: longer than any table is called."""
    return f"{max(plan.tables, key=len)}_texts"


def _found(asked: Asked, question: str, source: str, limit: int | None) -> list[Found]:
    asked.operations += 1
    with sentences():
        found = asked.session.sql(question).mapInArrow(comparison(source, limit), FOUND)
        if limit is not None:
            order = "row_number() OVER (PARTITION BY rule, `key` IS NULL ORDER BY `key`, value) AS place"
            found = found.selectExpr("*", order).where(f"`key` IS NULL OR place <= {limit}")
        rows: list[Found] = found.toArrow().to_pylist()
        return rows


def _take(row: Found, plan: Plan, report: Report) -> None:
    """Takes a fault into the report, or a number of faults, or of spans."""
    rule, number = row["rule"], int(row["number"] or 0)
    if rule is None:
        report.spans = (report.spans or 0) + number
    elif row["key"] is None:
        report.more[str(rule)] += number
    else:
        report.more[str(rule)] -= 1
        report.add([_problem(row, plan)])


def _problem(row: Found, plan: Plan) -> Problem:
    (check,) = (check for check in plan.kind("texts") if check.id == row["rule"])
    table = plan.tables[str(row["table"])]
    message = check.message if row["found"] is None else f"{check.message} ({row['found']})"
    return Problem(
        stem(table), None, str(row["field"]), message, str(row["value"]), check.id, key=key.read(str(row["key"]), table)
    )
