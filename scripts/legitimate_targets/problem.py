"""The one shape of a fault, and the error for a package that cannot be read at all."""

from dataclasses import dataclass

SHOWN_CHARACTERS = 80


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
        place = f"{self.path}{row}"
        column = "" if self.column is None else f"{self.column}: "
        value = "" if self.value is None else f" ({shortened(self.value)})"
        return f"{place}: {'note: ' * self.note}{column}{self.message}{value} [{self.rule}]"

    def sort_key(self) -> tuple[str, int, str, str, str, str]:
        """Order of a report: file, line or key, column, rule, value; a fault of the whole file first."""
        return self.path, self.line or 0, self.key or "", self.column or "", self.rule, self.value or ""


def shortened(value: str, most: int = SHOWN_CHARACTERS) -> str:
    """`value` on one printable line of at most `most` characters."""
    printable = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in value[: most + 1])
    if len(printable) <= most:
        return printable
    return printable[: most - 3] + "..."
