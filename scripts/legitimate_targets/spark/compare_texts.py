"""Compares spans, hashes and counts with the articles, each text sent once to where its rows are."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from legitimate_targets.articles.spans import OF_SOURCE
from legitimate_targets.checks.check import EVIDENCE, EVIDENCE_POINTER, EVIDENCE_WORDS, NORMALISED, Check
from legitimate_targets.checks.plan import dated_columns, source_of
from legitimate_targets.checks.report import Findings
from legitimate_targets.errors import Problem
from legitimate_targets.spark.arrow_compare import FOUND, ROW, comparison
from legitimate_targets.spark.column_types import SPARK, spark_schema
from legitimate_targets.spark.parquet_articles import create_article_view
from legitimate_targets.spark.parquet_tables import stem
from legitimate_targets.spark.precedence import Precedence
from legitimate_targets.spark.queries import Queries, spark_errors
from legitimate_targets.spark.row_key import shown_key
from legitimate_targets.spark.ship_code import send_code
from legitimate_targets.spark.spark_backend import all_filled
from legitimate_targets.spark.sql import quoted, text_literal, translate
from legitimate_targets.tables.model import Table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.connect.session import SparkSession

Answer = Mapping[str, str | int | None]
"""A row of `arrow_compare.FOUND`."""


def compare_with_texts(
    queries: Queries,
    precedence: Precedence,
    failed_queries: list[Check],
    path: Path,
    messages: Mapping[str, str],
    limit: int | None,
    findings: Findings,
) -> int:
    """Add what does not agree with the texts at `path` to `findings`; return how many spans were compared.

    `path` is Parquet, a file or a folder of part files, with the columns file_name and text. Cells that `precedence`
    refused, or that one of `failed_queries` (checks over several tables) reports, are passed over. `messages` has the
    message of each check by its id. Raise PackageError if `path` holds anything else.
    """
    view = f"{max(precedence.tables, key=len)}_texts"  # longer than the name of any table, so that it is none of them
    create_article_view(queries, path, view)
    with spark_errors():
        send_code(queries.session)
    within = [table for table in precedence.tables.values() if table.span and table.name in precedence.relations]
    spans = 0
    for source in sorted({source_of(table).table for table in within} & precedence.relations.keys()):
        own = [table for table in within if source_of(table).table == source]
        sql = _articles_with_rows(precedence, failed_queries, precedence.tables[source], own, view)
        spans += _take(_compare(queries, sql, source, limit), precedence.tables, messages, findings)
    return spans


def _articles_with_rows(
    precedence: Precedence, failed_queries: list[Check], source: Table, within: list[Table], view: str
) -> str:
    """Return the query for the articles, each with its text and the list of the rows that lie in it.

    Rows are grouped before they meet the texts, so that a text is sent once, and never with each of its rows.
    """
    identity = source.primary_key[0]
    sound = _sound(precedence, failed_queries, source, (identity, *OF_SOURCE))
    selected = [sql for table in within for sql in _rows(precedence, failed_queries, table)]
    if any(table.name == EVIDENCE for table in within):
        selected += _dated_rows(precedence, failed_queries)
    rows = " UNION ALL ".join(selected)
    struct = ", ".join(f"{text_literal(column)}, {quoted(column)}" for column in ROW.names)
    grouped = f"SELECT source, collect_list(named_struct({struct})) AS `rows` FROM ({rows}) GROUP BY source"
    head = ", ".join(f"r.{quoted(column)}" for column in OF_SOURCE)
    return (
        f"SELECT r.line AS `key`, r.{quoted(identity)} AS source, {head}, CAST(t.text AS BINARY) AS data, g.`rows`"
        f" FROM ({sound}) AS r LEFT JOIN ({grouped}) AS g ON g.source = r.{quoted(identity)}"
        f" LEFT JOIN {quoted(view)} AS t ON t.file_name = r.file_name"
        f" WHERE {all_filled((identity, 'file_name', 'sha256'))}"
    )


def _rows(precedence: Precedence, failed_queries: list[Check], table: Table) -> Iterator[str]:
    """Yield queries for what the sound rows of a table say of the texts: their source and the cells of `ROW`.

    One query is for the spans, and one for the counts if the table has them; cells that a table lacks are NULL.
    """
    assert table.span is not None
    for cells in (("start", "end", "sha256"), ("form", "printed")):
        if {*cells} <= {*table.columns}:
            columns = (table.span.source, *cells)
            known = {"table": text_literal(table.name), "key": "r.line"} | {each: f"r.{quoted(each)}" for each in cells}
            sound = _sound(precedence, failed_queries, table, columns)
            head = f"SELECT r.{quoted(columns[0])} AS source, {_row(known)}"
            yield f"{head} FROM ({sound}) AS r WHERE {all_filled(columns)}"


def _dated_rows(precedence: Precedence, failed_queries: list[Check]) -> Iterator[str]:
    """Yield a query for each column of days: its sound cells, with the source and place of normalised evidence."""
    evidence = precedence.tables[EVIDENCE]
    assert evidence.span is not None
    asked = (*EVIDENCE_POINTER, *EVIDENCE_WORDS, evidence.span.source, "start", "end")
    reasons = _sound(precedence, failed_queries, evidence, asked)
    for table, column in dated_columns(precedence.tables):
        if table.name in precedence.relations:
            key, field, name = table.primary_key[0], text_literal(column), text_literal(table.name)
            known = {"table": name, "key": "r.line", "field": field, "day": f"CAST(r.{quoted(column)} AS STRING)"}
            known |= {each: f"o.{quoted(each)}" for each in ("start", "end", "sha256")}
            of_cell = f"o.`table` = {name} AND o.field = {field} AND o.row_id = r.{quoted(key)}"
            placed = " AND ".join(f"o.{quoted(each)} IS NOT NULL" for each in asked)
            days = _sound(precedence, failed_queries, table, (key, column))
            yield (
                f"SELECT o.{quoted(evidence.span.source)} AS source, {_row(known)} FROM ({days}) AS r"
                f" JOIN ({reasons}) AS o ON {of_cell}"
                f" WHERE o.basis = {text_literal(NORMALISED)} AND {placed} AND {all_filled((key, column))}"
            )


def _row(known: Mapping[str, str]) -> str:
    """Return the columns of `ROW`, from these expressions; the others are NULL."""
    return ", ".join(
        f"{known.get(each.name, f'CAST(NULL AS {SPARK[each.type]})')} AS {quoted(each.name)}" for each in ROW
    )


def _sound(precedence: Precedence, failed_queries: list[Check], table: Table, columns: tuple[str, ...]) -> str:
    """Return the rows of a table in which no cell of `columns` was refused or reported by a query."""
    fields = ", ".join(map(text_literal, columns))
    sql = f"SELECT r.* FROM {precedence.sound(table.name, columns)} AS r"
    for number, check in enumerate(each for each in failed_queries if table.name in each.reads):
        reported = f"`table` = {text_literal(table.name)} AND field IN ({fields})"
        lines = f"SELECT DISTINCT line FROM ({translate(check.sql)}) WHERE {reported}"
        sql = f"SELECT r.* FROM ({sql}) AS r LEFT ANTI JOIN ({lines}) AS q{number} ON q{number}.line = r.line"
    return sql


def _compare(queries: Queries, sql: str, source: str, limit: int | None) -> list[Answer]:
    """Return the rows of `FOUND` for these articles: at most `limit` faults of each rule, and the totals."""

    def compared(session: "SparkSession") -> "DataFrame":
        found = session.sql(sql).mapInArrow(comparison(source, limit), spark_schema(FOUND))
        if limit is None:
            return found
        # Each task has kept `limit` faults of a rule; of all tasks together the first by key are shown.
        place = "row_number() OVER (PARTITION BY rule, `key` IS NULL ORDER BY `key`, value) AS place"
        return found.selectExpr("*", place).where(f"`key` IS NULL OR place <= {limit}")

    answers: list[Answer] = queries.collect(compared).to_pylist()
    return answers


def _take(answers: list[Answer], tables: Mapping[str, Table], messages: Mapping[str, str], findings: Findings) -> int:
    """Add the faults to `findings`, those beyond the limit as numbers; return how many spans were compared."""
    faults = [answer for answer in answers if answer["key"] is not None]
    findings.add(_problem(answer, tables[str(answer["table"])], messages[str(answer["rule"])]) for answer in faults)
    hidden: Counter[str] = Counter()
    for answer in answers:
        if answer["rule"] is not None:
            hidden[str(answer["rule"])] += int(answer["number"] or 0)
    hidden.subtract(str(answer["rule"]) for answer in faults)
    findings.hidden.update(+hidden)  # without the zeros
    return sum(int(answer["number"] or 0) for answer in answers if answer["rule"] is None)


def _problem(answer: Answer, table: Table, message: str) -> Problem:
    if answer["found"] is not None:
        message = f"{message} ({answer['found']})"
    key = shown_key(str(answer["key"]), table)
    return Problem(stem(table), None, str(answer["field"]), message, str(answer["value"]), str(answer["rule"]), key=key)
