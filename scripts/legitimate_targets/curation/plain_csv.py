"""Undoes what a program does to the bytes of a table: encoding, line ends, separators, empty columns and lines.

Only what the header of the schema settles is undone; the gate judges what is left, by the lines of the file.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from legitimate_targets.errors import Problem
from legitimate_targets.tables import gate
from legitimate_targets.tables.header import SEPARATORS, split_header
from legitimate_targets.tables.model import Table

UNNAMED = "column {}"
"""The name that a column without one gets; no column of a schema can have a space in its name."""


@dataclass(frozen=True)
class PlainCsv:
    """The bytes of a table as UTF-8 with LF and commas, its columns in the order of the file, and what was undone.

    `first` is the number of the header's line in the file.
    """

    data: bytes
    columns: tuple[str, ...]
    undone: tuple[str, ...]
    first: int

    @property
    def unnamed(self) -> tuple[str, ...]:
        """The columns at the end that have no name in the file."""
        return tuple(name for name in self.columns if " " in name)


def read_plain(data: bytes, table: Table, extra: tuple[str, ...] = ()) -> PlainCsv | list[Problem]:
    """Return the bytes of a table without what its program did to them, or what is wrong with its header or cells.

    The columns `extra` may appear beside those of the schema.
    """
    undone: list[str] = []
    lines = _with_line_feeds(_as_utf_8(data, undone), undone).rstrip(b"\n")
    if not _is_utf_8(lines):
        return [*gate.gate_faults(lines, table.path, table.columns)]
    text = _without_separator_line(lines, undone)
    header, _, rows = text.partition(b"\n")
    first = header.decode("utf-8")
    separator = _separator(first, table)
    columns = _columns(split_header(first, separator), table, extra)
    if columns is None:
        return [*gate.gate_faults(lines + b"\n", table.path, table.columns)]
    if separator != ",":
        undone.append(f"had {SEPARATORS[separator]} between its cells")
        converted = _with_commas(rows.decode("utf-8").split("\n"), separator, table)
        if isinstance(converted, Problem):
            return [converted]
        rows = converted
    body = [_with_cells(rows, len(columns))] if rows else []
    plain = b"\n".join([gate.header_of(columns).encode("utf-8"), *body, b""])
    return PlainCsv(plain, columns, tuple(undone), 1 + (text != lines))


def _columns(names: list[str], table: Table, extra: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the names of the columns of a file, those at its end without a name named; None if others are wrong."""
    named = [*names]
    while named and not named[-1]:
        named.pop()
    if len({*named}) < len(named) or not {*table.columns} <= {*named} <= {*table.columns, *extra}:
        return None
    return (*named, *(UNNAMED.format(number) for number in range(len(named) + 1, len(names) + 1)))


def _as_utf_8(data: bytes, undone: list[str]) -> bytes:
    if data.startswith(gate.UTF_16):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            return data
        undone.append("was UTF-16")
        return text.encode("utf-8", "surrogatepass")
    if data.startswith(gate.BOM):
        undone.append("began with a byte order mark")
    return data.removeprefix(gate.BOM)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _with_line_feeds(data: bytes, undone: list[str]) -> bytes:
    """Return the lines with LF at their ends; a CR among lines that end otherwise stays, and the gate refuses it."""
    if b"\r\n" in data:
        undone.append("had lines that end with CR LF")
        return data.replace(b"\r\n", b"\n")
    if b"\r" in data and b"\n" not in data:
        undone.append("had lines that end with CR")
        return data.replace(b"\r", b"\n")
    return data


def _without_separator_line(data: bytes, undone: list[str]) -> bytes:
    found = re.match(rb'"?sep=.{0,2}\n', data, re.IGNORECASE)
    if found is None:
        return data
    undone.append("had a first line for Excel alone, sep=")
    return data[found.end() :]


def _separator(header: str, table: Table) -> str:
    """Return what separates the names of a header that are those of the schema: a comma, unless another sign does."""
    fitting = (sign for sign in (",", *SEPARATORS) if {*table.columns} <= {*split_header(header, sign)})
    return next(fitting, ",")


def _with_commas(lines: list[str], separator: str, table: Table) -> bytes | Problem:
    """Return rows whose cells have another sign between them with commas, or the fault of a line quoted otherwise."""
    cell = rf'(?:[^"{separator}]*|"(?:[^"]|"")*")'
    well_quoted = re.compile(f"{cell}(?:{re.escape(separator)}{cell})*")
    for number, line in enumerate(lines, 2):
        if not well_quoted.fullmatch(line):
            name = "line_break" if line.count('"') % 2 else "quoting"
            return Problem(table.path, number, None, gate.MESSAGES[name], line, f"gate.{name}")
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows(csv.reader(lines, delimiter=separator))
    return file.getvalue().encode("utf-8").removesuffix(b"\n")


def _with_cells(rows: bytes, width: int) -> bytes:
    """Return the rows with as many empty cells as the header has names in each line that is blank."""
    if b"\n\n" not in b"\n" + rows:
        return rows
    return b"\n".join(_filled(rows.split(b"\n"), b"," * (width - 1)))


def _filled(lines: list[bytes], empty: bytes) -> Iterator[bytes]:
    """Yield the lines, those that are blank and not within a quoted cell as `empty`."""
    is_quoted = False
    for line in lines:
        yield line if line or is_quoted else empty
        is_quoted ^= bool(line.count(b'"') % 2)
