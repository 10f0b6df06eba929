"""The key of a row, which takes the place of its line: one text that sorts as the key does, and how it is read back."""

from legitimate_targets.spark.sql import quoted
from legitimate_targets.tables.cell_text import key_as_text
from legitimate_targets.tables.model import Field, Table

LOWEST = 2**63
"""How far below zero a 64-bit integer goes; a negative one is written as its distance from that bound."""


def sort_key(table: Table) -> str:
    """Return the expression for the hidden column `line`: the cells of the primary key, joined by U+0001.

    An integer has a letter for its sign and 19 digits, so that the texts sort as the keys do.
    """
    parts = [_part(table.field(column)) for column in table.primary_key]
    return parts[0] if len(parts) == 1 else f"concat({', char(1), '.join(parts)})"


def _part(field: Field) -> str:
    cell = quoted(field.name)
    if field.type == "integer":
        # The 1 is added last: 2**63 itself does not fit into a BIGINT.
        negative = f"concat('n', lpad(CAST({cell} + {LOWEST - 1} + 1 AS STRING), 19, '0'))"
        cell = f"CASE WHEN {cell} < 0 THEN {negative} ELSE concat('p', lpad(CAST({cell} AS STRING), 19, '0')) END"
    return f"coalesce(CAST({cell} AS STRING), '')"


def shown_key(written: str, table: Table) -> str:
    """Return the key as a report shows it, `attributions, Q014, 2`, from the hidden column `line`."""
    fields = [table.field(column) for column in table.primary_key]
    cells = written.split("\x01") if len(fields) > 1 else [written]
    return key_as_text(_cell(cell, field) for cell, field in zip(cells, fields, strict=False))


def _cell(written: str, field: Field) -> str:
    if field.type != "integer" or not written:
        return written
    return str(int(written[1:]) - (LOWEST if written[0] == "n" else 0))
