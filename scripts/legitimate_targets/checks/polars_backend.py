"""When a check fails: for each kind of check, the polars expression that is true for a faulty row."""

import hashlib
from datetime import date
from functools import cache

import polars as pl

from legitimate_targets.checks.check import Check
from legitimate_targets.tables import types as grammar
from legitimate_targets.tables.csv_io import type_cell, typed_column
from legitimate_targets.tables.model import Field

DATE_BYTES = len("YYYY-MM-DD")


def row_fault(check: Check, field: Field) -> pl.Expr:
    """True where a row fails `check`; null or false where it passes. `field` is the check's first column.

    The expression reads typed columns, but for the kind `type`, which reads the cells as text. A check that
    needs another table (foreign_key) is `dangling`.
    """
    cell = pl.col(check.columns[0])
    match check.kind:
        case "type":
            return _ungrammatical(field)
        case "required":
            return cell.is_null()
        case "enum":
            return ~cell.is_in(check.codes)
        case "pattern":
            return ~cell.str.contains(check.pattern)
        case "minLength" | "minimum" | "maxLength" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum":
            return _out_of_bounds(check, cell)
        case "unusual_characters":
            return _unusual(cell)
        case "rule" | "order" | "length":
            return ~_parsed(check.sql)
        case "hash":
            return cell.map_batches(_sha256, return_dtype=pl.String()) != pl.col(check.columns[1])
        case "unique":
            return ~pl.struct(check.columns).is_first_distinct() & _filled(check.columns)
    raise ValueError(f"{check.id}: there is no expression for the kind {check.kind!r}")


@cache
def _parsed(sql: str) -> pl.Expr:
    return pl.sql_expr(sql)


def suspicious(check: Check, field: Field, *, ascii: bool, printable: bool) -> pl.Expr:
    """True where a cell might fail a check of the kind `type` or `printed`; where it is not, the cell surely passes.

    The expression reads a column of text, and in the column `as_typed` of that name the same cells typed. It costs less
    than `row_fault`, which then has few rows to decide on. `ascii` is true where no cell has a character beyond ASCII,
    `printable` where none has a control character of ASCII.
    """
    cell, value = pl.col(field.name), pl.col(typed_column(field.name))
    if field.type == "string":
        plain = printable or check.kind == "unusual_characters"
        return cell.str.len_bytes() != cell.str.len_chars() if plain else cell.is_not_null()
    lost = value.is_null() & cell.is_not_null()
    match field.type:
        case "boolean":
            return lost
        case "number":
            return lost | (cell.str.len_bytes() > grammar.NUMBER_DIGITS) | _unlike(cell, field)
        case "integer" if ascii and printable:
            zero = cell.str.starts_with("0") & (cell.str.len_bytes() > 1)
            return lost | zero | cell.str.starts_with("-0") | cell.str.starts_with("+")
        case "date" if ascii and printable:
            other = (cell.str.len_bytes() != DATE_BYTES) | cell.str.contains(" ", literal=True)
            return lost | other | cell.str.starts_with("+") | ~value.is_between(date.min, date.max)
    return lost | _unlike(cell, field)


def not_in_target(check: Check, keys: pl.DataFrame) -> pl.Expr:
    """True where the values of a foreign key, none of them empty, are not among the rows of `keys`."""
    if keys.width == 1:
        return ~pl.col(check.columns[0]).is_in(keys.to_series().drop_nulls().implode())
    return ~pl.struct(check.columns).is_in(keys.to_struct().implode()) & _filled(check.columns)


def _out_of_bounds(check: Check, cell: pl.Expr) -> pl.Expr:
    size = cell.str.len_chars() if check.kind.endswith("Length") else cell
    match check.kind:
        case "minLength" | "minimum":
            return size < check.limit
        case "maxLength" | "maximum":
            return size > check.limit
        case "exclusiveMinimum":
            return size <= check.limit
    return size >= check.limit


def _filled(columns: tuple[str, ...]) -> pl.Expr:
    return pl.all_horizontal(pl.col(columns).is_not_null())


def _ungrammatical(field: Field) -> pl.Expr:
    cell = pl.col(field.name)
    if field.type == "string":
        control = cell.str.contains(grammar.CONTROL)
        return control if field.printed else control | _unusual(cell)
    wrong = _unlike(cell, field) | type_cell(field).is_null()
    if field.type == "number":
        wrong = wrong | (_significant_digits(cell) > grammar.NUMBER_DIGITS)
    return wrong & cell.is_not_null()


def _unlike(cell: pl.Expr, field: Field) -> pl.Expr:
    return ~cell.str.contains(grammar.WRITTEN[field.type])


def _unusual(cell: pl.Expr) -> pl.Expr:
    return cell.str.contains(grammar.INVISIBLE) | (cell.str.normalize("NFC") != cell)


def _significant_digits(cell: pl.Expr) -> pl.Expr:
    """Of a number that is well written: what follows its sign and its zeros, without the point."""
    digits = cell.str.strip_chars_start("-0.")
    return digits.str.len_bytes() - digits.str.contains(".", literal=True)


def _sha256(texts: pl.Series) -> pl.Series:
    """SHA-256 of each text in UTF-8, in hexadecimal; null of null. Equal texts are hashed once."""
    known = {text: hashlib.sha256(text.encode("utf-8")).hexdigest() for text in texts.unique().drop_nulls()}
    return pl.Series([known.get(text) for text in texts], dtype=pl.String())
