"""Checks that the codes in the schemas and in the table vocabulary agree."""

from collections.abc import Iterator, Mapping

from legitimate_targets.checks.cells import Cells, Failures
from legitimate_targets.checks.check import Check
from legitimate_targets.errors import Problem
from legitimate_targets.tables.model import Table

TABLE = "vocabulary"
UNUSED = Check("vocabulary.list.used", TABLE, ("list",), "vocabulary", "is a list that no column takes its codes from")
UNLISTED = Check(
    "vocabulary.code.defined", TABLE, ("list", "code"), "vocabulary", "has a code that the vocabulary does not define"
)
UNKNOWN = Check("vocabulary.code.in_schema", TABLE, ("list", "code"), "vocabulary", "is not in the enum of")
CHECKS = (UNUSED, UNLISTED, UNKNOWN)

Columns = Mapping[str, list[tuple[str, str, tuple[str, ...]]]]
"""By list: the columns that take their codes from it, as table, column and codes."""


def vocabulary_faults(tables: Mapping[str, Table], cells: Cells, failures: Failures) -> Iterator[Problem]:
    """Yield the codes without a definition, and the rows of the vocabulary that no schema uses.

    `cells` are those of the vocabulary; rows that have failed a check are skipped.
    """
    columns = _columns_by_list(tables)
    path = cells.table.path
    rows = failures.sound(TABLE, cells.typed, ("list", "code")).select("line", "list", "code").rows()
    unused = {row[1]: row[0] for row in reversed(rows) if row[1] not in columns}
    for name, line in unused.items():
        yield Problem(path, line, "list", UNUSED.message, name, UNUSED.id)
    for line, name, code in rows:
        lacking = [f"{table}.{field}" for table, field, codes in columns.get(name, ()) if code not in codes]
        if lacking:
            yield Problem(path, line, "code", f"{UNKNOWN.message} {', '.join(lacking)}", code, UNKNOWN.id)
    yield from _undefined_codes(tables, columns, cells)


def _undefined_codes(tables: Mapping[str, Table], columns: Columns, cells: Cells) -> Iterator[Problem]:
    defined = set(cells.typed.select("list", "code").iter_rows())
    for name, users in columns.items():
        for table, field, codes in users:
            for code in codes:
                if (name, code) not in defined:
                    message = f"{UNLISTED.message} in the list {name}"
                    yield Problem(tables[table].schema, None, field, message, code, UNLISTED.id)


def _columns_by_list(tables: Mapping[str, Table]) -> Columns:
    columns: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
    for table in tables.values():
        for field in table.fields:
            if field.list:
                columns.setdefault(field.list, []).append((table.name, field.name, field.codes))
    return columns
