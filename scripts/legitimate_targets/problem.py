"""The one shape of a fault, and the error for a package that cannot be read at all."""

from dataclasses import dataclass

SHOWN_CHARACTERS = 80
SHOWN_MESSAGE = 500
"""Characters of a message, a name or a path: longer ones are of a schema that means harm."""


class PackageError(Exception):
    """A package, or a part that every check needs, is missing or unreadable; the text is a sentence."""


@dataclass(frozen=True)
class Problem:
    """One fault: where it is, what is wrong, the value as written and the id of the rule.

    `path` is relative to the package, `line` counts the file's lines from 1, `column` is the
    name of a column. A `note` is something to look at that leaves the package valid. `key` is the row's key,
    where a table has no lines.
    """

    path: str
    line: int | None
    column: str | None
    message: str
    value: str | None
    rule: str
    note: bool = False
    key: str | None = None

    def __str__(self) -> str:
        row = f":{self.line}" if self.line is not None else "" if self.key is None else f": {shortened(self.key)}"
        return f"{printable(self.path)}{row}: {'note: ' * self.note}{self.sentence()} [{printable(self.rule)}]"

    def sentence(self) -> str:
        """What is wrong in which column, with the value, on one printable line."""
        column = "" if self.column is None else f"{printable(self.column)}: "
        value = "" if self.value is None else f" ({shortened(self.value)})"
        return f"{column}{printable(self.message)}{value}"

    def sort_key(self) -> tuple[str, int, str, str, str, str]:
        """Order of a report: file, line or key, column, rule, value; a fault of the whole file first."""
        return self.path, self.line or 0, self.key or "", self.column or "", self.rule, self.value or ""


def shortened(value: str, most: int = SHOWN_CHARACTERS) -> str:
    """`value` on one printable line of at most `most` characters."""
    if len(value) <= most and value.isprintable():
        return value
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in value[: most + 1])
    return shown if len(shown) <= most else shown[: most - 3] + "..."


def printable(text: str) -> str:
    """What a package says of itself, a message, a name or a path, on one printable line that ends."""
    return shortened(text, SHOWN_MESSAGE)
