"""From faulty rows to problems, with the row's key in the place of the line."""

from collections.abc import Iterator

import polars as pl

from legitimate_targets.checks import from_vocabulary as vocabulary
from legitimate_targets.checks.frame import Cells
from legitimate_targets.checks.plan import Plan
from legitimate_targets.errors import Problem
from legitimate_targets.spark import row_key as key
from legitimate_targets.spark.find_faults import Faulty, shown
from legitimate_targets.spark.parquet_tables import stem
from legitimate_targets.spark.precedence import Judged
from legitimate_targets.spark.queries import Asked
from legitimate_targets.tables.cell_text import number_as_text
from legitimate_targets.tables.csv_io import LINE
from legitimate_targets.tables.model import Table


def problem(faulty: Faulty, plan: Plan) -> Problem:
    """The problem of a faulty cell or row, in the words that the embedded validator has for it."""
    check, table = faulty.check, plan.tables[faulty.table]
    if check.kind == "across":
        value = faulty.cells[0]
    else:
        columns = shown(check)
        cells = [_written(cell, table, column) for cell, column in zip(faulty.cells, columns, strict=True)]
        named = ", ".join(f"{column}={cell or ''}" for column, cell in zip(columns, cells, strict=True))
        value = cells[0] if len(cells) == 1 else named
    note = check.kind == "unusual_characters"
    written = key.read(faulty.line, table)
    return Problem(stem(table), None, faulty.field, check.message, value, check.id, note, written)


def _written(cell: str | None, table: Table, column: str) -> str | None:
    """A cell as it would be written in a CSV; engines differ in how they write a number."""
    if cell is None or table.field(column).type != "number":
        return cell
    number = float(cell)
    return number_as_text(number) if number - number == 0 else cell


def vocabulary_faults(asked: Asked, judged: Judged) -> Iterator[Problem]:
    """The faults of the vocabulary, which is as small as the schemas: told here, as of a CSV."""
    table = judged.plan.tables[vocabulary.TABLE]
    sound = judged.sound(table.name, ("list", "code"))
    rows = asked.rows(f"SELECT line AS `key`, list, code FROM {sound} ORDER BY line")
    schema = {"key": pl.String(), "list": pl.String(), "code": pl.String()}
    frame = pl.DataFrame(rows, schema).with_row_index(LINE).with_columns(pl.col(LINE).cast(pl.Int64()))
    keys = [key.read(each, table) for each in frame["key"]]
    for found in vocabulary.vocabulary_faults(judged.plan.tables, Cells(table, frame, frame)):
        if found.line is None:
            yield found
        else:
            yield Problem(stem(table), None, found.column, found.message, found.value, found.rule, key=keys[found.line])
