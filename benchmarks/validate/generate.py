"""Generates the tables that `make bench` validates: sound ones, and ones with 100 faults at known places."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.validate.fields import (
    FIELDS,
    FIRST_LINE,
    KINDS,
    NEEDED,
    NOTE_LENGTH,
    PREFIXES,
    RULE,
    STATES,
    STATIONS,
    Cell,
)

FAULTS = 100


@dataclass(frozen=True)
class Fault:
    """A wrong cell: its column, what is written there, and whether a validator would name the whole row."""

    column: str
    written: str
    of_row: bool = False


KINDS_OF_FAULT = (
    *(Fault("count", written) for written in ("12a", "1.5", "+5", "1e3")),
    *(Fault("price", written) for written in ("12.5x", "1e3", ".5")),
    *(Fault("begun", written) for written in ("2020-02-30", "2020-1-1", "01/02/2020")),
    *(Fault("checked", written) for written in ("yes", "True")),
    *(Fault("note", written) for written in ("a\u200bb", "n" * (NOTE_LENGTH + 1))),
    *(Fault(name, "") for name in ("code", "count", "begun")),
    *(Fault("kind", "fog"), Fault("state", "Open")),
    *(Fault("code", written) for written in ("abe-123456", "ABE-1234567")),
    *(Fault("count", "-1"), Fault("share", "-0.001"), Fault("begun", "1999-12-31")),
    *(Fault("count", "100000"), Fault("share", "1.001"), Fault("change", "1001")),
    *(Fault("id", "1"), Fault("station", "S9999"), Fault("ended", "2000-12-31", of_row=True)),
)


def build(folder: Path, rows: int, *, faulty: bool) -> None:
    """Write a package of two tables: `rows`, with or without faults, and `stations`, the target of its foreign key."""
    frame = _sound(rows)
    (folder / "rows.csv").write_bytes((_with_faults(frame) if faulty else frame).write_csv().encode())
    number = pl.int_range(STATIONS)
    pl.select(station=_numbered("S", number, 4), name=_numbered("Site ", number, 1)).write_csv(folder / "stations.csv")
    for name, value in {"rows": _schema(), "stations": _stations(), "datapackage": _index()}.items():
        (folder / f"{name}.json").write_text(json.dumps(value))


def planted(rows: int) -> dict[Cell, Fault]:
    """Return the faults of a faulty table by their places, evenly over its rows."""
    faults = {
        FIRST_LINE + number * rows // FAULTS + 1: KINDS_OF_FAULT[number % len(KINDS_OF_FAULT)]
        for number in range(FAULTS)
    }
    return {(line, None if fault.of_row else fault.column): fault for line, fault in faults.items()}


def _any(salt: int, below: int) -> pl.Expr:
    """Return numbers without a visible order, the same in every run."""
    number = pl.int_range(pl.len(), dtype=pl.Int64) + salt
    return (number * 48_271 % 2_147_483_647 * 69_621 % 2_147_483_647) % below


def _numbered(start: str, number: pl.Expr, digits: int) -> pl.Expr:
    return pl.format(start + "{}", number.cast(pl.String()).str.zfill(digits))


def _one_of(codes: tuple[str, ...], salt: int) -> pl.Expr:
    return pl.lit(pl.Series(codes)).gather(_any(salt, len(codes)))


def _decimals(number: pl.Expr, digits: int) -> pl.Expr:
    whole, part = number // 10**digits, number % 10**digits
    return pl.format("{}.{}", whole, part.cast(pl.String()).str.zfill(digits))


def _sound(rows: int) -> pl.DataFrame:
    """Return the sound table as text; an empty cell is null."""
    begun = pl.date(2001, 1, 1) + pl.duration(days=_any(9, 8000))
    return pl.select(n=pl.int_range(rows)).select(
        id=(pl.col("n") + 1).cast(pl.String()),
        code=pl.format("{}-{}", _one_of(PREFIXES, 1), _any(2, 10**6).cast(pl.String()).str.zfill(6)),
        station=_numbered("S", _any(3, STATIONS), 4),
        kind=_one_of(KINDS, 4),
        state=_one_of(STATES, 5),
        count=_any(6, 100_000).cast(pl.String()),
        change=pl.when(_any(7, 10) > 0).then(_any(8, 2001) - 1000).cast(pl.String()),
        share=pl.format("0.{}", (_any(10, 999) + 1).cast(pl.String()).str.zfill(3).str.strip_chars_end("0")),
        price=_decimals(_any(11, 100_000), 2),
        begun=begun.cast(pl.String()),
        ended=pl.when(_any(12, 20) > 0).then(begun + pl.duration(days=_any(13, 400))).cast(pl.String()),
        checked=(_any(14, 3) > 0).cast(pl.String()),
        public=(_any(15, 2) > 0).cast(pl.String()),
        note=pl.when(_any(16, 2) > 0).then(pl.format("seen {} times from the pier", _any(17, 50))),
    )


def _with_faults(frame: pl.DataFrame) -> pl.DataFrame:
    faults = [(line - FIRST_LINE, fault) for (line, _), fault in planted(frame.height).items()]
    columns = {name: [(row, fault.written or None) for row, fault in faults if fault.column == name] for name in FIELDS}
    changed = {name: frame[name].scatter(*zip(*cells, strict=True)) for name, cells in columns.items() if cells}
    return frame.with_columns(**changed)


def _schema() -> dict[str, Any]:
    fields = [{"name": name, "type": type_, "constraints": limits} for name, (type_, limits) in FIELDS.items()]
    key = {"fields": ["station"], "reference": {"resource": "stations", "fields": ["station"]}}
    return {"fields": fields, "missingValues": [""], "primaryKey": ["id"], "foreignKeys": [key], "rules": [RULE]}


def _stations() -> dict[str, Any]:
    fields = [{"name": name, "type": "string", "constraints": NEEDED} for name in ("station", "name")]
    return {"fields": fields, "missingValues": [""], "primaryKey": ["station"]}


def _index() -> dict[str, Any]:
    names = ("stations", "rows")
    return {"name": "bench", "resources": [{"name": n, "path": f"{n}.csv", "schema": f"{n}.json"} for n in names]}
