"""What `make bench` measures on polars: the floor, which is reading the file, this validator, and checks by hand."""

from pathlib import Path

import polars as pl

from benchmarks.validate.fields import CODE, FIELDS, KINDS, REQUIRED, SCHEMA, STATES, Cell, bound, stations

FIRST_LINE = 2
TEXT_LIMIT = 40


def floor(folder: Path) -> None:
    """Reads the file with its types; a cell that does not convert is null, as it must be where there are faults."""
    frame(folder)


def this(folder: Path) -> set[Cell]:
    """The package with both tables, as anybody's: through the gate and all checks."""
    from legitimate_targets import validate

    return {(problem.line or 0, problem.column) for problem in validate(folder)}


def by_hand(folder: Path) -> set[Cell]:
    """What one would write without a library: an expression for each constraint, in one pass."""
    rows = frame(folder).with_row_index("line", FIRST_LINE)
    asked = faults(stations(folder))
    found = rows.select(pl.col("line").filter(fault).implode().alias(str(n)) for n, (_, fault) in enumerate(asked))
    lines = found.row(0)
    return {(line, column) for (column, _), each in zip(asked, lines, strict=True) for line in each}


def frame(folder: Path) -> pl.DataFrame:
    """The typed table; cells that do not convert are errors only where the folder holds no faults."""
    return pl.read_csv(folder / "rows.csv", schema=SCHEMA, ignore_errors=folder.name == "faulty")


def faults(keys: list[str]) -> list[tuple[str | None, pl.Expr]]:
    """For each constraint its column, null for the rule, and what is true for a faulty row."""
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
        ("note", pl.col("note").str.len_chars() > TEXT_LIMIT),
        ("id", ~pl.col("id").is_first_distinct()),
        ("station", ~pl.col("station").is_in(keys)),
        (None, pl.col("begun") > pl.col("ended")),
    ]
