"""Operators that change whole rows, columns or the bytes of a table."""

import codecs
import csv
import io
import random
from collections.abc import Callable, Mapping

from legitimate_targets.tables.model import Table

Rows = list[list[str]]
"""The cells of a table, the header first."""

Change = Callable[[random.Random, Table, Rows], "Rows | None"]
"""Returns the new rows, or None if the operator has nothing to do."""

Rewrite = Callable[[bytes], bytes]


def read(data: bytes) -> Rows:
    """Return the rows of a sound table."""
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def write(rows: Rows) -> bytes:
    """Return the bytes of a table, quoted where needed."""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue().encode("utf-8")


def _row(change: Callable[[random.Random, list[str]], list[str]]) -> Change:
    """Return the operator that changes the cells of one row."""

    def changed(rng: random.Random, table: Table, rows: Rows) -> Rows | None:
        if len(rows) < 2:
            return None
        at = rng.randrange(1, len(rows))
        return [*rows[:at], change(rng, rows[at]), *rows[at + 1 :]]

    return changed


def _swapped(rng: random.Random, cells: list[str]) -> list[str]:
    first, second = rng.sample(range(len(cells)), 2)
    found = list(cells)
    found[first], found[second] = cells[second], cells[first]
    return found


def _rows_swapped(rng: random.Random, table: Table, rows: Rows) -> Rows | None:
    return None if len(rows) < 3 else [rows[0], *_swapped_lists(rng, rows[1:])]


def _swapped_lists(rng: random.Random, rows: Rows) -> Rows:
    first, second = rng.sample(range(len(rows)), 2)
    found = list(rows)
    found[first], found[second] = rows[second], rows[first]
    return found


def _doubled(rng: random.Random, table: Table, rows: Rows) -> Rows | None:
    at = rng.randrange(1, len(rows)) if len(rows) > 1 else 0
    return [*rows[: at + 1], *rows[at:]] if at else None


def _deleted(rng: random.Random, table: Table, rows: Rows) -> Rows | None:
    at = rng.randrange(1, len(rows)) if len(rows) > 1 else 0
    return [*rows[:at], *rows[at + 1 :]] if at else None


def _columns_swapped(rng: random.Random, table: Table, rows: Rows) -> Rows | None:
    """Return the rows with the cells of two columns exchanged, below the same header."""
    first, second = rng.sample(range(len(rows[0])), 2)
    place = list(range(len(rows[0])))
    place[first], place[second] = second, first
    return None if len(rows) < 2 else [rows[0], *([row[at] for at in place] for row in rows[1:])]


def _header_swapped(rng: random.Random, table: Table, rows: Rows) -> Rows | None:
    return [_swapped(rng, rows[0]), *rows[1:]]


def _span_moved(rng: random.Random, table: Table, rows: Rows) -> Rows | None:
    """Return the rows with a whole span moved by one character, or None if the table has no spans."""
    if not table.span:
        return None
    start, end = rows[0].index("start"), rows[0].index("end")
    at = rng.choice([at for at in range(1, len(rows)) if rows[at][start]])
    moved = [str(int(cell) + 1) if place in (start, end) else cell for place, cell in enumerate(rows[at])]
    return [*rows[:at], moved, *rows[at + 1 :]]


OPERATORS: Mapping[str, Change] = {
    "two cells swapped": _row(_swapped),
    "cells shifted left": _row(lambda rng, cells: [*cells[1:], cells[0]]),
    "cell lost": _row(lambda rng, cells: cells[1:]),
    "cell too many": _row(lambda rng, cells: [*cells, ""]),
    "two rows swapped": _rows_swapped,
    "row doubled": _doubled,
    "row deleted": _deleted,
    "two columns swapped": _columns_swapped,
    "header names swapped": _header_swapped,
    "span moved": _span_moved,
}
BYTES: Mapping[str, Rewrite] = {
    "byte order mark": lambda data: codecs.BOM_UTF8 + data,
    "carriage returns": lambda data: data.replace(b"\n", b"\r\n"),
    "last line feed lost": lambda data: data[:-1],
    "semicolons": lambda data: data.replace(b",", b";"),
    "other encoding": lambda data: data.decode("utf-8").encode("utf-16"),
    "cut off": lambda data: data[: len(data) * 2 // 3],
}
