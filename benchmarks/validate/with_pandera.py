"""What `make bench` measures of Pandera, which checks a typed frame of polars or of pandas."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.validate.fields import CODE, FIELDS, FIRST_LINE, SCHEMA, Cell, bound, stations
from benchmarks.validate.with_polars import typed_frame

PANDAS_TYPES = {"string": "str", "integer": "Int64", "number": "float64", "date": "datetime64[s]", "boolean": "boolean"}


def pandera_polars(folder: Path) -> set[Cell]:
    """Return the faults of the frame that polars reads."""
    import pandera.polars as pandera

    rule = pandera.Check(lambda data: data.lazyframe.select(~(pl.col("begun") > pl.col("ended"))), name="rule")
    return _faults(pandera, rule, {name: SCHEMA[name] for name in FIELDS}, typed_frame(folder), stations(folder))


def pandera_pandas(folder: Path) -> set[Cell]:
    """Return the faults of the frame that pandas reads as text and converts; a cell that does not convert is empty."""
    import pandas as pd
    import pandera.pandas as pandera

    rows = pd.read_csv(folder / "rows.csv", dtype="str", keep_default_na=False, na_values=[""])
    rows = rows.assign(**{name: _converted(rows[name], type_) for name, (type_, _) in FIELDS.items()})
    rule = pandera.Check(lambda data: ~(data["begun"] > data["ended"]), name="rule")
    types = {name: PANDAS_TYPES[type_] for name, (type_, _) in FIELDS.items()}
    return _faults(pandera, rule, types, rows, stations(folder))


def _converted(cells: Any, type_: str) -> Any:
    import pandas as pd

    match type_:
        case "integer":
            return pd.to_numeric(cells.where(cells.str.fullmatch("-?[0-9]+")), errors="coerce").astype("Int64")
        case "number":
            return pd.to_numeric(cells, errors="coerce").astype("float64")
        case "date":
            return pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")
        case "boolean":
            return cells.map({"true": True, "false": False}).astype("boolean")
    return cells


def _faults(pandera: Any, rule: Any, types: dict[str, Any], rows: Any, keys: list[str]) -> set[Cell]:
    """Return the cells that a lazy validation names."""
    columns = {
        name: pandera.Column(
            types[name],
            list(_checks(pandera.Check, name, keys)),
            nullable="required" not in limits,
            unique=name == "id",
        )
        for name, (_, limits) in FIELDS.items()
    }
    try:
        pandera.DataFrameSchema(columns, checks=[rule]).validate(rows, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases
        found = cases.rows(named=True) if isinstance(cases, pl.DataFrame) else cases.to_dict("records")
        return {_cell(case) for case in found if case["index"] is not None}
    return set()


def _checks(check: Any, name: str, keys: list[str]) -> Iterator[Any]:
    limits = FIELDS[name][1]
    if name == "station":
        yield check.isin(keys)
    if "enum" in limits:
        yield check.isin(limits["enum"])
    if "pattern" in limits:
        yield check.str_matches(CODE)
    if "maxLength" in limits:
        yield check.str_length(max_value=limits["maxLength"])
    if "minimum" in limits:
        yield check.ge(bound(limits["minimum"]))
    if "maximum" in limits:
        yield check.le(bound(limits["maximum"]))


def _cell(case: dict[str, Any]) -> Cell:
    return int(case["index"]) + FIRST_LINE, None if case["check"] == "rule" else case["column"]
