"""Where a figure lies on the scale of its measure, and how its printed words are read as a number."""

from collections.abc import Iterable, Mapping
from math import floor, log10

from legitimate_targets.publish.page.data import Row, cell, distinct
from legitimate_targets.tables.cell_text import number_as_text

SYMBOLS: Mapping[str, str] = {
    "exact": "=",
    "about": "~",
    "at_least": "\N{GREATER-THAN OR EQUAL TO}",
    "at_most": "\N{LESS-THAN OR EQUAL TO}",
    "more_than": ">",
    "range": "\N{EN DASH}",
    "magnitude": "\N{GREATER-THAN OR EQUAL TO}",
    "negated": "\N{NOT EQUAL TO}",
}
"""The sign before a number, by the code of its hedge; a magnitude ("thousands") says at least one of it."""

OPEN = ("at_least", "more_than", "magnitude")
"""Hedges that set no upper bound."""

STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
"""What the first digits of a round number are."""


def scale(values: Iterable[float]) -> float:
    """The end of a scale from 0 that holds all numbers: the next round number."""
    largest = max(values, default=0)
    if largest <= 0:
        return 1
    power = 10.0 ** floor(log10(largest))
    return next(step * power for step in STEPS if step * power >= largest)


def numbers(figure: Row) -> list[float]:
    """What the printed words allow: the value, or the bounds that they set."""
    columns = ("value",) if figure["value"] else ("low", "high")
    return [float(cell(figure, column)) for column in columns if figure[column]]


def reading(figure: Row, sign: str) -> str:
    """How the words are read, where the number does not stand in them as it is: `= 24` for "a day"."""
    read = [number_as_text(number) for number in numbers(figure)]
    if sign == SYMBOLS["exact"] and all(number in cell(figure, "text") for number in read):
        return ""
    return f"{sign} {' to '.join(distinct(read))}"


def share(number: float, top: float) -> float:
    """Where a number lies on a scale from 0 to `top`, from 0 to 100."""
    return round(100 * max(number, 0) / top, 2)
