"""The articles of an archive: Parquet, a file or a folder of part files, with the columns file_name and text."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from legitimate_targets.errors import PackageError
from legitimate_targets.spark.parquet_tables import parts
from legitimate_targets.spark.queries import Asked, sentences
from legitimate_targets.spark.sql import name

COLUMNS = ("file_name", "text")
VIEW = "articles"
"""What the articles are called in a session in which there are no tables."""


def view(asked: Asked, path: Path, view: str = VIEW) -> None:
    """Gives the articles at `path` a name in the session; raises PackageError where they are none."""
    for part in parts(path):
        refuse_other(part)
    with sentences():
        asked.session.read.parquet(str(path)).select(*COLUMNS).createOrReplaceTempView(view)
    sql = f"SELECT file_name FROM {name(view)} GROUP BY file_name HAVING count(*) > 1 ORDER BY file_name LIMIT 1"
    for row in asked.rows(sql):
        raise PackageError(f"{path.name}: two articles have the file_name {row['file_name']!r}")


def refuse_other(part: Path) -> None:
    """Raises PackageError for a Parquet file without the two columns, each of text."""
    schema = pq.read_schema(part)
    for column in COLUMNS:
        if column not in schema.names:
            raise PackageError(f"{part.name}: has no column {column}; articles are a Parquet of file_name and text")
        kind = schema.field(column).type
        if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
            raise PackageError(f"{part.name}: {column}: is a column of {kind}, and must be one of text")
