"""The sixth view, when and where: the events, and a line of the days on which most of them fall."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from legitimate_targets.publish.page.data import PageData, Row, address, cell

MOST_DAYS = 7
"""Days on the line at most: a week fits the width of the page with a readable label per day."""

EXACT = "1"
"""The code of date_precision for an event whose days are known exactly."""


@dataclass(frozen=True)
class ShownEvent:
    """One event: what, of which type, where and when, and its first and last column on the line of days (0: none)."""

    id: str
    label: str
    type: str
    place: str
    when: str
    first: int
    last: int


@dataclass(frozen=True)
class Calendar:
    """The days of the line in words, the events on them, those on other days, and those without a printed day."""

    days: tuple[str, ...]
    dated: tuple[ShownEvent, ...]
    other: tuple[ShownEvent, ...]
    undated: tuple[ShownEvent, ...]


def calendar(data: PageData) -> Calendar:
    """Return the events; the line of days ends with the last exact day of any event."""
    rows = data.rows["events"]
    exact = [row for row in rows if row["date_precision"] == EXACT]
    days = _line(_days(exact))
    shown = [row for row in exact if set(_days([row])) <= set(days)]
    events = {cell(row, "event_id"): _event(row, days if row in shown else [], data) for row in rows}
    dated = sorted(shown, key=lambda row: (cell(row, "starts_on"), cell(row, "ends_on"), cell(row, "label")))
    return Calendar(
        days=tuple(f"{day:%A} {written(day)}" for day in days),
        dated=tuple(events[cell(row, "event_id")] for row in dated),
        other=tuple(events[cell(row, "event_id")] for row in rows if row["starts_on"] and row not in shown),
        undated=tuple(events[cell(row, "event_id")] for row in rows if not row["starts_on"]),
    )


def written(day: date) -> str:
    """Return a day as a sentence has it: 5 September 2025."""
    return f"{day.day} {day:%B %Y}"


def _days(rows: Iterable[Row]) -> list[date]:
    return [date.fromisoformat(cell(row, name)) for row in rows for name in ("starts_on", "ends_on") if row[name]]


def _line(days: list[date]) -> list[date]:
    """Return every day up to the last one, from the first that is less than MOST_DAYS before it."""
    if not days:
        return []
    near = [day for day in days if max(days) - day < timedelta(MOST_DAYS)]
    return [min(near) + timedelta(n) for n in range((max(near) - min(near)).days + 1)]


def _event(row: Row, days: list[date], data: PageData) -> ShownEvent:
    on = _days([row]) if days else []
    return ShownEvent(
        id=address("events", cell(row, "event_id")),
        label=cell(row, "label"),
        type=data.word("events", "event_type", row["event_type"]),
        place=data.words("places", row["place_id"], "name"),
        when=_when(row, data),
        first=days.index(min(on)) + 1 if on else 0,
        last=days.index(max(on)) + 1 if on else 0,
    )


def _when(row: Row, data: PageData) -> str:
    """Return the days of an event in words; two days of one month share its name."""
    days = list(dict.fromkeys(map(written, _days([row]))))
    precision = data.word("events", "date_precision", row["date_precision"])
    if len(days) > 1 and days[0].split(" ", 1)[1] == days[1].split(" ", 1)[1]:
        days[0] = days[0].split(" ")[0]
    return " to ".join(days) + (f" ({precision})" if days and row["date_precision"] != EXACT else "")
