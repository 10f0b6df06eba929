"""Lists cells that programs trip over: those of naughty.json, by what is odd about them, and characters by class."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

LONG = ("x" * 40_000, "\u00e9" * 20_000, "a b" * 10_000, '"' * 10_000, "," * 3_000)


def cells() -> list[str]:
    """Return all these cells, each once."""
    written: dict[str, list[str]] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return list(dict.fromkeys([*(cell for group in written.values() for cell in group), *LONG, *_kinds()]))


def _kinds() -> Iterator[str]:
    """Yield a cell for every control character, and for the first and last character of every other class."""
    found: dict[str, list[str]] = {}
    for number in range(0x110000):
        found.setdefault(unicodedata.category(chr(number)), []).append(chr(number))
    del found["Cs"]
    for character in found.pop("Cc"):
        yield f"a{character}b"
    for characters in found.values():
        yield from (f"a{characters[0]}b", f"a{characters[-1]}b")
