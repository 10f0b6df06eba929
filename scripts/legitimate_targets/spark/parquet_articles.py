"""Reads the articles of an archive: Parquet, a file or a folder of part files, with the columns file_name and text."""

from pathlib import Path

import pyarrow.parquet as pq

from legitimate_targets.errors import PackageError
from legitimate_targets.spark.column_types import is_text
from legitimate_targets.spark.parquet_tables import part_files
from legitimate_targets.spark.queries import Queries, spark_errors
from legitimate_targets.spark.sql import quoted

COLUMNS = ("file_name", "text")
VIEW = "articles"
"""The name of the articles in a session that has no tables."""


def create_article_view(queries: Queries, path: Path, view: str = VIEW) -> None:
    """Give the articles at `path` the name `view` in the session.

    Raise PackageError if there are none, if a file lacks a column, or if two articles have the same file_name.
    """
    for part in part_files(path):
        _refuse_other_columns(part)
    with spark_errors():
        queries.session.read.parquet(str(path)).select(*COLUMNS).createOrReplaceTempView(view)
    sql = f"SELECT file_name FROM {quoted(view)} GROUP BY file_name HAVING count(*) > 1 ORDER BY file_name LIMIT 1"
    for row in queries.rows(sql):
        raise PackageError(f"{path.name}: two articles have the file_name {row['file_name']!r}")


def _refuse_other_columns(part: Path) -> None:
    """Raise PackageError for a Parquet file without the two columns of text."""
    schema = pq.read_schema(part)
    for column in COLUMNS:
        if column not in schema.names:
            raise PackageError(f"{part.name}: has no column {column}; articles are a Parquet of file_name and text")
        actual = schema.field(column).type
        if not is_text(actual):
            raise PackageError(f"{part.name}: {column}: is a column of {actual}, and must be one of text")
