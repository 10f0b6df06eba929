"""Gives the rows of a draft their ids in the package: fresh numbers, known rows where they are the same."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from legitimate_targets.checks.ids import NUMBERED
from legitimate_targets.curation.draft_reader import Cells, Entry, Rows
from legitimate_targets.tables.model import Table

ORDER = (
    "sources",
    "places",
    "events",
    "actors",
    "names",
    "utterances",
    "quotes",
    "claims",
    "reports",
    "measures",
    "figures",
)
"""So that what a row refers to has its id before it; tables that are not named come last."""


@dataclass
class Existing:
    """The rows of one table of the package as text, its key, and the numbers that its ids have reached."""

    table: Table
    rows: list[Cells]
    highest: int

    @property
    def key(self) -> str:
        """The first column of the primary key."""
        return self.table.primary_key[0]

    def fresh(self) -> str:
        """The next free number, taken."""
        numbered = NUMBERED.fullmatch(self.table.field(self.key).constraints.get("pattern", ""))
        assert numbered is not None
        self.highest += 1
        return f"{numbered[1]}{self.highest:0{numbered[2]}}"

    @property
    def is_numbered(self) -> bool:
        """Whether its ids are letters and a number."""
        pattern = self.table.field(self.key).constraints.get("pattern", "")
        return len(self.table.primary_key) == 1 and NUMBERED.fullmatch(pattern) is not None


def existing(table: Table, rows: list[Cells], retired: set[str]) -> Existing:
    """The rows of a table, with the highest number that any of its ids ever had."""
    ids = {row[table.primary_key[0]] or "" for row in rows} | retired
    numbered = NUMBERED.fullmatch(table.field(table.primary_key[0]).constraints.get("pattern", ""))
    letters = numbered[1] if numbered else "-"
    numbers = [int(each[len(letters) :]) for each in ids if re.fullmatch(rf"{letters}[0-9]+", each)]
    return Existing(table, rows, max(numbers, default=0))


def renumber(rows: Rows, package: Mapping[str, Existing]) -> list[Entry]:
    """The entries that are new to the package, with the ids that they have there; the others are links to rows of it.

    Evidence and ways of a row that is a link are the package's own, and those of the draft are left out.
    """
    names: dict[str, dict[str, str]] = {table: {} for table in package}
    linked: set[tuple[str | None, str | None]] = set()
    new: list[Entry] = []
    tables = [*ORDER, *sorted({entry.table for entry in rows.entries} - set(ORDER))]
    for table in tables:
        for entry in rows.of(table):
            _refer(entry, package[table].table, names)
            if (entry.cells.get("table"), entry.cells.get("row_id")) in linked:
                continue
            is_new = (
                _numbered(entry, package[table], names[table])
                if package[table].is_numbered
                else _chosen(rows, entry, package[table])
            )
            if is_new:
                new.append(entry)
            else:
                linked.add((table, entry.cells[package[table].key]))
    return new


def _refer(entry: Entry, table: Table, names: Mapping[str, Mapping[str, str]]) -> None:
    """Puts the ids of the package in the place of the draft's own, in all columns that refer to other rows."""
    for reference in table.references:
        for column in reference.columns:
            value = entry.cells[column]
            entry.cells[column] = names.get(reference.table, {}).get(value or "", value)
    if "row_id" in entry.cells:
        value = entry.cells["row_id"]
        entry.cells["row_id"] = names.get(entry.cells["table"] or "", {}).get(value or "", value)


def _numbered(entry: Entry, package: Existing, names: dict[str, str]) -> bool:
    """Whether the row is new and has a fresh number now; one that the package has, whatever its number, is that row."""
    own = entry.cells[package.key] or ""
    if package.table.name == "sources":
        same = next((row for row in package.rows if row["sha256"] == entry.cells["sha256"]), None)
    else:
        same = next((row for row in package.rows if _equal(row, entry.cells, package.key)), None)
    if same is not None:
        names[own] = entry.cells[package.key] = same[package.key] or ""
        return False
    names[own] = _source_id(own, package) if package.table.name == "sources" else package.fresh()
    entry.cells[package.key] = names[own]
    return True


def _source_id(own: str, package: Existing) -> str:
    """The id that the draft gives a source, if it is free."""
    taken = {row[package.key] for row in package.rows}
    numbered = re.fullmatch(r"S([0-9]{3,})", own)
    if numbered is None or own in taken:
        return package.fresh()
    package.highest = max(package.highest, int(numbered[1]))
    return own


def _chosen(rows: Rows, entry: Entry, package: Existing) -> bool:
    """Whether the row is new; one with a chosen id that the package has must be the same there, and is a link."""
    keys = package.table.primary_key
    same = next((row for row in package.rows if all(row[key] == entry.cells[key] for key in keys)), None)
    if same is None:
        return True
    for column in package.table.columns:
        if same[column] != entry.cells[column]:
            held = f"{package.table.path} has for {entry.cells[keys[0]]} ({same[column] or 'empty'})"
            message = f"is not what {held}; change it there"
            rows.problems.append(entry.problem(column, message, "differs"))
    return False


def _equal(row: Cells, cells: Cells, key: str) -> bool:
    return all(row[column] == value for column, value in cells.items() if column != key)
