"""Reads the cells of tables, through the gate and within limits, and remembers which cells have failed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from legitimate_targets.checks.check import DAMAGED, NOTE, Check
from legitimate_targets.datapackage.limits import CELLS_OF_A_ROW, LARGEST_FILE, MOST_ANSWERS, MOST_CELLS, WINDOW
from legitimate_targets.datapackage.package import Package
from legitimate_targets.datapackage.storage import Files
from legitimate_targets.errors import LimitExceeded, PackageError, Problem
from legitimate_targets.tables.csv_io import FIRST_LINE, LINE, read_text, type_cells, typed_column
from legitimate_targets.tables.damage import damage_sentence
from legitimate_targets.tables.gate import ByteProfile, gate_faults
from legitimate_targets.tables.model import Table

Watch = Callable[[int], object]
"""Called with the number of bytes that a step has finished, for the progress bar."""


def unwatched(size: int) -> None:
    """Show nothing."""


@dataclass(frozen=True)
class Cells:
    """The cells of one table as text and typed, each with `line`; a cell that cannot be typed is null.

    `ascii` is True if no cell has a character beyond ASCII, `printable` if none has a control character of ASCII.
    """

    table: Table
    text: pl.DataFrame
    typed: pl.DataFrame
    ascii: bool = False
    printable: bool = False

    def with_types(self) -> pl.DataFrame:
        """Return the cells as text, and a second, typed column for each column that is not text."""
        other = [field.name for field in self.table.fields if field.type != "string"]
        return self.text.with_columns(self.typed[name].alias(typed_column(name)) for name in other)

    def rows(self, lines: pl.Series, columns: Iterable[str]) -> pl.DataFrame:
        """Return the cells of some lines and columns as text, each row with its `line`."""
        return self.text.select(LINE, *columns)[lines - FIRST_LINE]


@dataclass(frozen=True)
class Faults:
    """The faulty cells of one check: a frame with the columns table, line, field (null: the row) and value."""

    check: Check
    frame: pl.DataFrame

    def problems(self, tables: Mapping[str, Table], most: int | None = None) -> Iterator[Problem]:
        """Yield the faults as problems, in order, no more than `most`."""
        note = self.check.kind == NOTE
        for table, line, column, value in self.frame.head(self.frame.height if most is None else most).iter_rows():
            yield Problem(tables[table].path, line, column, said_of(self.check, value), value, self.check.id, note)


def said_of(check: Check, value: str | None) -> str:
    """Return what is said of a fault with this value: the check's message, or the cause of damage and its remedy."""
    return damage_sentence(value) if check.kind == DAMAGED and value else check.message


class Failures:
    """The lines in which cells have failed a check, by table and column. Each validation has its own instance."""

    def __init__(self) -> None:
        self._lines: dict[str, dict[str, list[pl.Series]]] = {}

    def add(self, table: str, columns: Iterable[str], lines: pl.Series) -> None:
        """Remember that the cells of `columns` in `lines` have failed."""
        for column in columns:
            self._lines.setdefault(table, {}).setdefault(column, []).append(lines)

    def columns(self, table: str) -> set[str]:
        """Return the columns of a table in which a cell has failed."""
        return set(self._lines.get(table, ()))

    def lines(self, table: str, columns: Iterable[str]) -> pl.Series | None:
        """Return the lines in which a cell of `columns` has failed, or None if none has."""
        failed = [lines for column in columns for lines in self._lines.get(table, {}).get(column, ())]
        return pl.concat(failed) if failed else None

    def sound(self, table: str, frame: pl.DataFrame, columns: Iterable[str]) -> pl.DataFrame:
        """Return the rows of `frame`, which has `line`, in which no cell of `columns` has failed."""
        failed = self.lines(table, columns)
        return frame if failed is None else frame.filter(~pl.col(LINE).is_in(failed.implode()))


class Reader:
    """Reads the tables of one package through the gate and, if `limited`, counts how much of the limits they use.

    `problems` are the faults that the gate found; `size` counts the bytes of the tables that passed it.
    """

    def __init__(self, watch: Watch = unwatched, limited: bool = False) -> None:
        self.problems: list[Problem] = []
        self.size = 0
        self._watch = watch
        self._limited = limited
        self._spent_bytes = 0
        self._spent_cells = 0

    def cells(self, files: Files, table: Table) -> Cells | None:
        """Return the cells of a table; None, with its faults in `problems`, if the gate refuses its file.

        Raises PackageError if there is no such file, LimitExceeded if the tables are larger than the limits.
        """
        passed = self._text(files.read(table.path), table)
        if passed is None:
            return None
        text, profile = passed
        return Cells(table, text, type_cells(text, table), profile.is_ascii, profile.is_printable)

    def _text(self, data: bytes, table: Table) -> tuple[pl.DataFrame, ByteProfile] | None:
        """Read the text of a table; its bytes can be released before the cells are typed."""
        profile = ByteProfile.of(data)
        if self._limited:
            self._spend(data, profile)
        faults = list(gate_faults(data, table.path, table.columns, profile))
        self.problems += faults
        if faults:
            return None
        self.size += len(data)
        self._watch(len(data))
        text = read_text(data, table)
        self._watch(len(data))
        return text, profile

    def _spend(self, data: bytes, profile: ByteProfile) -> None:
        if any(data.find(b"\n", at, at + WINDOW) < 0 for at in range(0, len(data) - WINDOW, WINDOW)):
            raise LimitExceeded(f"a table has a line of more than {WINDOW} bytes; that is the limit")
        self._spent_bytes += len(data)
        self._spent_cells += profile.separators + CELLS_OF_A_ROW * profile.lines
        if self._spent_bytes > LARGEST_FILE or self._spent_cells > MOST_CELLS:
            raise LimitExceeded(
                f"the tables have more than {LARGEST_FILE} bytes or {MOST_CELLS} cells; these are the limits"
            )


def refuse_work(answers: int) -> None:
    """Raise LimitExceeded if that many answers, one for each check and row, take too much time and memory."""
    if answers > MOST_ANSWERS:
        raise LimitExceeded(f"{answers} answers (rows times checks) are needed; the limit is {MOST_ANSWERS}")


def read_sound(package: Package, table: Table) -> pl.DataFrame:
    """Return the cells of a table as text with their `line`; raise PackageError at the first fault of the gate."""
    data = package.read(table.path)
    for problem in gate_faults(data, table.path, table.columns):
        raise PackageError(f"cannot be read: {problem}")
    return read_text(data, table)
