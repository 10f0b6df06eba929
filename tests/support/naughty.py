"""Cells that programs often misread: those listed in naughty.json, very long ones, and a sample of Unicode."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

# Long enough to fill any buffer of a CSV parser that has a fixed size.
LONG = ("x" * 40_000, "\u00e9" * 20_000, "a b" * 10_000, '"' * 10_000, "," * 3_000)


def odd_cells() -> list[str]:
    """Return every odd cell once."""
    listed: dict[str, list[str]] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return list(dict.fromkeys([*(cell for group in listed.values() for cell in group), *LONG, *_sampled_characters()]))


def _sampled_characters() -> Iterator[str]:
    """Yield a cell for each control character and for the first and last character of each other Unicode category."""
    found: dict[str, list[str]] = {}
    for number in range(0x110000):
        found.setdefault(unicodedata.category(chr(number)), []).append(chr(number))
    del found["Cs"]  # surrogates, which UTF-8 cannot encode
    for character in found.pop("Cc"):
        yield f"a{character}b"
    for characters in found.values():
        yield from (f"a{characters[0]}b", f"a{characters[-1]}b")
