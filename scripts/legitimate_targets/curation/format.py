"""Brings the tables of a package into their canonical form, whatever program edited them."""

from collections.abc import Iterator

import polars as pl

from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import Problem
from legitimate_targets.tables import gate
from legitimate_targets.tables.csv_io import canonical_csv, read_cells
from legitimate_targets.tables.model import Table

MESSAGE = "is the first line that is not in canonical form"
RULE = "format.canonical"


def reformatted(package: Package) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the canonical bytes of each table that is not in canonical form, by path, and the faults in the others.

    A table with faulty bytes has no canonical form. Raises PackageError if a table is missing.
    """
    changed: dict[str, bytes] = {}
    problems: list[Problem] = []
    for table in read_plan(package).tables.values():
        data = package.read(table.path)
        frame = read_edited(data, table)
        if isinstance(frame, list):
            problems += frame
        elif (canonical := canonical_csv(frame, table)) != data:
            changed[table.path] = canonical
    return changed, problems


def format_faults(package: Package, changed: dict[str, bytes]) -> Iterator[Problem]:
    """Yield a fault for each table in `changed` (path to new bytes) at the first line that differs."""
    for path, data in changed.items():
        lines = zip([*package.read(path).split(b"\n"), None], [*data.split(b"\n"), None], strict=False)
        line = next(number for number, (old, new) in enumerate(lines, 1) if old != new)
        yield Problem(path, line, None, MESSAGE, None, RULE)


def read_edited(data: bytes, table: Table, extra: tuple[str, ...] = ()) -> pl.DataFrame | list[Problem]:
    """Return the cells of a table as text, or the faults in its bytes that no edit by a spreadsheet explains.

    These are mended: a byte order mark, CR LF, a different order of columns, needless quotes, and a missing or
    superfluous line feed at the end. The columns `extra` may appear in addition to those of the schema.
    """
    mended = data.removeprefix(gate.BOM).replace(b"\r\n", b"\n").rstrip(b"\n")
    header, _, rows = mended.partition(b"\n")
    columns = tuple(header.decode("utf-8", "replace").replace('"', "").split(","))
    if len(set(columns)) < len(columns) or not set(table.columns) <= set(columns) <= {*table.columns, *extra}:
        return [*gate.gate_faults(data, table.path, table.columns)]
    mended = b"\n".join([",".join(columns).encode("utf-8"), *([rows] if rows else []), b""])
    return [*gate.gate_faults(mended, table.path, columns)] or read_cells(mended, columns)
