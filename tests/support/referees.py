"""Returns the verdicts of the validator and of three referees on one package in one form: (rule, line of the file).

The referees are Frictionless and Pandera on polars and on pandas. They have no order of checks, so they report a cell
that failed again for each check that depends on it. `first_faults` therefore keeps, per row, only the faults that do
not depend on a cell that an earlier check has refused.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.errors
import polars as pl
from frictionless import Package as FrictionlessPackage

from legitimate_targets import Problem, schema
from legitimate_targets.checks.check import LEVELS, Check
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import Package, find
from legitimate_targets.tables.csv_io import read_text, type_cell
from legitimate_targets.tables.model import Table
from legitimate_targets.tables.pandas_frames import to_pandas
from legitimate_targets.tables.types import TYPES

Verdict = tuple[str, int | None]

PLAN = read_plan(find())
CHECKS = {check.id: check for check in PLAN.checks}
LEVEL = {kind: number for number, level in enumerate(LEVELS) for kind in level}


def by_validator(problems: Iterable[Problem]) -> set[Verdict]:
    """Return the verdicts of the validator, without its notes."""
    return {(problem.rule, problem.line) for problem in problems if not problem.note}


def by_pandera(package: Path, table: Table, engine: str) -> set[Verdict]:
    """Return the first faults that the Pandera schema of a table finds in the frame that a user would have of it."""
    frame: Any = user_frame(find(package), table)
    if engine == "pandas":
        frame = in_pandas(frame, table)
    return first_faults(pandera_verdicts(pandera_schema(table.name, engine), frame, table))


def pandera_verdicts(schema: Any, frame: Any, table: Table) -> set[Verdict]:
    """Return all verdicts of a Pandera schema on a frame, of polars or of pandas."""
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases
        rows = cases.rows(named=True) if isinstance(frame, pl.DataFrame) else cases.to_dict("records")
        return {_pandera_verdict(table, row) for row in rows}
    return set()


@cache
def pandera_schema(table: str, engine: str) -> Any:
    """Return the Pandera schema of a table of the project, built once for all packages that have these schemas."""
    return schema(table, engine=engine)  # type: ignore[call-overload]


def user_frame(package: Package, table: Table) -> pl.DataFrame:
    """Return a typed table; a column with a cell that does not convert stays text, as any parser leaves it."""
    text = read_text(package.read(table.path), table).select(table.columns)
    typed = text.with_columns(type_cell(field) for field in table.fields if field.type != "string")
    lost = [name for name in table.columns if typed[name].null_count() > text[name].null_count()]
    return typed.with_columns(text[name] for name in lost)


def in_pandas(frame: pl.DataFrame, table: Table) -> pd.DataFrame:
    """Return the user's frame in pandas; a column with a cell outside its type or its codes is text."""
    codes = {field.name: set(field.codes) for field in table.fields if field.codes}
    unfit = {name for name, known in codes.items() if not set(frame[name].drop_nulls()) <= known}
    unfit |= {field.name for field in table.fields if frame.schema[field.name] != TYPES[field.type].polars}
    fit = frame.with_columns(pl.lit(None, TYPES[table.field(name).type].polars).alias(name) for name in unfit)
    return to_pandas(fit, table).assign(**{name: pd.Series(frame[name].to_list(), dtype="str") for name in unfit})


def _pandera_verdict(table: Table, case: dict[str, Any]) -> Verdict:
    rule, column, index = str(case["check"]), case["column"], case["index"]
    line = None if index is None or index != index else int(index) + 2  # pandas has NaN for no index
    if rule == "not_nullable":
        return f"{table.name}.{column}.required", line
    if rule.startswith("dtype("):
        return f"{table.name}.{column}.type", line
    return rule, line


def by_frictionless(package: Path, table: Table) -> set[Verdict]:
    """Return the first faults that Frictionless finds in a table beside those that its foreign keys point to."""
    names = {table.name, *(reference.table for reference in table.references)}
    index = json.loads((package / "datapackage.json").read_bytes())
    index["resources"] = [resource for resource in index["resources"] if resource["name"] in names]
    return first_faults(frictionless_verdicts(FrictionlessPackage.from_descriptor(index, basepath=str(package)), table))


def frictionless_verdicts(package: FrictionlessPackage, table: Table) -> set[Verdict]:
    """Return all verdicts of Frictionless on one table of a package."""
    (task,) = (task for task in package.validate().tasks if task.name == table.name)
    return {_frictionless_verdict(table, error) for error in task.errors}


def _frictionless_verdict(table: Table, error: Any) -> Verdict:
    line = getattr(error, "row_number", None)
    match error.type:
        case "blank-row":
            return f"{table.name}.empty_row", line
        case "type-error":
            return f"{table.name}.{error.field_name}.type", line
        case "constraint-error":
            return f"{table.name}.{error.field_name}.{error.note.split(chr(34))[1]}", line
        case "unique-error":
            return f"{table.name}.{error.field_name}.unique", line
        case "primary-key":
            return f"{table.name}.primary_key", line
        case "foreign-key":
            return f"{table.name}.{'_'.join(error.field_names)}.foreign_key", line
    return error.type, line


def first_faults(verdicts: set[Verdict], checks: Mapping[str, Check] = CHECKS) -> set[Verdict]:
    """Return the verdicts that do not depend on a cell that an earlier one of `checks` has already refused."""
    order = sorted(checks.values(), key=lambda check: LEVEL.get(check.kind, len(LEVEL)))
    kept: list[Verdict] = []
    for check in order:
        own = [verdict for verdict in verdicts if verdict[0] == check.id]
        kept += [verdict for verdict in own if not any(_is_touched(earlier, verdict, checks) for earlier in kept)]
    return {*kept, *(verdict for verdict in verdicts if verdict[0] not in checks)}


def _is_touched(earlier: Verdict, later: Verdict, checks: Mapping[str, Check]) -> bool:
    same_row = earlier[1] == later[1] or None in (earlier[1], later[1])
    return same_row and bool(set(checks[earlier[0]].columns) & set(checks[later[0]].columns))
