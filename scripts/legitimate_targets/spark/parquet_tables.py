"""Finds the Parquet tables of a package, each a file or a folder of part files, and checks their footers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import PackageError, Problem
from legitimate_targets.spark.column_types import ARROW, is_text, spark_schema
from legitimate_targets.spark.row_key import sort_key
from legitimate_targets.spark.sql import quoted
from legitimate_targets.tables import gate
from legitimate_targets.tables.model import Field, Table

WILDCARDS = set("*?[]{}\\")
"""Characters that Spark reads as a pattern in a path."""


@dataclass(frozen=True)
class ParquetTable:
    """A table that can be read: its place, its rows, and whether all its texts are stored as texts (not as codes)."""

    table: Table
    place: Path
    rows: int
    plain: bool

    @property
    def schema(self) -> str:
        """The columns, as Spark declares them."""
        return spark_schema(pa.schema([(field.name, ARROW[field.type]) for field in self.table.fields]))

    @property
    def expressions(self) -> list[str]:
        """The columns as expressions over the file, and `line`, the key of the row."""
        return [*(_cell(field) for field in self.table.fields), f"{sort_key(self.table)} AS line"]


def _cell(field: Field) -> str:
    """Return the cells of a column: an empty text is NULL, as in a CSV; -0.0 is 0.0: engines sort -0.0 differently."""
    cell = quoted(field.name)
    if field.type == "string":
        return f"nullif(CAST({cell} AS STRING), '') AS {cell}"
    return f"CASE WHEN {cell} = 0 THEN 0D ELSE {cell} END AS {cell}" if field.type == "number" else cell


def stem(table: Table) -> str:
    """Return the path of a table without its ending: its name in a report, and in front of `.parquet` its place."""
    return table.path.removesuffix(".csv").removesuffix(".parquet")


def read_footers(package: Package, tables: Iterable[Table]) -> tuple[dict[str, ParquetTable], list[Problem]]:
    """Return the tables that can be queried, by name, and the faults of the others; only footers are read.

    Raise PackageError if the path of a table has a character that Spark reads as a pattern.
    """
    found: dict[str, ParquetTable] = {}
    problems: list[Problem] = []
    for table in tables:
        place = package.where(f"{stem(table)}.parquet")
        if WILDCARDS & {*str(place)}:
            signs = " ".join(sorted(WILDCARDS))
            raise PackageError(f"{place}: Spark cannot read a path that contains one of {signs}")
        try:
            footers = [pq.read_metadata(part) for part in part_files(place)]
            schemas = [footer.schema.to_arrow_schema() for footer in footers]
        except (PackageError, OSError, pa.ArrowException) as error:
            problems.append(gate.missing_table(stem(table), _sentence(place, error)))
            continue
        faults = dict.fromkeys(fault for schema in schemas for fault in _schema_faults(schema, table))
        problems += faults
        if not faults:
            rows = sum(footer.num_rows for footer in footers)
            found[table.name] = ParquetTable(table, place, rows, not any(_has_codes(schema) for schema in schemas))
    return found, problems


def part_files(place: Path) -> list[Path]:
    """Return the part files of a table. Raise PackageError if there is none, or if one is a folder or damaged."""
    files = sorted(place.glob("*")) if place.is_dir() else [place]
    files = [file for file in files if not file.name.startswith((".", "_"))]
    if not files or not place.exists():
        raise PackageError(f"{place.name}: there is no such file, and no folder with part files")
    for file in files:
        try:
            pq.read_metadata(file)
        except (OSError, pa.ArrowException) as error:
            raise PackageError(f"{file.relative_to(place.parent)}: is not a whole Parquet file") from error
    return files


def damaged_part(place: Path) -> Path | None:
    """Return the first part file of a table that cannot be read to its end; not every engine names the file."""
    for file in part_files(place):
        try:
            for _ in pq.ParquetFile(file).iter_batches():
                pass
        except (OSError, pa.ArrowException):
            return file
    return None


def _sentence(place: Path, error: Exception) -> PackageError:
    return error if isinstance(error, PackageError) else PackageError(f"{place.name}: cannot be read: {error}")


def _schema_faults(schema: pa.Schema, table: Table) -> Iterator[Problem]:
    """Yield a fault if the columns are not those of the table's schema, else one for each column of another type."""
    if set(schema.names) != set(table.columns) or len(schema.names) != len(table.columns):
        message = gate.MESSAGES["header"]
        yield Problem(stem(table), None, None, message, ",".join(schema.names), "gate.header")
        return
    for field in table.fields:
        actual = schema.field(field.name).type
        if not _is_stored(actual, field):
            message = f"is a column of {actual}, and of {ARROW[field.type]} by the schema"
            yield Problem(stem(table), None, field.name, message, None, f"{table.name}.{field.name}.type")


def _is_stored(actual: pa.DataType, field: Field) -> bool:
    """Return whether a column of this Arrow type can hold a field; a text may be stored as codes of a dictionary."""
    if field.type != "string":
        return bool(actual == ARROW[field.type])
    return is_text(actual.value_type if pa.types.is_dictionary(actual) else actual)


def _has_codes(schema: pa.Schema) -> bool:
    return any(pa.types.is_dictionary(field.type) for field in schema)
