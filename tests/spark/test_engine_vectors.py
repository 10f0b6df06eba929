"""Hostile values under every kind of rule: polars and Spark refuse the same cells."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from legitimate_targets.checks import run as embedded
from legitimate_targets.checks.cells import Cells
from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.datapackage.package import find
from legitimate_targets.spark.queries import Queries
from legitimate_targets.spark.validate import validate_parquet
from legitimate_targets.tables.cell_text import number_as_text
from legitimate_targets.tables.csv_io import FIRST_LINE, LINE, type_cells
from tests.support import engine_vectors as vectors

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

Fault = tuple[str, str, str | None, str]
"""Table, rule, key and field."""

ARROW = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a package with a table of every kind, in Parquet."""
    root = tmp_path_factory.mktemp("vectors")
    (root / "schemas" / "across").mkdir(parents=True)
    resources = [{"name": name, "path": f"{name}.csv", "schema": f"{name}.json"} for name in vectors.TABLES]
    (root / "datapackage.json").write_text(json.dumps({"resources": resources}))
    for name, sql in vectors.QUERIES.items():
        (root / "schemas" / "across" / f"{name}.sql").write_text(f"-- message: the query\n{sql}\n")
    for name, table in vectors.TABLES.items():
        (root / f"{name}.json").write_text(json.dumps(_schema(table)))
        pq.write_table(_arrow(table), root / f"{name}.parquet")
    return root


def _schema(table: dict[str, Any]) -> dict[str, Any]:
    key = {"name": "key", "type": "integer", "constraints": {"required": True}}
    fields = [key, {"name": "x", **table["x"]}, {"name": "y", **table["y"]}]
    return {"fields": fields, "missingValues": [""], "primaryKey": ["key"], **table["more"]}


def _arrow(table: dict[str, Any]) -> pa.Table:
    columns = {"key": pa.array(range(len(table["rows"])), pa.int64())}
    for number, name in enumerate(("x", "y")):
        columns[name] = _column([row[number] for row in table["rows"]], table[name]["type"])
    return pa.table(columns)


def _column(values: list[Any], type_: str) -> pa.Array:
    if type_ != "date":
        return pa.array(values, ARROW[type_])
    days = [(value - date(1970, 1, 1)).days if isinstance(value, date) else value for value in values]
    return pa.array(days, pa.int32()).cast(pa.date32())


def _written(values: pa.ChunkedArray) -> list[str | None]:
    """Return the cells as a CSV has them; NaN, infinities and days of years beyond 1 to 9999 as Arrow writes them."""
    if pa.types.is_floating(values.type):
        return [value if value is None else _number(value) for value in values.to_pylist()]
    return [cell or None for cell in values.cast(pa.string()).to_pylist()]


def _number(value: float) -> str:
    return number_as_text(value) if value - value == 0 else str(value)


def polars_faults(folder: Path, plan: Plan) -> set[Fault]:
    """Return what polars refuses in these tables."""
    cells = {}
    for name, table in plan.tables.items():
        read = pq.read_table(folder / f"{name}.parquet")
        columns = {column: _written(read.column(column)) for column in table.columns}
        text = pl.DataFrame(columns, dict.fromkeys(columns, pl.String())).with_row_index(LINE, FIRST_LINE)
        text = text.select(*table.columns, pl.col(LINE).cast(pl.Int64()))
        cells[name] = Cells(table, text, type_cells(text, table))
    return {
        (table, faults.check.id, str(line - FIRST_LINE), field or "")
        for faults in embedded.run(plan.checks, cells)
        for table, line, field in faults.frame.select("table", LINE, "field").iter_rows()
    }


def test_there_are_more_than_1500_values_under_rules() -> None:
    assert sum(len(table["rows"]) for table in vectors.TABLES.values()) > 1500


def test_polars_and_spark_refuse_the_same_values(folder: Path, spark: "SparkSession") -> None:
    plan = replace(read_plan(find(folder)), untrusted=False)
    report = validate_parquet(find(folder), Queries(spark), plan=plan)
    found = {(each.path, each.rule, each.key, each.column or "") for each in report.problems}
    expected = polars_faults(folder, plan)
    assert {rule for _, rule, _, _ in expected} >= {f"across.{name}" for name in vectors.QUERIES}
    assert sorted(found ^ expected) == []
