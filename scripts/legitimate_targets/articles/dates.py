"""Reads what words name of a day: its year, month, number or weekday. Words that name none decide nothing."""

import re
from collections.abc import Collection
from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""The first three letters of each name, in the order of the calendar."""

MONTH = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b"
)
WEEKDAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s|nes|r|rs|ur)?(?:day)?\b")
"""English names, in full or short, with a capital letter: "may" and "sun" are no names of a month or a day."""

YEAR = re.compile(r"(?<![\d.,])(?:1\d|20)\d\d(?![\d.,]*\d)")
ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
NUMBER = re.compile(r"(?<![\d.,:])([0-3]?\d)(?:st|nd|rd|th)?(?![.,:]?\d|\w)")
"""A number that can be the day of a month: no part of a longer number, of a time or of a decimal."""


def names_part(words: str) -> bool:
    """Return whether `words` name a year, a month or a weekday, by which a day can be checked."""
    return any(named for named, _ in _parts(words, date.min))


def contradicts(words: str, day: date) -> bool:
    """Return whether `words` name a year, a month, a number in a month or a weekday that `day` does not have.

    If they name several, as in "from 4 to 6 September", the part of `day` must not be before the first or after the
    last of them; several weekdays decide nothing. "On Friday" contradicts 2025-09-04, which is a Thursday; "the
    previous day" contradicts nothing.
    """
    return any(named and not min(named) <= part <= max(named) for named, part in _parts(words, day))


def _parts(words: str, day: date) -> list[tuple[Collection[int], int]]:
    """Return what `words` name, each with the part of `day` that it is about: years, months, days and weekdays."""
    exact = [tuple(map(int, found)) for found in ISO_DAY.findall(words)]
    words = ISO_DAY.sub(" ", words)
    years = [int(found) for found in YEAR.findall(words)]
    months = [MONTHS.index(found) + 1 for found in MONTH.findall(words)]
    days = [int(found) for found in NUMBER.findall(words)] if months else []
    weekdays = [WEEKDAYS.index(found) for found in WEEKDAY.findall(words)]
    return [
        ([*years, *(year for year, _, _ in exact)], day.year),
        ([*months, *(month for _, month, _ in exact)], day.month),
        ([*days, *(number for _, _, number in exact)], day.day),
        (weekdays if len({*weekdays}) == 1 else [], day.weekday()),
    ]
