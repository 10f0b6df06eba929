"""What is left of a table's bytes without plain text: one pass tells how much of it must be looked at."""

from dataclasses import dataclass

PLAIN = bytes({*range(0x20, 0x7F)} - {*b',"'})
"""Printable ASCII that means nothing to a CSV."""

SEPARATORS = b',"\n'
OTHER = bytes({*range(256)} - {*SEPARATORS})
HARMLESS = SEPARATORS + bytes(range(0x80, 0x100))


@dataclass(frozen=True)
class ByteProfile:
    """The commas, quotes, line feeds, control characters and bytes beyond ASCII of a table, in their order."""

    left: bytes

    @classmethod
    def of(cls, data: bytes) -> "ByteProfile":
        """Those of the bytes of a table."""
        return cls(data.translate(None, PLAIN))

    def is_even(self, width: int) -> bool:
        """Whether nothing is quoted and every line has so many cells: what is left is then rows of commas."""
        left = self.left.translate(None, OTHER)
        row = b"," * (width - 1) + b"\n"
        return left == row * (len(left) // len(row))

    @property
    def separators(self) -> int:
        """How many commas and line feeds there are: about as many as cells."""
        return self.left.count(b",") + self.lines

    @property
    def lines(self) -> int:
        """How many line feeds there are."""
        return self.left.count(b"\n")

    @property
    def is_ascii(self) -> bool:
        """Whether no character is beyond ASCII."""
        return self.left.isascii()

    @property
    def is_printable(self) -> bool:
        """Whether no ASCII character but the line feeds is a control character."""
        return not self.left.translate(None, HARMLESS)
