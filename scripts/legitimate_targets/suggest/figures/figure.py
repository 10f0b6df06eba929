"""One number that counts or measures, and the times that date one event from another."""

from dataclasses import dataclass

TIMES = ("second", "minute", "hour", "day", "week", "month", "year", "decade")
RELATIVE = r"(?=\s+(?:after|before|later|earlier|ahead)\b)"
"""What stands behind a unit of time that dates one event from another."""


@dataclass(frozen=True)
class Figure:
    """One figure: its span, value or range in `unit`, the qualifier, the noun, and the rule that found it.

    `number` is the span of the bare number; `firm` says that a unit or a noun confirms that it counts.
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
    number: tuple[int, int]
    firm: bool = True
