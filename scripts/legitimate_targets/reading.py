"""From the bytes of a table to its cells: through the gate, then as text, then typed."""

from legitimate_targets import gate
from legitimate_targets.cells import Cells
from legitimate_targets.descriptor import Table
from legitimate_targets.report import Report
from legitimate_targets.tables import is_plain, read_text, typed


def read_sound(data: bytes, table: Table, report: Report) -> Cells | None:
    """The cells of a table that passes the gate; null for another, whose faults then stand in the report."""
    if report.add(gate.faults(data, table.path, table.columns)):
        return None
    text = read_text(data, table)
    return Cells(table, text, typed(text, table), is_plain(data))
