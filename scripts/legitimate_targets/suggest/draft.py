"""What a draft consists of: its tables, the columns that it adds to those of the package, and its rows."""

from dataclasses import dataclass

TABLES = ("sources", "actors", "names", "utterances", "quotes", "measures", "figures", "attributions", "evidence")
"""The tables that `suggest` fills; a person may add other tables of the package, such as claims and reports."""

ADDED_COLUMNS = ("rule", "tier")
"""The columns after those of the package: which rule proposed the row, and how sure it is (A, B, C; empty for rows
that follow from another one)."""

DOUBTS_FILE = "doubts.txt"

Cells = dict[str, str | None]
"""The cells of one row by column, as text; a missing column and None are both an empty cell."""

Tables = dict[str, list[Cells]]


@dataclass(frozen=True)
class Proposal:
    """The proposed rows by table, and a sentence for each thing that a person should look at twice."""

    tables: Tables
    doubts: tuple[str, ...]
