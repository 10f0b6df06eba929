"""From the bytes of a table to its cells: through the gate, then as text, then typed."""

from dataclasses import dataclass

import polars as pl

from legitimate_targets.checks.frame import Cells
from legitimate_targets.checks.report import Report
from legitimate_targets.tables import gate
from legitimate_targets.tables.byte_profile import ByteProfile
from legitimate_targets.tables.csv_io import read_text, type_cells
from legitimate_targets.tables.model import Table


@dataclass(frozen=True)
class Passed:
    """A table that has passed the gate, as text; who let its bytes go holds a large table only once."""

    table: Table
    text: pl.DataFrame
    marks: ByteProfile

    def cells(self) -> Cells:
        """Its cells as text and typed."""
        is_ascii, is_printable = self.marks.is_ascii, self.marks.is_printable
        return Cells(self.table, self.text, type_cells(self.text, self.table), is_ascii, is_printable)


def through_the_gate(data: bytes, table: Table, report: Report, marks: ByteProfile | None = None) -> Passed | None:
    """A table whose bytes pass the gate; null for another, whose faults then stand in the report.

    `marks` are those of `data`, for who has them already.
    """
    marks = marks or ByteProfile.of(data)
    if report.add(gate.gate_faults(data, table.path, table.columns, marks)):
        return None
    report.size += len(data)
    report.watch(len(data))
    passed = Passed(table, read_text(data, table), marks)
    report.watch(len(data))
    return passed
