"""The written grammar of a cell: how each type is written, before anything is converted.

The patterns are linear-time regular expressions over explicit ASCII classes, read alike by every engine.
"""

INTEGER = r"^-?(?:0|[1-9][0-9]*)$"
NUMBER = r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$"
DATE = r"^(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-[0-9]{2}-[0-9]{2}$"
"""There is no year 0000; whether the day exists is for the conversion to say."""

BOOLEAN = r"^(?:true|false)$"

YEAR = r"^(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})$"
DATETIME = rf"{DATE[:-1]}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]{{1,6}})?Z?$"
"""Years and datetimes are for single files: the tables of a package have none."""

NUMBER_DIGITS = 15
"""Significant digits that a float holds without rounding."""

WRITTEN: dict[str, str] = {
    "integer": INTEGER,
    "number": NUMBER,
    "date": DATE,
    "boolean": BOOLEAN,
    "year": YEAR,
    "datetime": DATETIME,
}

CONTROL = r"[\x00-\x1f\x7f-\x9f]"
"""Control characters: nowhere in a cell."""

INVISIBLE = (
    r"[\x{ad}\x{34f}\x{61c}\x{115f}\x{1160}\x{180e}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{206f}\x{3164}\x{feff}"
    r"\x{ffa0}\x{fff9}-\x{fffb}\x{e0000}-\x{e007f}]"
)
"""Zero-width and bidirectional characters: in printed text worth a note, in any other text a fault."""

EXPECTED: dict[str, str] = {
    "string": "holds a control, invisible or uncomposed (not NFC) character",
    "integer": "is not an integer of 64 bits in plain digits",
    "number": f"is not a number in plain digits, at most {NUMBER_DIGITS} of them significant",
    "date": "is not a day that exists, written YYYY-MM-DD",
    "boolean": "is neither true nor false",
    "year": "is not a year, written YYYY",
    "datetime": "is not a second that exists, written YYYY-MM-DDThh:mm:ss, with or without a fraction and Z",
}
"""What a cell that breaks its type's grammar is said to be."""

PRINTED_CONTROL = "holds a control character"
PRINTED_UNUSUAL = "holds an invisible or uncomposed (not NFC) character"
