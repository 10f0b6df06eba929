"""Brings the tables of a package into their canonical form, whatever program edited them, and says what it mends."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from legitimate_targets.checks.plan import read_plan
from legitimate_targets.curation.mend_cells import mend_cells
from legitimate_targets.curation.plain_csv import PlainCsv, read_plain
from legitimate_targets.curation.refuse_cells import refused_cells
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import Problem
from legitimate_targets.tables import gate
from legitimate_targets.tables.csv_io import LINE, canonical_csv, read_cells
from legitimate_targets.tables.model import Table

MESSAGE = "is the first line that is not in canonical form"
RULE = "format.canonical"
NEWLINE = "did not end with exactly one line feed"


@dataclass(frozen=True)
class Formatted:
    """A table in canonical form: its bytes, what was mended in them, and what forbids to write them."""

    data: bytes
    mended: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Edited:
    """An edited table: its cells as text with their `line`, and what was undone in its bytes.

    `is_plain` is True if it had no needless quotes.
    """

    frame: pl.DataFrame
    undone: tuple[str, ...]
    is_plain: bool


def reformatted(package: Package) -> dict[str, Formatted]:
    """Return the canonical form of each table of a package that is not in it, by path.

    Raises PackageError if a table is missing.
    """
    found = {}
    for table in read_plan(package).tables.values():
        data = package.read(table.path)
        formatted = format_table(data, table)
        if formatted.problems or formatted.data != data:
            found[table.path] = formatted
    return found


def format_table(data: bytes, table: Table) -> Formatted:
    """Return the canonical form of the bytes of a table.

    A table has problems if its bytes are faulty, or if a program changed cells so that they can mean several things.
    """
    edited = _read_edited(data, table)
    if isinstance(edited, list):
        return Formatted(data, problems=tuple(edited))
    frame, mendings = mend_cells(edited.frame, table)
    problems = tuple(refused_cells(frame, table))
    canonical = canonical_csv(frame, table)
    if canonical == data:
        return Formatted(data, problems=problems)
    mended = (*edited.undone, *_rearranged(edited, table), *map(str, mendings))
    return Formatted(canonical, mended or (NEWLINE,), problems)


def format_faults(package: Package, path: str, formatted: Formatted) -> Iterator[Problem]:
    """Yield a fault for each thing to mend in a table, at the first line that differs from the canonical form."""
    lines = zip([*package.read(path).split(b"\n"), None], [*formatted.data.split(b"\n"), None], strict=False)
    line = next((number for number, (old, new) in enumerate(lines, 1) if old != new), None)
    for cause in formatted.mended:
        yield Problem(path, line, None, f"{MESSAGE}: {cause}", None, RULE)


def read_edited(data: bytes, table: Table, extra: tuple[str, ...] = ()) -> pl.DataFrame | list[Problem]:
    """Return the cells of a table as text, or the faults in its bytes that no program explains.

    Undone are UTF-16, a byte order mark, CR LF, other separators, a line `sep=`, a different order of columns, needless
    quotes, empty rows, empty columns at the end, and a missing or superfluous line feed at the end. The columns `extra`
    may appear beside those of the schema.
    """
    found = _read_edited(data, table, extra)
    return found if isinstance(found, list) else found.frame


def _read_edited(data: bytes, table: Table, extra: tuple[str, ...] = ()) -> Edited | list[Problem]:
    plain = read_plain(data, table, extra)
    if isinstance(plain, list):
        return plain
    faults = [*gate.gate_faults(plain.data, table.path, plain.columns)]
    if faults:
        return [replace(fault, line=fault.line and fault.line + plain.first - 1) for fault in faults]
    frame = read_cells(plain.data, plain.columns).with_columns(pl.col(LINE) + plain.first - 1)
    filled = [name for name in plain.unnamed if frame[name].null_count() < frame.height]
    if filled:
        return [_nameless(frame, name, table) for name in filled]
    return _without_empty(frame, plain)


def _without_empty(frame: pl.DataFrame, plain: PlainCsv) -> Edited:
    """Return the rows that are not empty, and the columns that have names."""
    undone = [*plain.undone]
    if plain.unnamed:
        undone.append(f"had {_counted(len(plain.unnamed), 'empty column')} at the end")
    rows = frame.filter(~pl.all_horizontal(pl.col(plain.columns).is_null()))
    if rows.height < frame.height:
        undone.append(f"had {_counted(frame.height - rows.height, 'empty row')}")
    is_plain = frame.drop(LINE).write_csv().encode("utf-8") == plain.data
    return Edited(rows.drop(plain.unnamed), tuple(undone), is_plain)


def _nameless(frame: pl.DataFrame, name: str, table: Table) -> Problem:
    line, cell = frame.filter(pl.col(name).is_not_null()).select(LINE, name).row(0)
    message = f"{name} has no name and is not empty: name it, or delete its cells"
    return Problem(table.path, line, None, message, cell, "gate.header")


def _counted(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"


def _rearranged(edited: Edited, table: Table) -> Iterator[str]:
    """Yield what differs from the canonical form beside the cells themselves."""
    cells = edited.frame.select(table.columns)
    if edited.frame.columns != [*table.columns, LINE]:
        yield "had its columns in a different order"
    if canonical_csv(cells, table) != cells.write_csv().encode("utf-8"):
        yield "had its rows in a different order"
    if not edited.is_plain:
        yield "had needless quotes"
