"""The exceptions of this project, the class Problem, and functions that make text printable.

Every exception about a package, the disk, a library or a program is a LegitimateTargetsError whose text is a sentence
for a person. Only wrong use of a function, such as an unknown `engine`, raises a ValueError.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

SHOWN_CHARACTERS = 80
"""Characters of a cell's value that a message shows."""

SHOWN_MESSAGE = 500
"""Characters of a message, a name or a path that are shown; only an untrusted package has longer ones."""


class LegitimateTargetsError(Exception):
    """The base of all exceptions of this project; its text is a sentence."""


class PackageError(LegitimateTargetsError):
    """A package, or a part of it that every check needs, is missing, unreadable or wrong."""


class MissingExtra(LegitimateTargetsError):
    """A library is not installed; the text names the extra that installs it."""


class CannotWrite(LegitimateTargetsError):
    """A file or folder cannot be written: the disk refuses it, or another process is writing there."""


class EngineError(LegitimateTargetsError):
    """A program outside of this project failed: git, Spark or a child process; its own words are in the text."""


class LimitExceeded(LegitimateTargetsError):
    """The tables are too large, or work on an untrusted package needs more time or memory than it may have."""


@contextmanager
def needs_extra(extra: str) -> Iterator[None]:
    """Raise MissingExtra, with the name of `extra`, if an import inside this context finds a library missing.

    Wrap every import of an optional library in it. spark/session.py and publish/clean_env.py raise MissingExtra
    themselves, because what they miss does not show in an import.
    """
    try:
        yield
    except ModuleNotFoundError as missing:
        library = (missing.name or "").partition(".")[0]
        if library == __name__.partition(".")[0]:
            raise
        raise MissingExtra(f"{library} is not installed; install it with the extra `{extra}`") from None


@dataclass(frozen=True)
class Problem:
    """One problem, a fault or a note: where it is, what is wrong, the value as written and the check's id (`rule`).

    `path` is relative to the package, `line` counts the file's lines from 1, `column` is the name of a column. A fault
    of a whole row has no column, and one of a whole file has no line either. A `note` is something to look at that
    leaves the package valid. `key` is the row's key in a format without lines, such as Parquet.
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
        """Return what is wrong in which column, with the value, on one printable line."""
        column = "" if self.column is None else f"{printable(self.column)}: "
        value = "" if self.value is None else f" ({shortened(self.value)})"
        return f"{column}{printable(self.message)}{value}"

    def sort_key(self) -> tuple[str, int, str, str, str, str]:
        """Return the problem's place in a report: by file, line or key, column, rule, value; whole files first."""
        return self.path, self.line or 0, self.key or "", self.column or "", self.rule, self.value or ""


def shortened(value: str, most: int = SHOWN_CHARACTERS) -> str:
    """Return `value` on one printable line of at most `most` characters."""
    if len(value) <= most and value.isprintable():
        return value
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in value[: most + 1])
    return shown if len(shown) <= most else shown[: most - 3] + "..."


def printable(text: str) -> str:
    """Return a text that comes from a package (a message, a name, a path) on one printable line of bounded length."""
    return shortened(text, SHOWN_MESSAGE)


def counted(number: int, word: str) -> str:
    """Return `1 fault` or `2 faults`."""
    return f"{number} {word}{'' if number == 1 else 's'}"
