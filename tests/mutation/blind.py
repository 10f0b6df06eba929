"""What no validator can see: the sorts of fault that leave a package as lawful as it was, each with its sentence."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from legitimate_targets.datapackage.package import find
from legitimate_targets.tables.model import Field, Table
from tests.mutation import rows
from tests.support.paths import ROOT
from tests.support.slow_reader import READERS, Refused

LEAVES = ("agreement", "codings", "names", "rules", "settlements")
"""Tables whose rows no other table needs: what they say, and how they name it, is up to people."""

SEVERAL = "evidence"
"""The table in which a cell may have several rows, so that nothing misses the last of them."""

POINTERS = ("row_id", "plain", "borderline")
"""Columns that point to a row of the table that another cell names."""

HELD = ("start", "end", "sha256", "characters", "bytes", "file_name", "printed", "hop", "reason")
"""Columns that are counted or compared with the texts."""


@dataclass(frozen=True)
class Changed:
    """A cell that was changed: its table, its column, its text before and after, and the ids of all rows."""

    table: Table
    field: Field
    old: str
    new: str
    ids: frozenset[str]


def _is_lawful(cell: Changed) -> bool:
    """Return whether the new text may be in the column, by the slow reader of the grammar and by the constraints."""
    if not cell.new:
        return not cell.field.required
    try:
        value: Any = READERS[cell.field.type](cell.new)
    except Refused:
        return False
    limits = cell.field.constraints
    is_coded = not cell.field.codes or cell.new in cell.field.codes
    is_matched = re.fullmatch(limits.get("pattern", "(?s:.*)"), cell.new) is not None
    if _has_odd_spaces(cell) or _has_two_scripts(cell):
        return False
    return is_coded and is_matched and limits.get("minimum", value) <= value <= limits.get("maximum", value)


def _has_odd_spaces(cell: Changed) -> bool:
    """Return whether a coder's words have other spaces than single, plain ones between words."""
    words = cell.table.has_words(cell.field) and not cell.field.printed
    return words and cell.new.replace("\u00a0", "  ") != " ".join(cell.new.split())


def _has_two_scripts(cell: Changed) -> bool:
    """Return whether a word of a coder's words has Latin letters and others that look like them."""
    words = cell.table.has_words(cell.field) and not cell.field.printed
    scripts = [{unicodedata.name(letter).split()[0] for letter in word} for word in re.findall(r"[^\W\d_]+", cell.new)]
    return words and any(len(found) > 1 for found in scripts)


def _is_held(cell: Changed) -> bool:
    """Return whether the cell is counted, derived, compared with words, or part of a key that others need."""
    table, name = cell.table, cell.field.name
    is_key = name in table.primary_key and table.name not in LEAVES
    is_text = table.span is not None and table.span.text == name
    is_verbatim = (table.name, name) in verbatim_columns()
    return is_key or is_text or is_verbatim or name in HELD or table.derived in ("tables", "texts")


@cache
def verbatim_columns() -> frozenset[tuple[str, str]]:
    """Return the tables and columns all of whose cells have verbatim evidence, which is compared with the cell."""
    header, *reasons = rows.read(find(ROOT).read("data/evidence.csv"))
    table, field, basis = (header.index(name) for name in ("table", "field", "basis"))
    verbatim = {(row[table], row[field]) for row in reasons if row[basis] == "verbatim"}
    return frozenset(verbatim - {(row[table], row[field]) for row in reasons if row[basis] != "verbatim"})


def _is_reference(cell: Changed) -> bool:
    return any(cell.field.name in reference.columns for reference in cell.table.references)


def _is_wording(cell: Changed) -> bool:
    plain = cell.field.type == "string" and not {"enum", "pattern"} & set(cell.field.constraints)
    return plain and not _is_reference(cell) and cell.field.name not in POINTERS and not _is_held(cell)


def _is_code(cell: Changed) -> bool:
    return cell.new in cell.field.codes and not _is_held(cell)


def _is_other_row(cell: Changed) -> bool:
    return (_is_reference(cell) or cell.field.name in POINTERS) and cell.new in cell.ids and not _is_held(cell)


def _is_value(cell: Changed) -> bool:
    lawful = cell.field.type != "string" or "pattern" in cell.field.constraints
    return lawful and not _is_reference(cell) and not _is_held(cell)


def _is_optional(cell: Changed) -> bool:
    return "" in (cell.old, cell.new) and not cell.field.required and not cell.field.evidence and not _is_held(cell)


CELLS: dict[str, tuple[str, Callable[[Changed], bool]]] = {
    "wording": (
        "Words that no span and no verbatim evidence holds: a label, a gist, a definition, a reason. They may say "
        "anything, with any letters, spaces or quotation marks, as long as there is no control or invisible character.",
        _is_wording,
    ),
    "legal code": ("A code of the right list that is not the right code.", _is_code),
    "another row": (
        "A pointer to a row that exists but is not the right one, if no rule compares the two.",
        _is_other_row,
    ),
    "lawful value": (
        "A number, a date, a country, an address or another value that is within its bounds and wrong, if it is "
        "neither counted nor compared with a text and no derived table depends on it.",
        _is_value,
    ),
    "optional cell": (
        "An empty cell that should be filled, or a filled one that should be empty, if the column is not required "
        "and needs no evidence.",
        _is_optional,
    ),
}
ROWS = {
    "order": "The order of the rows (`format --check` reports it).",
    "missing row": (
        f"A missing row that no other table needs: in {', '.join(LEAVES[:-1])} or {LEAVES[-1]}, or the last of several "
        f"reasons in {SEVERAL}. (`derive --check` reports a missing row of agreement. The completeness tests, which "
        "scan the articles for sentences, quotation marks, numbers and names that no row has, report what is "
        "not coded.)"
    ),
}


def sentences() -> list[str]:
    """Return the whole list in words, as schemas/README.md has it."""
    return [*(sentence for sentence, _ in CELLS.values()), *ROWS.values()]


def sort_of_cell(cell: Changed) -> str | None:
    """Return the sort of a change that no validator can see, or None for a change that must be reported."""
    if not _is_lawful(cell):
        return None
    return next((name for name, (_, is_of) in CELLS.items() if is_of(cell)), None)


def sorts_of_cells(changed: list[Changed]) -> list[str] | None:
    """Return the sorts of all the changed cells, or None if any of them must be reported."""
    sorts = [sort_of_cell(cell) for cell in changed]
    return sorted({sort for sort in sorts if sort}) if sorts and None not in sorts else None
