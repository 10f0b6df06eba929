"""The gate: refuses the bytes of a CSV that a parser could read in more than one way, before any parser sees them."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import polars as pl

from legitimate_targets.datapackage.conflicts import LEFT_MARKER, OURS, conflict_sentence, is_marker, merge_conflicts
from legitimate_targets.datapackage.limits import MOST_LINES
from legitimate_targets.errors import PackageError, Problem
from legitimate_targets.tables.header import header_fault

BOM = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""The byte order marks of UTF-16."""

QUOTE = '"'
PIECE = 2**20
"""Bytes that are decoded at a time: decoded text may take four times as much memory."""

CELL = r'(?:[^",]*|"(?:[^"]|"")*")'
ROW = f"^{CELL}(?:,{CELL})*$"
MESSAGES: dict[str, str] = {
    "missing": "is listed in datapackage.json but cannot be read",
    "bom": "begins with a byte order mark",
    "utf8": "is not UTF-8",
    "merge_conflict": "has a merge conflict that git could not solve: solve it, or use the merge driver",
    "nul": "holds a NUL byte",
    "line_end": "holds a carriage return; a line ends with a line feed alone",
    "final_newline": "does not end with exactly one line feed",
    "header": "is not the header of the schema",
    "width": "does not have as many cells as the header",
    "quoting": "is not quoted as RFC 4180 requires",
    "line_break": "holds a line break inside a cell",
}
"""The message for a file or line that the gate refuses, by the last word of the check's id."""

PLAIN = bytes({*range(0x20, 0x7F)} - {*b',"'})
"""Printable ASCII that means nothing to a CSV parser."""

SEPARATORS = b',"\n'
NOT_SEPARATORS = bytes({*range(256)} - {*SEPARATORS})
HARMLESS = SEPARATORS + bytes(range(0x80, 0x100))


@dataclass(frozen=True)
class ByteProfile:
    """A table's bytes with the plain text removed, which show what further checks of the bytes are needed.

    It is made in one pass. `special_bytes` holds the commas, quotes, line feeds, control characters and bytes beyond
    ASCII, in their order.
    """

    special_bytes: bytes

    @classmethod
    def of(cls, data: bytes) -> "ByteProfile":
        """Return the profile of the bytes of a table."""
        return cls(data.translate(None, PLAIN))

    def has_equal_width(self, width: int) -> bool:
        """Return whether nothing is quoted and every line has `width` cells: only commas are then left of it."""
        special_bytes = self.special_bytes.translate(None, NOT_SEPARATORS)
        row = b"," * (width - 1) + b"\n"
        return special_bytes == row * (len(special_bytes) // len(row))

    @property
    def separators(self) -> int:
        """The number of commas and line feeds: about the number of cells."""
        return self.special_bytes.count(b",") + self.lines

    @property
    def lines(self) -> int:
        """The number of line feeds."""
        return self.special_bytes.count(b"\n")

    @property
    def is_ascii(self) -> bool:
        """Whether no character is beyond ASCII."""
        return self.special_bytes.isascii()

    @property
    def is_printable(self) -> bool:
        """Whether the line feeds are the only control characters of ASCII."""
        return not self.special_bytes.translate(None, HARMLESS)


def gate_faults(
    data: bytes, path: str, columns: tuple[str, ...], profile: ByteProfile | None = None
) -> Iterator[Problem]:
    """Yield what is wrong with the bytes of a table whose header must be `columns`; nothing if they are safe to parse.

    `path` is the table's file for messages. `profile` is that of `data`, if the caller has it already.
    """
    profile = profile or ByteProfile.of(data)
    if data.startswith(BOM):
        yield _problem("bom", path, 1, because="`format` removes it")
        data = data.removeprefix(BOM)
    undecodable = _undecodable(data)
    if undecodable is not None:
        line, shown = data.count(b"\n", 0, undecodable) + 1, data[undecodable : undecodable + 1].hex()
        yield _problem("utf8", path, line, shown, _encoding(data))
        return
    conflicts = list(islice(merge_conflicts(data), MOST_LINES)) if OURS in data else []
    if conflicts:
        yield from (_conflict(path, begin, end) for begin, end in conflicts)
        return
    for name, byte in (("nul", b"\0"), ("line_end", b"\r")):
        if byte == b"\r" and data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r") > 1:
            yield _problem(name, path, 1, because="all lines end with CR LF, which `format` mends")
            continue
        for line in islice(_lines_with(data, byte) if byte in profile.special_bytes else (), MOST_LINES):
            yield _problem(name, path, line)
    if b"\0" in profile.special_bytes:
        return
    if not data.endswith(b"\n") or data.endswith(b"\n\n"):
        yield _problem("final_newline", path, data.count(b"\n") + (not data.endswith(b"\n")))
    yield from _lines(data.replace(b"\r", b"") if b"\r" in profile.special_bytes else data, path, columns, profile)


def header_of(columns: tuple[str, ...]) -> str:
    """Return the header of a table: the names of its columns, quoted if a name cannot be written bare."""
    return ",".join(f'"{name.replace(QUOTE, QUOTE * 2)}"' if {",", QUOTE} & {*name} else name for name in columns)


def missing_table(path: str, why: PackageError) -> Problem:
    """Return the fault of a table that the index lists and that cannot be read."""
    return Problem(path, None, None, MESSAGES["missing"], str(why), "gate.missing")


def _lines(data: bytes, path: str, columns: tuple[str, ...], profile: ByteProfile) -> Iterator[Problem]:
    """Yield the faults of the header, of quoting and of width; lines after an open quote are skipped."""
    header = header_of(columns)
    first = data[: data.find(b"\n") if b"\n" in data else len(data)].decode("utf-8")
    if first != header:
        yield _problem("header", path, 1, because=header_fault(first, columns))
        return
    if profile.has_equal_width(len(columns)):
        return
    lines = pl.read_lines(io.BytesIO(data.rstrip(b"\n") + b"\n"), row_index_name="number", row_index_offset=1)
    rows = lines.slice(1)
    if b'"' not in data:
        yield from _widths(rows, path, len(columns))
        return
    inside, odd = _open_quotes(rows, path)
    yield from odd
    rows = rows.filter(~pl.col("number").is_in(inside))
    well_quoted = pl.col("line").str.contains(ROW)
    for number in rows.filter(~well_quoted)["number"].head(MOST_LINES):
        yield _problem("quoting", path, number)
    unquoted = pl.col("line").str.replace_all('"[^"]*"', "")
    yield from _widths(rows.filter(well_quoted).with_columns(unquoted), path, len(columns))


def _widths(rows: pl.DataFrame, path: str, width: int) -> Iterator[Problem]:
    cells = pl.col("line").str.count_matches(",", literal=True) + 1
    wrong = rows.filter(cells != width).select("number", "line", cells=cells)
    for number, line, found in wrong.head(MOST_LINES).iter_rows():
        if is_marker(line):
            yield Problem(path, number, None, LEFT_MARKER, line, "gate.merge_conflict")
        else:
            yield _problem("width", path, number, f"{found} for {width}")


def _open_quotes(rows: pl.DataFrame, path: str) -> tuple[list[int], list[Problem]]:
    """Return the numbers of the lines that an unclosed quote makes unreadable.

    One fault is returned for each line in which such a quote opens.
    """
    odd = pl.col("line").str.count_matches('"', literal=True) % 2 == 1
    numbers = rows.filter(odd)["number"].to_list()
    spoiled: list[int] = []
    problems = []
    for opening, closing in zip(numbers[::2], numbers[1::2], strict=False):
        problems.append(_problem("line_break", path, opening))
        spoiled += range(opening, closing + 1)
    if len(numbers) % 2:
        problems.append(_problem("quoting", path, numbers[-1], "a quote is never closed"))
        spoiled += range(numbers[-1], rows.height + 2)
    return spoiled, problems


def _undecodable(data: bytes) -> int | None:
    """Return the offset of the first byte that is not UTF-8, or None."""
    if data.isascii():
        return None
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data), PIECE):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(data[start : start + PIECE], final=start + PIECE >= len(data))
        except UnicodeDecodeError as error:
            return start - pending + error.start
    return None


def _lines_with(data: bytes, byte: bytes) -> Iterator[int]:
    yield from (number for number, line in enumerate(data.split(b"\n"), 1) if byte in line)


def _encoding(data: bytes) -> str:
    """Return what encoding a file that is not UTF-8 has, as far as its first bytes tell, and what to do."""
    if data.startswith(UTF_16):
        return "it is UTF-16, as Excel saves `Unicode text`: save it as `CSV UTF-8`, or let `format` do so"
    return "it was saved in an older encoding, such as Windows-1252: open it in that one, and save it as UTF-8"


def _problem(name: str, path: str, line: int, value: str | None = None, because: str = "") -> Problem:
    message = f"{MESSAGES[name]}: {because}" if because else MESSAGES[name]
    return Problem(path, line, None, message, value, f"gate.{name}")


def _conflict(path: str, begin: int, end: int) -> Problem:
    return Problem(path, begin, None, conflict_sentence(begin, end), None, "gate.merge_conflict")
