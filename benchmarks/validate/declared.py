"""What `make bench` measures of dataframely and pointblank, which are given a typed frame of polars."""

from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.validate.fields import CODE, FIELDS, KINDS, REQUIRED, STATES, Cell, bound, stations
from benchmarks.validate.with_polars import FIRST_LINE, frame


def dataframely(folder: Path) -> set[Cell]:
    """A schema class made of the fields; the foreign key and the row rule are rules of it."""
    import dataframely as dy

    keys = stations(folder)
    columns: dict[str, Any] = {name: _column(dy, name) for name in FIELDS} | {"line": dy.UInt32()}
    columns["station_known"] = dy.rule()(lambda schema: pl.col("station").is_in(keys))
    columns["rule"] = dy.rule()(lambda schema: ~(pl.col("begun") > pl.col("ended")))
    schema: Any = type("Rows", (dy.Schema,), columns)
    _, failed = schema.filter(frame(folder).with_row_index("line", FIRST_LINE))
    details = failed.details()
    rules = [name for name in details.columns if name not in FIELDS and name != "line"]
    wrong = details.select(pl.col("line").filter(pl.col(name) == "invalid").implode().alias(name) for name in rules)
    return {(line, _of_rule(name)) for name, lines in wrong.row(0, named=True).items() for line in lines}


def _of_rule(name: str) -> str | None:
    """The column of a rule; that of the primary key is named for no column."""
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


def pointblank(folder: Path) -> set[Cell]:
    """A step for each constraint; the faulty rows are the extracts of the steps."""
    import pointblank as pb

    plan, columns = pb.Validate(frame(folder)), []
    for name, method, given in _steps(stations(folder)):
        plan = getattr(plan, method)(**given)
        columns.append(name)
    extracts = plan.interrogate(extract_limit=100_000).get_data_extracts()
    return {
        (number + FIRST_LINE - 1, columns[step - 1])
        for step, rows in extracts.items()
        if rows is not None
        for number in rows["_row_num_"]
    }


def _steps(keys: list[str]) -> list[tuple[str | None, str, dict[str, Any]]]:
    """Column, name of the method and what it is given."""
    steps: list[tuple[str | None, str, dict[str, Any]]] = [("id", "rows_distinct", {"columns_subset": "id"})]
    steps += [(name, "col_vals_not_null", {"columns": name}) for name in REQUIRED]
    for name, (_, limits) in FIELDS.items():
        for kind, method in (("minimum", "col_vals_ge"), ("maximum", "col_vals_le")):
            if kind in limits:
                given = {"columns": name, "value": bound(limits[kind]), "na_pass": True}
                steps.append((name, method, given))
    for name, codes in (("kind", KINDS), ("state", STATES), ("station", keys)):
        steps.append((name, "col_vals_in_set", {"columns": name, "set": list(codes)}))
    steps.append(("code", "col_vals_regex", {"columns": "code", "pattern": CODE, "na_pass": True}))
    short = pl.col("note").str.len_chars().fill_null(0) <= 40
    rule = ~(pl.col("begun") > pl.col("ended")).fill_null(False)
    return [*steps, ("note", "col_vals_expr", {"expr": short}), (None, "col_vals_expr", {"expr": rule})]
