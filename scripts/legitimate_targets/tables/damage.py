"""What programs do to text: each kind of damage with its pattern and its remedy, and the kinds that can be undone.

The patterns use literal characters, classes and groups alone, so that Rust, Java and Python read them the same way.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Damage:
    """One kind of damage: the pattern that finds it in a cell, and what is said of such a cell, with the remedy.

    `in_printed` is True if it is damage in text as an article prints it, too.
    """

    pattern: str
    sentence: str
    in_printed: bool = False


def _character(byte: int) -> str:
    """Return the character that Windows reads in a byte: by Windows-1252, a control character where that has none."""
    return bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte))


BYTES: Mapping[str, int] = {_character(byte): byte for byte in range(256)}
"""The byte of each character that a file opened as Windows-1252 can have."""


def _class(first: int, last: int) -> str:
    """Return the class of the characters of a range of bytes."""
    return f"[{''.join(_character(byte) for byte in range(first, last + 1))}]"


_ASCII = r"[\x00-\x7f]"
_NEXT = _class(0x80, 0xBF)
"""Characters of the bytes that continue a character of UTF-8."""

_SEQUENCES = (
    f"{_class(0xC2, 0xDF)}{_NEXT}",
    f"{_class(0xE0, 0xE0)}{_class(0xA0, 0xBF)}{_NEXT}",
    f"{_class(0xE1, 0xEC)}{_NEXT}{_NEXT}",
    f"{_class(0xED, 0xED)}{_class(0x80, 0x9F)}{_NEXT}",
    f"{_class(0xEE, 0xEF)}{_NEXT}{_NEXT}",
    f"{_class(0xF0, 0xF0)}{_class(0x90, 0xBF)}{_NEXT}{_NEXT}",
    f"{_class(0xF1, 0xF3)}{_NEXT}{_NEXT}{_NEXT}",
    f"{_class(0xF4, 0xF4)}{_class(0x80, 0x8F)}{_NEXT}{_NEXT}",
)
"""The characters of UTF-8 beyond ASCII (RFC 3629, section 4), each of their bytes read as Windows-1252."""

_CLOSING = "\u2013\u2014\u2019\u201d\u2026\u203a\xbb"
"""What may close a word: dashes, closing quotation marks, an ellipsis."""

_EVIDENCE = "|".join(
    (
        f"{_class(0xC2, 0xC5)}{_NEXT}",
        f"{_class(0xC6, 0xDF)}[{''.join(character for character in _NEXT[1:-1] if character not in _CLOSING)}]",
        *_SEQUENCES[1:],
    )
)
"""These characters without a capital letter and what closes its word, which may be meant: CAF\xc9\u201d."""

_ANY = f"{_ASCII}*(?:(?:{'|'.join(_SEQUENCES)}){_ASCII}*)*"
MOJIBAKE = f"^{_ANY}(?:{_EVIDENCE}){_ANY}$"
"""A cell beyond ASCII all of which is UTF-8 once its characters are bytes of Windows-1252 again."""

_AFTER_LETTER = "".join(
    character for character in _NEXT if character not in f"{_CLOSING}\u201a\u201e\u2039\u2018\u201c\u2022"
)
REMAINS = f"\xe2\u20ac|[\xc2\xc3]{_AFTER_LETTER}"
"""Two characters that no language writes together: what mojibake makes of a dash, a quotation mark or a letter."""

_LATIN, _GREEK, _CYRILLIC = (
    "A-Za-z\xaa\xba\xc0-\xd6\xd8-\xf6\xf8-\u024f\u1e00-\u1eff",
    "\u0370-\u03ff\u1f00-\u1fff",
    "\u0400-\u052f",
)
MIXED = "|".join(
    f"[{one}][{other}]|[{other}][{one}]" for one, other in ((_LATIN, _GREEK), (_LATIN, _CYRILLIC), (_GREEK, _CYRILLIC))
)
"""Two neighbouring letters of different scripts."""

_NO_BREAK = "\xa0\u2007\u202f"
SPACES = f"^ | $|  |[{_NO_BREAK}]"
"""No-break spaces, two spaces in a row, and a space at an edge."""

DAMAGES: tuple[Damage, ...] = (
    Damage(
        MOJIBAKE,
        "was opened as Windows-1252 and saved: open the file as UTF-8, or let `format` restore the cell",
        in_printed=True,
    ),
    Damage(
        "\ufffd",
        "holds U+FFFD, which a program wrote for a character that it could not read: write the character again",
        in_printed=True,
    ),
    Damage(
        REMAINS,
        "holds characters that were opened as Windows-1252 and saved, beside others that were not: write them again",
    ),
    Damage(
        MIXED,
        "has letters of Latin, Greek or Cyrillic script together in one word: write the word in one of them",
    ),
    Damage(
        SPACES,
        "holds a no-break space, two spaces in a row or a space at an edge: let `format` write single, plain spaces",
    ),
)
"""The kinds of damage, in the order in which a cell is asked for them."""


def damage_pattern(printed: bool) -> str:
    """Return the pattern of every kind of damage, or of those in text as an article prints it."""
    return "|".join(f"(?:{damage.pattern})" for damage in DAMAGES if damage.in_printed or not printed)


def damage_sentence(cell: str) -> str:
    """Return what is said of a damaged cell, with the remedy; raise LookupError if nothing has damaged it."""
    for damage in DAMAGES:
        if _compiled(damage.pattern).search(cell):
            return damage.sentence
    raise LookupError(cell)


def restored(cell: str) -> str:
    """Return a cell as it was before a program opened it as Windows-1252 and saved it, however often."""
    while _compiled(MOJIBAKE).search(cell):
        cell = bytes(BYTES[character] for character in cell).decode("utf-8")
    return cell


def with_plain_spaces(cell: str) -> str:
    """Return a cell of a coder's text with single, plain spaces, and none at its edges."""
    return re.sub(f"[ {_NO_BREAK}]+", " ", cell).strip(" ")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
