"""What `make bench` measures on polars: the baseline (reading the file), this validator, and checks by hand."""

from pathlib import Path

import polars as pl

from benchmarks.validate.fields import (
    CODE,
    FIELDS,
    FIRST_LINE,
    KINDS,
    NOTE_LENGTH,
    REQUIRED,
    SCHEMA,
    STATES,
    Cell,
    bound,
    stations,
)


def baseline(folder: Path) -> None:
    """Read the file with its types."""
    typed_frame(folder)


def this(folder: Path) -> set[Cell]:
    """Return what `validate` finds in the package with both tables."""
    from legitimate_targets import validate

    return {(problem.line or 0, problem.column) for problem in validate(folder)}


def by_hand(folder: Path) -> set[Cell]:
    """Return the faults by one expression for each constraint, in one pass: what one writes without a library."""
    rows = typed_frame(folder).with_row_index("line", FIRST_LINE)
    asked = _faults(stations(folder))
    found = rows.select(pl.col("line").filter(fault).implode().alias(str(n)) for n, (_, fault) in enumerate(asked))
    lines = found.row(0)
    return {(line, column) for (column, _), each in zip(asked, lines, strict=True) for line in each}


def typed_frame(folder: Path) -> pl.DataFrame:
    """Return the table with its types. A cell that does not convert is null in a faulty table, and else an error."""
    return pl.read_csv(folder / "rows.csv", schema=SCHEMA, ignore_errors=folder.name == "faulty")


def _faults(keys: list[str]) -> list[tuple[str | None, pl.Expr]]:
    """Return for each constraint its column, None for the row rule, and what is true for a faulty row."""
    named: list[tuple[str | None, pl.Expr]] = [(name, pl.col(name).is_null()) for name in REQUIRED]
    for name, (_, limits) in FIELDS.items():
        if "minimum" in limits:
            named.append((name, pl.col(name) < bound(limits["minimum"])))
        if "maximum" in limits:
            named.append((name, pl.col(name) > bound(limits["maximum"])))
    return [
        *named,
        ("kind", ~pl.col("kind").is_in(KINDS)),
        ("state", ~pl.col("state").is_in(STATES)),
        ("code", ~pl.col("code").str.contains(CODE)),
        ("note", pl.col("note").str.len_chars() > NOTE_LENGTH),
        ("id", ~pl.col("id").is_first_distinct()),
        ("station", ~pl.col("station").is_in(keys)),
        (None, pl.col("begun") > pl.col("ended")),
    ]
