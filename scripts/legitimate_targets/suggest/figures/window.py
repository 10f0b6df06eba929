"""A stretch of a text that a rule may look at, and the words around a place in it, never further than they reach."""

from dataclasses import dataclass

AROUND = 80


@dataclass(frozen=True)
class Window:
    """The characters of `text` from `start` to `end`."""

    text: str
    start: int
    end: int

    def before(self, position: int, width: int = 40) -> str:
        """At most `width` characters before a position."""
        return self.text[max(self.start, position - width) : position]

    def behind(self, position: int, width: int = AROUND) -> str:
        """At most `width` characters from a position on."""
        return self.text[position : min(self.end, position + width)]
