"""The checks on polars: for each kind the expression that is true for a faulty row, and queries over several tables."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

import polars as pl

from legitimate_targets.checks.cells import Cells, Failures
from legitimate_targets.checks.check import (
    DAMAGED,
    EMPTY_ROW,
    EVIDENCE,
    EVIDENCE_POINTER,
    EVIDENCE_WORDS,
    NOTE,
    VERBATIM,
    Check,
)
from legitimate_targets.datapackage.storage import sha256_hex
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.csv_io import LINE, type_cell
from legitimate_targets.tables.damage import damage_pattern
from legitimate_targets.tables.model import Field
from legitimate_targets.tables.types import CONTROL, INVISIBLE, NUMBER_DIGITS, TYPES

Queries = Sequence[tuple[str, str]]
"""Pairs of an id and the SQL of a query."""

Reasons = Mapping[tuple[str, str], pl.Series]
"""By table and column: the keys of the rows for whose cells there is evidence."""


def row_fault(check: Check, field: Field) -> pl.Expr:
    """Return the expression that is true for a row that fails `check`, and false or null for one that passes.

    `field` is the check's first column. The expression reads typed columns, except for the kind `type`, which reads
    text. Raises KeyError for the kinds that need another table: foreign_key and the three of evidence.
    """
    return ROW_FAULTS[check.kind](check, field)


def not_in_target(check: Check, keys: pl.DataFrame) -> pl.Expr:
    """Return the expression that is true if the values of a foreign key, none of them empty, are not rows of `keys`."""
    if keys.width == 1:
        return ~pl.col(check.columns[0]).is_in(keys.to_series().drop_nulls().implode())
    return ~pl.struct(check.columns).is_in(keys.to_struct().implode()) & _filled(check.columns)


def reasons_of(tables: Mapping[str, Cells]) -> Reasons:
    """Return the keys of the rows that the table evidence, if there is one, gives reasons for."""
    if EVIDENCE not in tables:
        return {}
    grouped = tables[EVIDENCE].typed.group_by("table", "field").agg("row_id")
    return dict(zip(grouped.select("table", "field").rows(), grouped["row_id"], strict=True))


def evidence_missing(check: Check, reasons: Reasons) -> pl.Expr:
    """Return the expression that is true if a cell is not empty and there is no reason for it."""
    field, key = check.columns
    keys = reasons.get((check.table, field))
    filled = pl.col(field).is_not_null()
    return filled if keys is None else filled & ~pl.col(key).is_in(keys.implode())


def evidence_unneeded(check: Check, tables: Mapping[str, Cells], failures: Failures) -> pl.Expr:
    """Return the expression that is true if a reason is for a cell that is empty and has failed no check."""
    if not check.optional_cells:
        return pl.lit(False)
    empty = pl.concat([_empty_cells(tables[table], field, key, failures) for table, field, key in check.optional_cells])
    return pl.struct(EVIDENCE_POINTER).is_in(empty.to_struct().implode())


def evidence_verbatim(check: Check, tables: Mapping[str, Cells], failures: Failures) -> pl.Expr:
    """Return the expression that is true if a cell is not the words of one of its verbatim reasons, by their hash.

    The cell's text is compared, as its file has it. Reasons that a check has refused are passed over.
    """
    field, key = check.columns
    asked = (pl.col("table") == check.table) & (pl.col("field") == field) & (pl.col("basis") == VERBATIM)
    reasons = failures.sound(EVIDENCE, tables[EVIDENCE].text, (*EVIDENCE_POINTER, *EVIDENCE_WORDS)).filter(asked)
    cells = tables[check.table].text.select(LINE, pl.col(field).alias("cell"), pl.col(key).alias("row_id"))
    compared = cells.join(reasons.select("row_id", "sha256"), on="row_id")
    unlike = compared.filter(_hashes(compared["cell"]) != pl.col("sha256"))
    return pl.col(LINE).is_in(unlike[LINE].implode())


def is_unusual(cell: pl.Expr) -> pl.Expr:
    """Return the expression that is true for text with an invisible or an uncomposed character."""
    return cell.str.contains(INVISIBLE) | (cell.str.normalize("NFC") != cell)


def is_unlike(cell: pl.Expr, field: Field) -> pl.Expr:
    """Return the expression that is true for text that is not written by the grammar of the field's type."""
    return ~cell.str.contains(TYPES[field.type].written or "")


def run_queries(queries: Queries, frames: Mapping[str, pl.DataFrame]) -> list[pl.DataFrame]:
    """Return the result of each query over `frames`: table, line, field, value.

    Raises PackageError with the id of a query that cannot be run.
    """
    context = pl.SQLContext(frames=dict(frames))
    try:
        return pl.collect_all([_result(context, sql) for _, sql in queries])
    except pl.exceptions.PolarsError as error:
        raise PackageError(f"{_unusable(context, queries)}: cannot be run: {error}") from None


def _ungrammatical(check: Check, field: Field) -> pl.Expr:
    cell = pl.col(field.name)
    if field.type == "string":
        control = cell.str.contains(CONTROL)
        return control if field.printed else control | is_unusual(cell)
    wrong = is_unlike(cell, field) | type_cell(field).is_null()
    if field.type == "number":
        wrong = wrong | (_significant_digits(cell) > NUMBER_DIGITS)
    return wrong & cell.is_not_null()


def _significant_digits(cell: pl.Expr) -> pl.Expr:
    """Count, in a well-written number, what follows its sign and leading zeros, without the point."""
    digits = cell.str.strip_chars_start("-0.")
    return digits.str.len_bytes() - digits.str.contains(".", literal=True)


def _repeated(check: Check, field: Field) -> pl.Expr:
    return ~pl.struct(check.columns).is_first_distinct() & _filled(check.columns)


def _filled(columns: tuple[str, ...]) -> pl.Expr:
    return pl.all_horizontal(pl.col(columns).is_not_null())


def _other_hash(check: Check, field: Field) -> pl.Expr:
    text, sha256 = check.columns
    return pl.col(text).map_batches(_hashes, return_dtype=pl.String()) != pl.col(sha256)


def _hashes(texts: pl.Series) -> pl.Series:
    """Hash each text; equal texts are hashed once, and the hash of null is null."""
    known = {text: sha256_hex(text) for text in texts.unique().drop_nulls()}
    return pl.Series([known.get(text) for text in texts], dtype=pl.String())


def _false_for_row(check: Check, field: Field) -> pl.Expr:
    return ~_parsed(check.sql)


@cache
def _parsed(sql: str) -> pl.Expr:
    return pl.sql_expr(sql)


def _cell(check: Check) -> pl.Expr:
    return pl.col(check.columns[0])


ROW_FAULTS: Mapping[str, Callable[[Check, Field], pl.Expr]] = {
    EMPTY_ROW: lambda check, _: pl.all_horizontal(*(pl.col(column).is_null() for column in check.columns)),
    DAMAGED: lambda check, field: _cell(check).str.contains(damage_pattern(field.printed)),
    "type": _ungrammatical,
    NOTE: lambda check, _: is_unusual(_cell(check)),
    "required": lambda check, _: _cell(check).is_null(),
    "unique": _repeated,
    "enum": lambda check, _: ~_cell(check).is_in(check.codes),
    "pattern": lambda check, _: ~_cell(check).str.contains(check.pattern),
    "minLength": lambda check, _: _cell(check).str.len_chars() < check.limit,
    "maxLength": lambda check, _: _cell(check).str.len_chars() > check.limit,
    "minimum": lambda check, _: _cell(check) < check.limit,
    "maximum": lambda check, _: _cell(check) > check.limit,
    "exclusiveMinimum": lambda check, _: _cell(check) <= check.limit,
    "exclusiveMaximum": lambda check, _: _cell(check) >= check.limit,
    "rule": _false_for_row,
    "order": _false_for_row,
    "length": _false_for_row,
    "hash": _other_hash,
}
"""For each kind of check on one table: the expression that is true for a faulty row."""


def _empty_cells(cells: Cells, field: str, key: str, failures: Failures) -> pl.DataFrame:
    rows = failures.sound(cells.table.name, cells.text, (field, key)).filter(pl.col(field).is_null())
    return rows.select(field=pl.lit(field), table=pl.lit(cells.table.name), row_id=pl.col(key))


def _result(context: pl.SQLContext[pl.LazyFrame], sql: str) -> pl.LazyFrame:
    found = context.execute(sql, eager=False).select("table", "line", "field", "value")
    return found.cast({"line": pl.Int64(), "value": pl.String()})


def _unusable(context: pl.SQLContext[pl.LazyFrame], queries: Queries) -> str:
    """Return the id of the first query that cannot be planned; if all can, the ids of all."""
    for name, sql in queries:
        try:
            _result(context, sql).collect_schema()
        except pl.exceptions.PolarsError:
            return name
    return ", ".join(name for name, _ in queries)
