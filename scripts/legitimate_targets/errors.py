"""The families of exceptions, and how the text of one is kept to one printable line.

Every exception that this project raises on purpose is a LegitimateTargetsError whose text is a sentence for a person.
"""

from collections.abc import Iterator
from contextlib import contextmanager

SHOWN_CHARACTERS = 80
"""Characters of a value that a message shows."""

SHOWN_MESSAGE = 500
"""Characters of a message, a name or a path that are shown; only a hostile package has longer ones."""


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
    """Work on a package that is not the project's own took more time or memory than it may."""


@contextmanager
def needs_extra(extra: str) -> Iterator[None]:
    """Imports inside this context raise MissingExtra, with the name of the extra, where a library is not installed."""
    try:
        yield
    except ModuleNotFoundError as missing:
        library = (missing.name or "").partition(".")[0]
        if library == __name__.partition(".")[0]:
            raise
        raise MissingExtra(f"{library} is not installed; the extra `{extra}` brings it") from None


def shortened(value: str, most: int = SHOWN_CHARACTERS) -> str:
    """Return `value` on one printable line of at most `most` characters."""
    if len(value) <= most and value.isprintable():
        return value
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in value[: most + 1])
    return shown if len(shown) <= most else shown[: most - 3] + "..."


def printable(text: str) -> str:
    """Return what a package says of itself, a message, a name or a path, on one printable line of bounded length."""
    return shortened(text, SHOWN_MESSAGE)
