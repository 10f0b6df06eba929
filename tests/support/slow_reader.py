"""Reads a CSV slowly and in an obviously correct way: character by character and cell by cell.

It is written from schemas/README.md alone and shares nothing with the validator. What it reads, `validate` must
accept with these values; what it refuses, `validate` must refuse.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

Value = str | int | float | bool | date | None
DIGITS = frozenset("0123456789")
INVISIBLE = {
    *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180E, 0x3164, 0xFEFF, 0xFFA0),
    *(*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), *range(0xFFF9, 0xFFFC)),
    *range(0xE0000, 0xE0080),
}


class Refused(Exception):
    """The reason why some bytes are not a table of the expected columns."""


def read(data: bytes, columns: Sequence[str], types: Sequence[str]) -> list[tuple[Value, ...]]:
    """Return the typed rows, with None for an empty cell; raise Refused at the first fault."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("not UTF-8") from None
    if not text.endswith("\n") or text.endswith("\n\n"):
        raise Refused("not one newline at the end")
    header, *lines = text[:-1].split("\n")
    if header != ",".join(columns):
        raise Refused("header")
    rows = [list(_cells(line)) for line in lines]
    if any(len(row) != len(columns) for row in rows):
        raise Refused("width")
    return [tuple(_value(cell, type_) for cell, type_ in zip(row, types, strict=True)) for row in rows]


def _cells(line: str) -> Iterator[str]:
    """Yield the cells of a line by RFC 4180, without line breaks inside a cell."""
    at = 0
    while True:
        cell, at = _quoted(line, at + 1) if line[at : at + 1] == '"' else _bare(line, at)
        yield cell
        if at == len(line):
            return
        if line[at] != ",":
            raise Refused("text after a quote")
        at += 1


def _quoted(line: str, at: int) -> tuple[str, int]:
    """Return the quoted cell that begins at a place of a line, unquoted, and the place after its closing quote."""
    cell = ""
    while True:
        if at >= len(line):
            raise Refused("open quote")
        if line[at] != '"':
            cell, at = cell + line[at], at + 1
        elif line[at : at + 2] == '""':
            cell, at = cell + '"', at + 2
        else:
            return cell, at + 1


def _bare(line: str, at: int) -> tuple[str, int]:
    """Return the bare cell that begins at a place of a line, and the place after it."""
    end = at
    while end < len(line) and line[end] != ",":
        if line[end] == '"':
            raise Refused("quote in a bare cell")
        end += 1
    return line[at:end], end


def _string(cell: str) -> str:
    if any(unicodedata.category(c) == "Cc" or ord(c) in INVISIBLE for c in cell):
        raise Refused("control or invisible character")
    if unicodedata.normalize("NFC", cell) != cell:
        raise Refused("not NFC")
    return cell


def _is_plain(digits: str) -> bool:
    """Return whether a text is a natural number in ASCII digits, without leading zeros."""
    return set(digits) <= DIGITS and (digits == "0" or (digits != "" and digits[0] != "0"))


def _integer(cell: str) -> int:
    if not _is_plain(cell.removeprefix("-")) or not -(2**63) <= int(cell) < 2**63:
        raise Refused("integer")
    return int(cell)


def _number(cell: str) -> float:
    whole, dot, part = cell.removeprefix("-").partition(".")
    if not _is_plain(whole) or (dot and (not part or not set(part) <= DIGITS)):
        raise Refused("number")
    if len((whole + part).lstrip("0")) > 15 or Decimal(cell) != Decimal(repr(float(cell))):
        raise Refused("digits that a float does not hold")
    return float(cell)


def _date(cell: str) -> date:
    try:
        day = datetime.strptime(cell, "%Y-%m-%d").date()
    except ValueError:
        raise Refused("date") from None
    if day.isoformat() != cell:
        raise Refused("date")
    return day


def _boolean(cell: str) -> bool:
    if cell not in ("true", "false"):
        raise Refused("boolean")
    return cell == "true"


READERS: Mapping[str, Callable[[str], Value]] = {
    "integer": _integer,
    "number": _number,
    "date": _date,
    "boolean": _boolean,
    "string": _string,
}


def _value(cell: str, type_: str) -> Value:
    return None if cell == "" else READERS[type_](cell)
