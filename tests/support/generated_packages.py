"""Generates the mechanical broken packages: for each property of a schema, the smallest edit that breaks only that.

An edit is a row with `line`, which is the line of a table of the base, or `new` for a further row that is otherwise
like the last one. Its other items are the cells that differ. The broken value of an enum, a pattern or a bound is the
first one that the edges of the check list as just outside.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from legitimate_targets.checks.check import EVIDENCE, VERBATIM
from legitimate_targets.datapackage.storage import sha256_hex
from legitimate_targets.tables.model import Field, Table
from tests.support.edges import edges

Row = dict[str, str]
Rows = list[Row]
Edits = Mapping[str, Rows]
"""The edits of a package, by table."""

POINTER = ("table", "row_id", "field")
"""The columns of the table evidence that name a cell."""

PLACE = ("source_id", "start", "end", "sha256")
"""The columns of the table evidence that are the place of its words."""

NEW = "new"
FIRST_LINE = 2
"""The line of a CSV's first row, after its header."""

INVISIBLE = "\u200b"
"""A zero-width space: a fault in a coder's text, and a note in text as an article prints it."""

DAMAGES = ("M\u00c3\u00bcller", "M\ufffdller", "k\u00c3\u00bcmmert \u2013", "t\u0435n", "two  words", "no\u00a0break")
"""Müller and kümmert as programs garble them, the second edited again; a Cyrillic letter in `ten`; odd spaces."""

PRINTED_DAMAGES = DAMAGES[:2]
"""What is damage in text as an article prints it, too."""

CONTROL = "\x07"
"""A bell: a fault in every text."""

OF_NO_TYPE = {"integer": "1_0", "number": "1e3", "date": "2025-02-30", "boolean": "yes"}
"""By type a cell that is not of it, and that SQLite does not convert to it either."""

BEYOND = 1000
"""Code points by which a span is moved to lie after the end of its text; the texts of the base have about 200."""


@dataclass(frozen=True)
class Base:
    """One table of the base, and the cells in which a spare row differs from its last row; the key is among them."""

    table: Table
    rows: Rows
    spare: Mapping[str, str]

    def filled(self, column: str) -> Row:
        """Return the first row in which the column is not empty, or else the first row, with its line."""
        rows = [{**row, "line": str(line)} for line, row in enumerate(self.rows, FIRST_LINE)]
        return next((row for row in rows if row.get(column)), rows[0])

    def good_cell(self, column: str) -> str:
        """Return the cell that `with_cell` replaces, or a letter if the column is empty throughout."""
        if column in self.table.primary_key:
            return self.spare.get(column, self.rows[-1][column])
        return self.filled(column).get(column) or "a"

    def with_cell(self, column: str, value: str) -> Rows:
        """Return the edit that puts a value into a filled cell of a column.

        Other rows may point to a key, so a column of the primary key gets the value in a spare row.
        """
        if column in self.table.primary_key:
            return [{"line": NEW, **self.spare, column: value}]
        return [{"line": self.filled(column)["line"], column: value}]

    def with_spare_row(self, columns: set[str]) -> Rows:
        """Return the edit that adds the last row again, with the spare cells of these columns."""
        return [{"line": NEW, **{column: cell for column, cell in self.spare.items() if column in columns}}]

    def with_repeated(self, key: tuple[str, ...]) -> Rows:
        """Return the edit that repeats the values of a unique key: in the next row, or in a further one."""
        if len(key) > 1:
            return self.with_spare_row({*self.table.primary_key})
        row = self.filled(key[0])
        if int(row["line"]) == len(self.rows) + FIRST_LINE - 1:
            return self.with_spare_row({*self.spare} - {*key})
        return [{"line": str(int(row["line"]) + 1), key[0]: row[key[0]]}]


def generated(bases: Mapping[str, Base]) -> dict[str, Edits]:
    """Return the edits of every package that can be generated, by the id of the check that they break."""
    edits: dict[str, Edits] = {}
    for base in bases.values():
        for name, rows in (*_of_fields(base), *_of_keys(base), *_of_span(base)):
            edits[f"{base.table.name}.{name}"] = {base.table.name: rows}
        for field in base.table.fields:
            if field.evidence:
                name, reasons = f"{base.table.name}.{field.name}", bases[EVIDENCE].rows
                edits[f"{name}.evidence"] = {EVIDENCE: [_without_evidence(reasons, base.table, field)]}
                edits[f"{name}.verbatim"] = {EVIDENCE: [_with_other_words(reasons, base, field)]}
    return edits


def _of_fields(base: Base) -> Iterator[tuple[str, Rows]]:
    yield "empty_row", [{"line": NEW, **dict.fromkeys(base.table.columns, "")}]
    for number, field in enumerate(base.table.fields):
        if not base.table.derived and base.table.has_words(field):
            damages = PRINTED_DAMAGES if field.printed else DAMAGES
            damage = damages[number % len(damages)]
            yield f"{field.name}.damaged", base.with_cell(field.name, f"{base.good_cell(field.name)} {damage}")
        yield f"{field.name}.type", base.with_cell(field.name, _of_wrong_type(base, field))
        if field.printed and not base.table.derived:
            yield f"{field.name}.printed", base.with_cell(field.name, base.good_cell(field.name) + INVISIBLE)
        for constraint, value in field.constraints.items():
            if value is not False:
                yield f"{field.name}.{constraint}", _of_constraint(base, field, constraint)


def _of_constraint(base: Base, field: Field, constraint: str) -> Rows:
    if constraint == "unique":
        return base.with_repeated((field.name,))
    value = "" if constraint == "required" else _just_outside(base.table, f"{field.name}.{constraint}")
    return base.with_cell(field.name, value)


def _of_wrong_type(base: Base, field: Field) -> str:
    if field.type == "string":
        return base.good_cell(field.name) + (CONTROL if field.printed else INVISIBLE)
    return OF_NO_TYPE[field.type]


def _just_outside(table: Table, check: str) -> str:
    """Return the first value that the edges of a check list as just outside; raise LookupError if there is none."""
    if check not in edges(table.name):
        raise LookupError(f"tests/checks/edges/{table.name}.json has no value just outside of {check}")
    value: str = edges(table.name)[check]["outside"][0]
    return value


def _of_keys(base: Base) -> Iterator[tuple[str, Rows]]:
    yield "primary_key", base.with_spare_row({*base.spare} - {*base.table.primary_key})
    for key in base.table.unique_keys:
        yield f"{'_'.join(key)}.unique", base.with_repeated(key)
    for reference in base.table.references:
        yield f"{'_'.join(reference.columns)}.foreign_key", base.with_cell(reference.columns[0], "nowhere")


def _of_span(base: Base) -> Iterator[tuple[str, Rows]]:
    if not base.table.span:
        return
    row = base.filled("start")
    line, start, end = row["line"], int(row["start"]), int(row["end"])
    yield "span.order", [{"line": line, "end": str(start)}]
    yield "span.inside", [{"line": line, "start": str(start + BEYOND), "end": str(end + BEYOND)}]
    yield "span.text", [{"line": line, "start": str(start + 1), "end": str(end + 1)}]
    if base.table.span.text:
        yield "span.length", [{"line": line, "end": str(end + 1)}]
        yield "span.hash", [{"line": line, "sha256": "0" * 64}]


def _without_evidence(rows: Rows, table: Table, field: Field) -> Row:
    """Return the edit that turns the evidence of a cell into a second reason for the first other cell."""
    place = _first_reason(rows, table, field)
    other = rows[0 if place else 1]
    basis = rows[place]["basis"].replace(VERBATIM, "normalised")
    cell = {column: other[column] for column in POINTER}
    return {"line": str(place + FIRST_LINE), **cell, "reason": "2", "basis": basis}


def _with_other_words(rows: Rows, base: Base, field: Field) -> Row:
    """Return the edit that makes the evidence of a cell verbatim, with the place of words that are not the cell."""
    place = _first_reason(rows, base.table, field)
    (key,) = base.table.primary_key
    cell = next(row[field.name] for row in base.rows if row[key] == rows[place]["row_id"])
    words = next(row for row in rows if row["sha256"] not in ("", sha256_hex(cell)))
    found = {column: words[column] for column in PLACE}
    return {"line": str(place + FIRST_LINE), "basis": VERBATIM, **found, "page": ""}


def _first_reason(rows: Rows, table: Table, field: Field) -> int:
    """Return the number, from 0, of the first row of evidence for a column."""
    return next(at for at, row in enumerate(rows) if (row["table"], row["field"]) == (table.name, field.name))
