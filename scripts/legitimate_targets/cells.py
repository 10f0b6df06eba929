"""The cells of a table under examination, what has failed of them, and the faults of one check."""

from dataclasses import dataclass, field

import polars as pl

from legitimate_targets.check import Check
from legitimate_targets.descriptor import Table
from legitimate_targets.tables import LINE


@dataclass(frozen=True)
class Faults:
    """The faulty cells of one check: a frame with the columns table, line, field (null: the row) and value."""

    check: Check
    frame: pl.DataFrame


@dataclass(frozen=True)
class Cells:
    """One table under examination: its cells as text and typed, each with `line`, and the lines that failed by column.

    `plain` says that all its bytes are printable ASCII, so that no text can break the grammar.
    """

    table: Table
    text: pl.DataFrame
    typed: pl.DataFrame
    plain: bool = False
    failed: dict[str, list[pl.Series]] = field(default_factory=dict)

    def sound(self, frame: pl.DataFrame, columns: tuple[str, ...] | set[str]) -> pl.DataFrame:
        """The rows of `frame` of which no cell in `columns` has failed a check."""
        failed = [lines for column in columns for lines in self.failed.get(column, ())]
        return frame.filter(~pl.col(LINE).is_in(pl.concat(failed).implode())) if failed else frame

    def refuse(self, columns: tuple[str, ...], lines: pl.Series) -> None:
        """Remembers that the cells of `columns` in `lines` have failed."""
        for column in columns:
            self.failed.setdefault(column, []).append(lines)
