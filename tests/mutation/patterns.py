"""Changes a regular expression in small ways: anchors, ends of classes, numbers of repetitions, letters."""

import re
from collections.abc import Iterator

ANY = "[ -~]"
"""Any character of printable ASCII, as a class that every engine reads alike."""

OPENING, CLOSING = "^(?:", ")$"
TOKEN = re.compile(r"\[[^\]]*\]|\{[0-9,]+\}|\(\?:|[()*+?|]|.")
RANGE = re.compile(r"(.)-(.)|(.)")
REPETITIONS = {"*": ("+", ""), "+": ("*", ""), "?": ("",)}

Change = tuple[str, str]
"""The change in words, and the result."""


def changes(pattern: str) -> Iterator[Change]:
    """Yield the pattern changed in small ways, each time anchored and grouped as the plan demands."""
    inner = pattern.removeprefix(OPENING).removesuffix(CLOSING)
    tokens = TOKEN.findall(inner)
    changed = [("no start", f"{ANY}*(?:{inner})"), ("no end", f"(?:{inner}){ANY}*"), ("hardly any", "[~]{99}")]
    for place, token in enumerate(tokens):
        for way, other in _of_token(token):
            result = "".join([*tokens[:place], other, *tokens[place + 1 :]])
            changed.append((f"{token} is {way} at {place}", result))
    for way, result in changed:
        yield way, f"{OPENING}{result}{CLOSING}"


def _of_token(token: str) -> Iterator[Change]:
    if token in REPETITIONS:
        yield from ((other or "gone", other) for other in REPETITIONS[token])
    elif token.startswith("{"):
        yield from ((other, other) for other in _counts(token[1:-1]))
    elif token.startswith("["):
        yield from ((other, other) for other in _classes(token[1:-1]))
    elif token not in ("(", ")", "(?:", "|"):
        yield from ((other, other) for other in (_escaped(chr(ord(token) + 1)), ANY))


def _counts(written: str) -> Iterator[str]:
    least, comma, most = written.partition(",")
    for low in (int(least) - 1, int(least) + 1):
        if low >= 0 and (not most or low <= int(most)):
            yield f"{{{low}{comma}{most}}}"
    if comma:
        yield f"{{{least}}}"
        yield f"{{{least},{int(most) + 1 if most else int(least) + 1}}}"


def _classes(written: str) -> Iterator[str]:
    """Yield the class with an end of a range moved by one, or without one of its parts."""
    parts = [found.group() for found in RANGE.finditer(written)]
    for place, part in enumerate(parts):
        rest = [_plain(each) for each in parts[:place]], [_plain(each) for each in parts[place + 1 :]]
        for other in _parts(part):
            inner = "".join([*rest[0], other, *rest[1]])
            if inner:
                yield f"[{inner}]"


def _parts(part: str) -> Iterator[str]:
    yield ""
    if len(part) == 3:
        first, last = ord(part[0]), ord(part[2])
        for low, high in ((first - 1, last), (first + 1, last), (first, last - 1), (first, last + 1)):
            if ANY[1] <= chr(low) and chr(high) <= ANY[3]:
                yield f"{_escaped(chr(low))}-{_escaped(chr(high))}"


def _plain(part: str) -> str:
    return part if len(part) == 3 else _escaped(part)


def _escaped(character: str) -> str:
    return character if character.isalnum() else f"\\{character}"
