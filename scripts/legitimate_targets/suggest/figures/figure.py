"""A figure of an article, and the stretch of text in which the rules look for one."""

from dataclasses import dataclass

from legitimate_targets.suggest.text.quotation_marks import Span

TIMES = ("second", "minute", "hour", "day", "week", "month", "year", "decade")
HOURS = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0}
"""Hours in a unit of time, for the units that always have as many."""

RELATIVE = r"(?=\s+(?:after|before|later|earlier|ahead)\b)"
"""Pattern of what follows a unit of time that dates one event from another."""


@dataclass(frozen=True)
class FoundFigure:
    """A figure: its span, its value or bounds in `unit`, its qualifier, the counted noun, and the rule that found it.

    `unit` is a code of UCUM or ISO 4217, `count`, or the printed word. `number` is the span of the bare number.
    `is_firm` says that a unit or a noun confirms that the number counts.
    """

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str
    noun: str
    rule: str
    number: Span
    is_firm: bool = True


@dataclass(frozen=True)
class Window:
    """The characters of `text` from `start` to `end`, beyond which no rule looks."""

    text: str
    start: int
    end: int

    def before(self, position: int, width: int = 40) -> str:
        """Return at most `width` characters that end at `position`; 40 hold the longest hedge with its article."""
        return self.text[max(self.start, position - width) : position]

    def after(self, position: int, width: int = 80) -> str:
        """Return at most `width` characters from `position` on; 80 hold the longest unit or name that is looked for."""
        return self.text[position : min(self.end, position + width)]
