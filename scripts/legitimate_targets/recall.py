"""The text of cells after they were typed: held, or parsed again from the bytes for the few rows that are asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

import polars as pl

from legitimate_targets.descriptor import Table
from legitimate_targets.pieces import Piece
from legitimate_targets.tables import FIRST_LINE, LINE, read_rows, read_text

LARGEST_SHARE = 0.2
"""Of its rows: where more of them are asked for, to parse the whole table costs less than to pick them."""


class Text(Protocol):
    """The cells of a table as text, each row with its `line`."""

    def whole(self) -> pl.DataFrame:
        """All rows."""

    def recall(self, lines: pl.Series) -> None:
        """Has the rows of these lines at hand, whatever order they are in, and no others any more."""

    def rows(self, lines: pl.Series, columns: Iterable[str]) -> pl.DataFrame:
        """These columns of the rows of these lines, in their order; raises KeyError unless they are at hand."""


@dataclass(frozen=True)
class Held:
    """The text of a small table, whose rows have the lines from the second on: they are all at hand."""

    frame: pl.DataFrame

    def whole(self) -> pl.DataFrame:
        return self.frame

    def recall(self, lines: pl.Series) -> None:
        pass

    def rows(self, lines: pl.Series, columns: Iterable[str]) -> pl.DataFrame:
        return self.frame.select(LINE, *columns)[lines - FIRST_LINE]


@dataclass
class InBytes:
    """The text of a large table, of which the bytes take less room; `pieces` are where they were cut."""

    table: Table
    data: bytes
    pieces: list[Piece]
    recalled: pl.DataFrame = field(default_factory=pl.DataFrame)
    places: pl.Series | None = None

    def whole(self) -> pl.DataFrame:
        return read_text(self.data, self.table)

    def recall(self, lines: pl.Series) -> None:
        """`places` then has for each row of the table which of those recalled it is."""
        height = self.pieces[-1].above + self.pieces[-1].height
        numbers = (lines - FIRST_LINE).unique().sort()
        if len(numbers) > height * LARGEST_SHARE:
            numbers, self.recalled = pl.int_range(height, eager=True), self.whole()
        else:
            rows = b"".join(_picked(self.data, piece, numbers) for piece in self.pieces)
            self.recalled = read_rows(rows, self.table).with_columns((numbers + FIRST_LINE).alias(LINE))
        places = pl.repeat(None, height, dtype=pl.UInt32(), eager=True)
        self.places = places.scatter(numbers, pl.int_range(len(numbers), eager=True))

    def rows(self, lines: pl.Series, columns: Iterable[str]) -> pl.DataFrame:
        places = None if self.places is None else self.places.gather(lines - FIRST_LINE)
        if places is None or places.has_nulls():
            raise KeyError(f"rows of {self.table.path} that were not recalled")
        return self.recalled.select(LINE, *columns)[places]


def _picked(data: bytes, piece: Piece, rows: pl.Series) -> bytes:
    """The lines of those of these rows that lie in a piece."""
    first, behind = (rows.search_sorted(piece.above), rows.search_sorted(piece.above + piece.height))
    if first == behind:
        return b""
    lines = data[piece.start : piece.end].split(b"\n")
    return b"".join(lines[row] + b"\n" for row in rows[first:behind] - piece.above)
