"""The types that a column may have and the constraints that its cells may have to meet: one entry each.

A new type or constraint is one entry here and one case in each backend (polars, Pandera, SQLite, Spark); a constraint
also has a shape in json_shapes.py and a case in checks/from_schema.py, and its error type is in validation/formats.py.
CONTRIBUTING lists all places. How each type is written is a linear-time regular expression over explicit ASCII
classes, which every engine reads the same way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

Value = int | float | date | str
"""A typed cell, or a bound on one."""

NUMBER_DIGITS = 15
"""Significant digits that a 64-bit float holds without rounding."""

_YEAR = "(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"
"""There is no year 0000. Whether the day exists is decided when the text is converted."""

_DATE = f"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}"

CONTROL = r"[\x00-\x1f\x7f-\x9f]"
"""Control characters, which no cell may hold."""

INVISIBLE = (
    r"[\x{ad}\x{34f}\x{61c}\x{115f}\x{1160}\x{180e}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{206f}\x{3164}\x{feff}"
    r"\x{ffa0}\x{fff9}-\x{fffb}\x{e0000}-\x{e007f}]"
)
"""Zero-width and bidirectional characters: a note in printed text, a fault in any other text."""

PRINTED_CONTROL = "holds a control character"
PRINTED_UNUSUAL = "holds an invisible or uncomposed (not NFC) character"


@dataclass(frozen=True)
class ColumnType:
    """One type: the pattern of its cells, the message for a cell that does not match, and each engine's own type.

    `written` is the pattern, None for text. `from_schema` reads a value that is written in a schema, such as a bound.
    `in_packages` is False for types that only a single file may have.
    """

    written: str | None
    expected: str
    polars: pl.DataType
    pandas: str
    from_schema: Callable[[str], Value]
    is_ordered: bool = True
    in_packages: bool = True


TYPES: Mapping[str, ColumnType] = {
    "string": ColumnType(
        None,
        "holds a control, invisible or uncomposed (not NFC) character",
        pl.String(),
        "str",
        str,
        is_ordered=False,
    ),
    "integer": ColumnType(
        "^-?(?:0|[1-9][0-9]*)$", "is not an integer of 64 bits in plain digits", pl.Int64(), "Int64", int
    ),
    "number": ColumnType(
        r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$",
        f"is not a number in plain digits, at most {NUMBER_DIGITS} of them significant",
        pl.Float64(),
        "Float64",
        float,
    ),
    "date": ColumnType(
        f"^{_DATE}$", "is not a day that exists, written YYYY-MM-DD", pl.Date(), "datetime64[s]", date.fromisoformat
    ),
    "boolean": ColumnType(
        "^(?:true|false)$",
        "is neither true nor false",
        pl.Boolean(),
        "boolean",
        lambda written: written == "true",
        is_ordered=False,
    ),
    "year": ColumnType(f"^{_YEAR}$", "is not a year, written YYYY", pl.Int64(), "Int64", int, in_packages=False),
    "datetime": ColumnType(
        rf"^{_DATE}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]{{1,6}})?Z?$",
        "is not a second that exists, written YYYY-MM-DDThh:mm:ss, with or without a fraction and Z",
        pl.Datetime("us"),
        "datetime64[us]",
        lambda written: datetime.fromisoformat(written.removesuffix("Z")),
        in_packages=False,
    ),
}

PACKAGE_TYPES = tuple(name for name, type_ in TYPES.items() if type_.in_packages)


@dataclass(frozen=True)
class Constraint:
    """The types of column that may have a constraint, and the message for a cell that fails it (`{value}` filled in).

    `file_types` are the types that may have it in a schema for a single file, `package_types` those in a package, where
    codes and patterns are for text alone.
    """

    message: str
    file_types: tuple[str, ...] = tuple(TYPES)
    package_types: tuple[str, ...] = PACKAGE_TYPES


_ORDERED = tuple(name for name, type_ in TYPES.items() if type_.is_ordered)
_ORDERED_IN_PACKAGES = tuple(name for name in _ORDERED if name in PACKAGE_TYPES)
_TEXT = ("string",)

CONSTRAINTS: Mapping[str, Constraint] = {
    "required": Constraint("is empty"),
    "unique": Constraint("appears in an earlier row"),
    "enum": Constraint("is not one of {value}", package_types=_TEXT),
    "pattern": Constraint("does not match {value}", _TEXT, _TEXT),
    "minLength": Constraint("is shorter than {value} characters", _TEXT, _TEXT),
    "maxLength": Constraint("is longer than {value} characters", _TEXT, _TEXT),
    "minimum": Constraint("is less than {value}", _ORDERED, _ORDERED_IN_PACKAGES),
    "maximum": Constraint("is more than {value}", _ORDERED, _ORDERED_IN_PACKAGES),
    "exclusiveMinimum": Constraint("is not more than {value}", _ORDERED, ()),
    "exclusiveMaximum": Constraint("is not less than {value}", _ORDERED, ()),
}
"""Each constraint that is checked, in the order of the Table Schema standard."""
