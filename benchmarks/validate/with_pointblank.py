"""What `make bench` measures of pointblank, which checks a typed frame of polars."""

from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.validate.fields import (
    CODE,
    FIELDS,
    FIRST_LINE,
    KINDS,
    NOTE_LENGTH,
    REQUIRED,
    STATES,
    Cell,
    bound,
    stations,
)
from benchmarks.validate.with_polars import typed_frame

EXTRACTED = 100_000
"""Faulty rows that pointblank returns for each step: more than any table has faults."""

Step = tuple[str | None, str, dict[str, Any]]
"""A column (None for the row rule), the name of a method, and its arguments."""


def pointblank(folder: Path) -> set[Cell]:
    """Return the faults by one step for each constraint; the faulty rows are the extracts of the steps."""
    import pointblank as pb

    plan, columns = pb.Validate(typed_frame(folder)), []
    for name, method, given in _steps(stations(folder)):
        plan = getattr(plan, method)(**given)
        columns.append(name)
    extracts = plan.interrogate(extract_limit=EXTRACTED).get_data_extracts()
    return {
        (number + FIRST_LINE - 1, columns[step - 1])
        for step, rows in extracts.items()
        if rows is not None
        for number in rows["_row_num_"]
    }


def _steps(keys: list[str]) -> list[Step]:
    steps: list[Step] = [("id", "rows_distinct", {"columns_subset": "id"})]
    steps += [(name, "col_vals_not_null", {"columns": name}) for name in REQUIRED]
    for name, (_, limits) in FIELDS.items():
        for kind, method in (("minimum", "col_vals_ge"), ("maximum", "col_vals_le")):
            if kind in limits:
                given = {"columns": name, "value": bound(limits[kind]), "na_pass": True}
                steps.append((name, method, given))
    for name, codes in (("kind", KINDS), ("state", STATES), ("station", keys)):
        steps.append((name, "col_vals_in_set", {"columns": name, "set": list(codes)}))
    steps.append(("code", "col_vals_regex", {"columns": "code", "pattern": CODE, "na_pass": True}))
    short = pl.col("note").str.len_chars().fill_null(0) <= NOTE_LENGTH
    rule = ~(pl.col("begun") > pl.col("ended")).fill_null(False)
    return [*steps, ("note", "col_vals_expr", {"expr": short}), (None, "col_vals_expr", {"expr": rule})]
