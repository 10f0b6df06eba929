"""Writes a table as the programs do in which people edit it: pandas and polars themselves, the others byte for byte."""

import csv
import io
import re
from collections.abc import Callable, Iterable

import pandas as pd
import polars as pl

Rows = list[list[str]]
Program = Callable[[bytes], bytes]
"""What a program makes of a table in canonical form that is opened and saved in it."""

BOM = b"\xef\xbb\xbf"
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
LARGEST_INTEGER_OF_R = 2**31 - 1


def rows_of(data: bytes) -> Rows:
    """Return the cells of a table, its header first."""
    return [*csv.reader(io.StringIO(data.decode("utf-8"), newline=""))]


def written(
    rows: Iterable[Iterable[str]], separator: str = ",", line_end: str = "\r\n", quoting: int = csv.QUOTE_MINIMAL
) -> bytes:
    """Return rows as CSV in UTF-8."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, lineterminator=line_end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return file.getvalue().encode("utf-8")


def with_cells(change: Callable[[str], str]) -> Callable[[Rows], Rows]:
    """Return what changes each cell below the header."""
    return lambda rows: [rows[0], *([change(cell) for cell in row] for row in rows[1:])]


def _pandas(**options: object) -> Program:
    reading = {"dtype": str, "keep_default_na": False} if options.pop("as_text", False) else {}

    def program(data: bytes) -> bytes:
        frame = pd.read_csv(io.BytesIO(data), **reading)  # type: ignore[call-overload]
        encoding = str(options.get("encoding", "utf-8"))
        text: str = frame.to_csv(**{"index": False, **options, "encoding": None})
        return text.encode(encoding)

    return program


def _polars(try_parse_dates: bool = False, **options: object) -> Program:
    def program(data: bytes) -> bytes:
        frame = pl.read_csv(data, infer_schema_length=None, try_parse_dates=try_parse_dates)
        return frame.write_csv(**options).encode("utf-8")  # type: ignore[call-overload,no-any-return]

    return program


def _r_number(cell: str) -> str:
    """Return a double as R writes it: 15 digits, and an exponent if that is shorter."""
    value = float(cell)
    digits, exponent = f"{value:.14e}".split("e")
    digits = digits.rstrip("0").rstrip(".")
    with_exponent = f"{digits}e{int(exponent):+03d}"
    fixed = f"{value:.15f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else f"{value:.0f}"
    return with_exponent if len(with_exponent) < len(fixed) else fixed


def _r_column(cells: list[str], nothing: str) -> list[str]:
    """Return a column as read.csv reads it and write.csv writes it: numbers bare, text in quotes, `nothing` bare."""
    filled = [cell for cell in cells if cell != "NA"]
    numbers = [cell for cell in filled if cell]
    if all(NUMBER.fullmatch(cell) for cell in numbers):
        whole = all("." not in cell and abs(int(cell)) <= LARGEST_INTEGER_OF_R for cell in numbers)
        return [nothing if cell in ("", "NA") else cell if whole else _r_number(cell) for cell in cells]
    return [nothing if cell == "NA" else _in_quotes(cell) for cell in cells]


def _in_quotes(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _r(
    nothing: str = "NA", row_names: bool = False, separator: str = ",", point: str = ".", quoted: bool = True
) -> Program:
    def program(data: bytes) -> bytes:
        header, *rows = rows_of(data)
        columns = [_r_column([row[at] for row in rows], nothing) for at in range(len(header))]
        columns = [[cell.replace(".", point) if NUMBER.match(cell) else cell for cell in column] for column in columns]
        columns = [[_in_quotes(name), *column] for name, column in zip(header, columns, strict=True)]
        if row_names:
            columns.insert(0, ['""', *(_in_quotes(str(number)) for number in range(1, len(rows) + 1))])
        lines = [separator.join(column[at] for column in columns) for at in range(len(rows) + 1)]
        return "".join(f"{line}\n" for line in lines).encode("utf-8")

    return program


def _readr(data: bytes) -> bytes:
    """Write the table as readr does: an empty text is NA as well, and quotes are only where they must be."""
    header, *rows = rows_of(data)
    return written([header, *([cell or "NA" for cell in row] for row in rows)], line_end="\n")


def _excel_cell(day: str, point: str = ".") -> Callable[[str], str]:
    """Return what Excel shows, and saves, of a cell that it read as General; `day` is its format of a date."""

    def shown(cell: str) -> str:
        found = ISO_DATE.fullmatch(cell)
        if found:
            year, month, dom = map(int, found.groups())
            return day.format(year=year, month=month, day=dom)
        if not NUMBER.fullmatch(cell):
            return cell
        value = float(cell)
        if abs(value) >= 1e11:
            digits, exponent = f"{value:.5E}".split("E")
            return f"{digits.rstrip('0').rstrip('.')}E{int(exponent):+03d}".replace(".", point)
        return f"{value:.9f}".rstrip("0").rstrip(".").replace(".", point)

    return shown


def _excel(change: Callable[[Rows], Rows], separator: str = ",", encoding: str = "utf-8-sig") -> Program:
    def program(data: bytes) -> bytes:
        text = written(change(rows_of(data)), separator).decode("utf-8")
        return text.encode(encoding, "replace")

    return program


def _as_they_are(rows: Rows) -> Rows:
    return rows


def _rectangle(rows: Rows) -> Rows:
    """Return the rows with two empty columns and three empty rows at the end, as in a sheet that was larger before."""
    wide = [[*row, "", ""] for row in rows]
    return [*wide, *([""] * len(wide[0]) for _ in range(3))]


def _libreoffice(separator: str = ",", line_end: str = "\n", quoting: int = csv.QUOTE_MINIMAL) -> Program:
    """Return LibreOffice, which reads 1+ as the number 1."""

    def program(data: bytes) -> bytes:
        rows = with_cells(lambda cell: cell.rstrip("+") if re.fullmatch(r"[0-9]+\+", cell) else cell)(rows_of(data))
        return written(rows, separator, line_end, quoting)

    return program


def garbled(cell: str) -> str:
    """Return a cell of UTF-8 that is read as Windows-1252, by the table of Windows, which has a sign for each byte."""
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in cell.encode("utf-8")
    )


def _grouped(cell: str) -> str:
    return f"{int(cell):,}" if re.fullmatch(r"[0-9]{4,}", cell) else cell


US, GERMAN = "{month}/{day}/{year}", "{day:02d}.{month:02d}.{year}"

PROGRAMS: dict[str, Program] = {
    "pandas, as text": _pandas(as_text=True),
    "pandas, index=False": _pandas(),
    "pandas": _pandas(index=True),
    "pandas, na_rep=NA": _pandas(na_rep="NA"),
    "pandas, sep=; decimal=,": _pandas(sep=";", decimal=","),
    "pandas, utf-16 and tabs": _pandas(as_text=True, sep="\t", encoding="utf-16"),
    "polars": _polars(),
    "polars, all in quotes": _polars(quote_style="always"),
    "polars, dates": _polars(try_parse_dates=True),
    "polars, null_value=NULL": _polars(null_value="NULL"),
    "R write.csv": _r(row_names=True),
    "R write.csv, row.names=FALSE": _r(),
    "R write.csv, no row names, na=''": _r(nothing=""),
    "R write.csv2": _r(separator=";", point=","),
    "R readr": _readr,
    "Excel, columns as text": _excel(_as_they_are),
    "Excel, US": _excel(with_cells(_excel_cell(US))),
    "Excel, German": _excel(with_cells(_excel_cell(GERMAN, ",")), ";"),
    "Excel, semicolons": _excel(_as_they_are, ";"),
    "Excel, tabs": _excel(_as_they_are, "\t", "utf-8"),
    "Excel, Unicode text": _excel(_as_they_are, "\t", "utf-16"),
    "Excel, ANSI": _excel(_as_they_are, ",", "cp1252"),
    "Excel, larger sheet": _excel(_rectangle),
    "Excel, sep=": lambda data: BOM + b"sep=;\r\n" + written(rows_of(data), ";"),
    "Excel, opened as Windows-1252": _excel(with_cells(garbled)),
    "Excel, thousands": _excel(with_cells(_grouped)),
    "LibreOffice": _libreoffice(),
    "LibreOffice, all text in quotes": _libreoffice(quoting=csv.QUOTE_ALL),
    "LibreOffice, semicolons": _libreoffice(";"),
    "LibreOffice, CR": _libreoffice(line_end="\r"),
    "Google Sheets": lambda data: written(rows_of(data)).removesuffix(b"\r\n"),
    "padding": lambda data: written(with_cells(lambda cell: f"{cell} ")(rows_of(data)), line_end="\n"),
    "header in capitals": lambda data: data.split(b"\n")[0].upper() + b"\n" + data.split(b"\n", 1)[1],
    "blank line": lambda data: data.replace(b"\n", b"\n\n", 2),
}
"""By name what each program makes of a table."""
