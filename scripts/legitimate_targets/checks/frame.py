"""The cells of a table under examination, what has failed of them, and the faults of one check."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from legitimate_targets.checks.check import Check
from legitimate_targets.tables.csv_io import FIRST_LINE, LINE, typed_column
from legitimate_targets.tables.model import Table


@dataclass(frozen=True)
class Faults:
    """The faulty cells of one check: a frame with the columns table, line, field (null: the row) and value."""

    check: Check
    frame: pl.DataFrame


@dataclass(frozen=True)
class Cells:
    """One table under examination: its cells as text and typed, each with `line`, and the lines that failed by column.

    `ascii` says that no cell has a character beyond ASCII, `printable` that none has a control character of ASCII.
    """

    table: Table
    text: pl.DataFrame
    typed: pl.DataFrame
    ascii: bool = False
    printable: bool = False
    failed: dict[str, list[pl.Series]] = field(default_factory=dict)
    groups: dict[tuple[str, ...], dict[tuple[Any, ...], pl.Series]] = field(default_factory=dict)

    def sound(self, frame: pl.DataFrame, columns: tuple[str, ...] | set[str]) -> pl.DataFrame:
        """The rows of `frame` of which no cell in `columns` has failed a check."""
        failed = self.failed_lines(columns)
        return frame if failed is None else frame.filter(~pl.col(LINE).is_in(failed.implode()))

    def failed_lines(self, columns: Iterable[str]) -> pl.Series | None:
        """The lines in which a cell of `columns` has failed a check; null where none has."""
        failed = [lines for column in columns for lines in self.failed.get(column, ())]
        return pl.concat(failed) if failed else None

    def by(self, columns: tuple[str, ...], value: str) -> dict[tuple[Any, ...], pl.Series]:
        """The values of one column by what stands in others, typed; they are grouped once, however often asked."""
        if (*columns, value) not in self.groups:
            grouped = self.typed.group_by(columns).agg(value)
            self.groups[*columns, value] = dict(zip(grouped.select(columns).rows(), grouped[value], strict=True))
        return self.groups[*columns, value]

    def with_types(self) -> pl.DataFrame:
        """The cells as text, and typed beside it those of other types than text."""
        other = [field.name for field in self.table.fields if field.type != "string"]
        return self.text.with_columns(self.typed[name].alias(typed_column(name)) for name in other)

    def rows(self, lines: pl.Series, columns: Iterable[str]) -> pl.DataFrame:
        """The cells of some lines and columns as text, each row with its `line`."""
        return self.text.select(LINE, *columns)[lines - FIRST_LINE]

    def refuse(self, columns: tuple[str, ...], lines: pl.Series) -> None:
        """Remembers that the cells of `columns` in `lines` have failed."""
        for column in columns:
            self.failed.setdefault(column, []).append(lines)
