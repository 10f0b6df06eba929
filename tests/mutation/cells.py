"""Operators that change one cell of a table."""

import random
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from legitimate_targets.tables.model import Field, Table

_CYRILLIC = (
    *(0x430, 0x441, 0x435, 0x43E, 0x440, 0x445),
    *(0x410, 0x415, 0x41E, 0x420, 0x421, 0x422),
    *(0x41D, 0x41A, 0x41C, 0x412, 0x425),
)
LOOKALIKES = dict(zip("aceopxAEOPCTHKMBX", map(chr, _CYRILLIC), strict=True))
"""Latin letters, each with the Cyrillic one that looks the same."""

CURLED = {"'": "\u2019", "\u2019": "'", '"': "\u201d", "\u201c": '"', "\u201d": '"', "\u2018": "'"}
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Cell:
    """One cell: its table, its column, its text, and all texts of the column."""

    table: Table
    field: Field
    text: str
    column: tuple[str, ...]

    @property
    def is_reference(self) -> bool:
        """Whether the cell points to a row by a foreign key."""
        return any(reference.columns == (self.field.name,) for reference in self.table.references)

    @property
    def is_number(self) -> bool:
        """Whether the column holds integers or numbers."""
        return self.field.type in ("integer", "number")


Change = Callable[[random.Random, Cell], str | None]
"""Returns the new text of a cell, or None if the operator has nothing to do in it."""


def _digit(change: Callable[[random.Random, str], str]) -> Change:
    """Return the operator that changes one digit of a number, a date or a text that has one."""

    def changed(rng: random.Random, cell: Cell) -> str | None:
        places = [at for at, character in enumerate(cell.text) if character in "0123456789"]
        if not places:
            return None
        at = rng.choice(places)
        return cell.text[:at] + change(rng, cell.text[at]) + cell.text[at + 1 :]

    return changed


def _replaced(pairs: Mapping[str, str]) -> Change:
    """Return the operator that replaces one of the characters that have a partner by its partner."""

    def changed(rng: random.Random, cell: Cell) -> str | None:
        places = [at for at, character in enumerate(cell.text) if character in pairs]
        if not places:
            return None
        at = rng.choice(places)
        return cell.text[:at] + pairs[cell.text[at]] + cell.text[at + 1 :]

    return changed


def _of_text(change: Callable[[random.Random, str], str]) -> Change:
    """Return the operator that makes a change in a filled cell of text."""
    return lambda rng, cell: change(rng, cell.text) if cell.text and cell.field.type == "string" else None


def _of_number(change: Callable[[str], str | None]) -> Change:
    return lambda rng, cell: change(cell.text) if cell.text and cell.is_number else None


def _of_date(change: Callable[[random.Random, date], str | None]) -> Change:
    def changed(rng: random.Random, cell: Cell) -> str | None:
        return change(rng, date.fromisoformat(cell.text)) if cell.text and cell.field.type == "date" else None

    return changed


def _inserted(what: str) -> Change:
    def change(rng: random.Random, text: str) -> str:
        at = rng.randrange(1, len(text) + 1)
        return text[:at] + what + text[at:]

    return _of_text(change)


def _code(only: Callable[[Cell], bool]) -> Change:
    """Return the operator that takes another code of the list."""

    def changed(rng: random.Random, cell: Cell) -> str | None:
        others = [code for code in cell.field.codes if code != cell.text]
        return rng.choice(others) if cell.text and others and only(cell) else None

    return changed


def _other_of_column(rng: random.Random, cell: Cell) -> str | None:
    others = sorted({text for text in cell.column if text and text != cell.text})
    return rng.choice(others) if others else None


def _reference(rng: random.Random, cell: Cell) -> str | None:
    return _other_of_column(rng, cell) if cell.text and cell.is_reference else None


def _filled(rng: random.Random, cell: Cell) -> str | None:
    return None if cell.text else _other_of_column(rng, cell) or "x"


def _moved_point(text: str) -> str:
    whole, _, part = text.partition(".")
    return f"{whole}{part[0]}.{part[1:]}".rstrip(".") if part else f"{whole[:-1] or '0'}.{whole[-1]}"


def _swapped_date(rng: random.Random, day: date) -> str | None:
    return None if day.day == day.month else f"{day.year:04}-{day.day:02}-{day.month:02}"


def _composed(rng: random.Random, cell: Cell) -> str | None:
    return unicodedata.normalize("NFD", cell.text)


def _in_words(text: str) -> str | None:
    return WORDS[int(text)] if text.isdecimal() and int(text) < len(WORDS) else None


def _thousands(text: str) -> str | None:
    whole, dot, part = text.partition(".")
    return f"{int(whole):,}{dot}{part}" if len(whole.lstrip("-")) > 3 else None


def _swapcase(rng: random.Random, cell: Cell) -> str | None:
    places = [at for at, character in enumerate(cell.text) if character.isalpha()]
    if not places or cell.field.type != "string":
        return None
    at = rng.choice(places)
    return cell.text[:at] + cell.text[at].swapcase() + cell.text[at + 1 :]


OPERATORS: Mapping[str, Change] = {
    "digit changed": _digit(lambda rng, digit: rng.choice("0123456789".replace(digit, ""))),
    "digit added": _digit(lambda rng, digit: digit + rng.choice("123456789")),
    "digit dropped": _digit(lambda rng, digit: ""),
    "fullwidth digit": _digit(lambda rng, digit: chr(ord(digit) + 0xFEE0)),
    "sign turned": _of_number(lambda text: text.removeprefix("-") if text.startswith("-") else f"-{text}"),
    "decimal point moved": _of_number(_moved_point),
    "number in words": _of_number(_in_words),
    "thousands separator": _of_number(_thousands),
    "exponent": _of_number(lambda text: f"{text}e0"),
    "another unit": _code(lambda cell: cell.field.name == "unit"),
    "legal but wrong code": _code(lambda cell: cell.field.name not in ("stated", "unit")),
    "yes for no": _code(lambda cell: cell.field.name == "stated"),
    "another existing row": _reference,
    "cell of another row": lambda rng, cell: _other_of_column(rng, cell) if cell.text else None,
    "day off by one": _of_date(lambda rng, day: (day + timedelta(rng.choice((-1, 1)))).isoformat()),
    "day for month": _of_date(_swapped_date),
    "date written otherwise": _of_date(lambda rng, day: f"{day:%d/%m/%Y}"),
    "emptied": lambda rng, cell: "" if cell.text else None,
    "filled": _filled,
    "lookalike letter": _replaced(LOOKALIKES),
    "zero-width character": _inserted("\u200b"),
    "direction override": _inserted("\u202e"),
    "no-break space": _replaced({" ": "\u00a0"}),
    "uncomposed": _composed,
    "other case": _swapcase,
    "space after": _of_text(lambda rng, text: f"{text} "),
    "space before": _of_text(lambda rng, text: f" {text}"),
    "other quotes": _replaced(CURLED),
    "cut short": _of_text(lambda rng, text: text[:-1]),
    "letter twice": _inserted("e"),
    "formula prefix": _of_text(lambda rng, text: f"={text}"),
    "line break": _inserted("\n"),
    "tab": _inserted("\t"),
    "null byte": _inserted("\0"),
    "hop moved": lambda rng, cell: str(int(cell.text) + 1) if cell.field.name in ("hop", "reason") else None,
    "start moved": lambda rng, cell: str(int(cell.text) + 1) if cell.field.name == "start" and cell.text else None,
    "end moved": lambda rng, cell: str(int(cell.text) + 1) if cell.field.name == "end" and cell.text else None,
}
