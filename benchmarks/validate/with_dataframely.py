"""What `make bench` measures of dataframely, which checks a typed frame of polars."""

from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.validate.fields import CODE, FIELDS, FIRST_LINE, Cell, bound, stations
from benchmarks.validate.with_polars import typed_frame


def dataframely(folder: Path) -> set[Cell]:
    """Return the faults by a schema class that is made of the fields; foreign key and row rule are rules of it."""
    import dataframely as dy

    keys = stations(folder)
    columns: dict[str, Any] = {name: _column(dy, name) for name in FIELDS} | {"line": dy.UInt32()}
    columns["station_known"] = dy.rule()(lambda schema: pl.col("station").is_in(keys))
    columns["rule"] = dy.rule()(lambda schema: ~(pl.col("begun") > pl.col("ended")))
    schema: Any = type("Rows", (dy.Schema,), columns)
    _, failed = schema.filter(typed_frame(folder).with_row_index("line", FIRST_LINE))
    details = failed.details()
    rules = [name for name in details.columns if name not in FIELDS and name != "line"]
    wrong = details.select(pl.col("line").filter(pl.col(name) == "invalid").implode().alias(name) for name in rules)
    return {(line, _of_rule(name)) for name, lines in wrong.row(0, named=True).items() for line in lines}


def _of_rule(name: str) -> str | None:
    """Return the column of a rule, None for the row rule; the rule of the primary key is named after no column."""
    start = name.split("|")[0]
    return {"rule": None, "station_known": "station", "primary_key": "id"}.get(start, start)


def _column(dy: Any, name: str) -> Any:
    type_, limits = FIELDS[name]
    made = {"string": dy.String, "integer": dy.Int64, "number": dy.Float64, "date": dy.Date, "boolean": dy.Bool}[type_]
    if "enum" in limits:
        return dy.String(nullable=False, check=lambda cell: cell.is_in(limits["enum"]))
    given = {"regex": CODE} if "pattern" in limits else {}
    given |= {"max_length": limits["maxLength"]} if "maxLength" in limits else {}
    given |= {"min": bound(limits["minimum"])} if "minimum" in limits else {}
    given |= {"max": bound(limits["maximum"])} if "maximum" in limits else {}
    return made(nullable="required" not in limits, primary_key=name == "id", **given)
