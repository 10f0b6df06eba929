"""The tables of a scaled package: Parquet, a file or a folder of part files, held to the schema by their footers."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from legitimate_targets.checks.plan import Plan
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import PackageError, Problem
from legitimate_targets.spark.row_key import line
from legitimate_targets.spark.sql import name
from legitimate_targets.tables import gate
from legitimate_targets.tables.csv_io import read_text, type_cells
from legitimate_targets.tables.model import Field, Table

STORED = {"integer": "bigint", "number": "double", "date": "date", "boolean": "boolean", "string": "string"}
"""Types of field, and the type of Spark that each is stored as."""

PARQUET = {"integer": pa.int64(), "number": pa.float64(), "date": pa.date32(), "boolean": pa.bool_()}
WILD = set("*?[]{}\\")
"""Signs that Spark would take for a pattern of paths."""


@dataclass(frozen=True)
class Stored:
    """A table that is there: its place, how many rows it has, and whether its texts are stored as such."""

    table: Table
    place: Path
    rows: int
    plain: bool

    @property
    def columns(self) -> str:
        """The columns as a schema of Spark."""
        return ", ".join(f"{name(field.name)} {STORED[field.type]}" for field in self.table.fields)

    @property
    def cells(self) -> list[str]:
        """The columns as expressions, and `line`, the row's key."""
        return [*(_cell(field) for field in self.table.fields), f"{line(self.table)} AS line"]


def _cell(field: Field) -> str:
    """An empty text is null as in a CSV; -0.0 is 0.0, of which not every engine is sure where it sorts."""
    cell = name(field.name)
    if field.type == "string":
        return f"nullif(CAST({cell} AS STRING), '') AS {cell}"
    return f"CASE WHEN {cell} = 0 THEN 0D ELSE {cell} END AS {cell}" if field.type == "number" else cell


def stem(table: Table) -> str:
    """Where a table stands and what it is called in a report: the path of its resource without the ending."""
    return table.path.removesuffix(".csv").removesuffix(".parquet")


def stored(package: Package, plan: Plan) -> tuple[dict[str, Stored], list[Problem]]:
    """The tables that can be asked, by name, and the faults of the others; reads no more than the footers."""
    found, problems = {}, []
    for table in plan.tables.values():
        place = package.where(f"{stem(table)}.parquet")
        if WILD & {*str(place)}:
            raise PackageError(f"{place}: a path with one of {' '.join(sorted(WILD))} in it cannot be given to Spark")
        try:
            footers = [pq.read_metadata(part) for part in parts(place)]
            schemas = [footer.schema.to_arrow_schema() for footer in footers]
        except (PackageError, OSError, pa.ArrowException) as error:
            problems.append(gate.missing_table(stem(table), _sentence(place, error)))
            continue
        faults = [fault for schema in schemas for fault in _faults(schema, table)]
        problems += dict.fromkeys(faults)
        if not faults:
            plain = not any(pa.types.is_dictionary(each) for each in _texts(schemas, table))
            found[table.name] = Stored(table, place, sum(footer.num_rows for footer in footers), plain)
    return found, problems


def parts(place: Path) -> list[Path]:
    """The part files of a table; raises PackageError where there is none, or where one is a folder or damaged."""
    files = sorted(place.glob("*")) if place.is_dir() else [place]
    files = [file for file in files if not file.name.startswith((".", "_"))]
    if not files or not place.exists():
        raise PackageError(f"{place.name}: there is no such file, and no folder with part files")
    for file in files:
        try:
            pq.read_metadata(file)
        except (OSError, pa.ArrowException) as error:
            raise PackageError(f"{file.relative_to(place.parent)}: is no whole Parquet file") from error
    return files


def damaged(place: Path) -> Path | None:
    """The first part file of a table that cannot be read to its end: which one that is, not every engine says."""
    for file in parts(place):
        try:
            for _ in pq.ParquetFile(file).iter_batches():
                pass
        except (OSError, pa.ArrowException):
            return file
    return None


def _sentence(place: Path, error: Exception) -> PackageError:
    return error if isinstance(error, PackageError) else PackageError(f"{place.name}: cannot be read: {error}")


def _faults(schema: pa.Schema, table: Table) -> Iterator[Problem]:
    """The columns that are not those of the schema, and those of another type."""
    if set(schema.names) != set(table.columns) or len(schema.names) != len(table.columns):
        message = gate.MESSAGES["header"]
        yield Problem(stem(table), None, None, message, ",".join(schema.names), "gate.header")
        return
    for field in table.fields:
        actual = schema.field(field.name).type
        if not _is(actual, field):
            message = f"is a column of {actual}, and of {PARQUET.get(field.type, 'string')} by the schema"
            yield Problem(stem(table), None, field.name, message, None, f"{table.name}.{field.name}.type")


def _is(actual: pa.DataType, field: Field) -> bool:
    if field.type != "string":
        return bool(actual == PARQUET[field.type])
    inner = actual.value_type if pa.types.is_dictionary(actual) else actual
    return any(check(inner) for check in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view))


def _texts(schemas: list[pa.Schema], table: Table) -> Iterator[pa.DataType]:
    yield from (schema.field(field.name).type for schema in schemas for field in table.fields if field.type == "string")


def write_parquet(package: Package, plan: Plan, folder: Path, number: int = 1) -> None:
    """Writes the tables of a package of CSV files as Parquet, each in `number` part files, below `folder`.

    The cells are not checked: what is not by its type's grammar becomes empty. Raises PackageError for a missing file.
    """
    for table in plan.tables.values():
        frame = type_cells(read_text(package.read(table.path), table), table).select(table.columns)
        place = folder / f"{stem(table)}.parquet"
        place.mkdir(parents=True)
        size = max(-(-frame.height // number), 1)
        for part in range(number):
            _write(frame.slice(part * size, size), place / f"part-{part}.parquet")


def _write(frame: pl.DataFrame, place: Path) -> None:
    pq.write_table(frame.to_arrow(compat_level=pl.CompatLevel.oldest()), place, compression="zstd")
