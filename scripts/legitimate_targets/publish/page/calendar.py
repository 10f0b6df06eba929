"""The sixth view, when and where: the events, those of the days that matter on a line of days, and their places."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from legitimate_targets.publish.page.data import Material, Row, cell
from legitimate_targets.publish.page.row_links import address

DAYS = 7
"""The longest line of days that is drawn."""


@dataclass(frozen=True)
class Event:
    """One event: what, of which type, where, when in words, and its first and last column on the line of days."""

    id: str
    label: str
    type: str
    place: str
    when: str
    first: int
    last: int


@dataclass(frozen=True)
class Calendar:
    """The days, as words; the events on them; those on other days; and those of which no day is printed."""

    days: tuple[str, ...]
    dated: tuple[Event, ...]
    other: tuple[Event, ...]
    undated: tuple[Event, ...]


def calendar(material: Material) -> Calendar:
    """The line of days holds the exact days of events in the weeks around the last one."""
    rows = material.rows["events"]
    exact = [row for row in rows if row["date_precision"] == "1"]
    days = _line(_days(exact))
    shown = [row for row in exact if set(_days([row])) <= set(days)]
    events = {cell(row, "event_id"): _event(row, days if row in shown else [], material) for row in rows}
    dated = sorted(shown, key=lambda row: (cell(row, "starts_on"), cell(row, "ends_on"), cell(row, "label")))
    return Calendar(
        days=tuple(f"{day:%A} {written(day)}" for day in days),
        dated=tuple(events[cell(row, "event_id")] for row in dated),
        other=tuple(events[cell(row, "event_id")] for row in rows if row["starts_on"] and row not in shown),
        undated=tuple(events[cell(row, "event_id")] for row in rows if not row["starts_on"]),
    )


def written(day: date) -> str:
    """A day as it is written in a sentence: 5 September 2025."""
    return f"{day.day} {day:%B %Y}"


def _days(rows: Iterable[Row]) -> list[date]:
    return [date.fromisoformat(cell(row, name)) for row in rows for name in ("starts_on", "ends_on") if row[name]]


def _line(days: list[date]) -> list[date]:
    """Every day up to the last one, from the first that is near enough."""
    if not days:
        return []
    near = [day for day in days if max(days) - day < timedelta(DAYS)]
    return [min(near) + timedelta(n) for n in range((max(near) - min(near)).days + 1)]


def _event(row: Row, days: list[date], material: Material) -> Event:
    on = _days([row]) if days else []
    return Event(
        id=address("events", cell(row, "event_id")),
        label=cell(row, "label"),
        type=material.word("events", "event_type", row["event_type"]),
        place=material.words("places", row["place_id"], "name"),
        when=_when(row, material),
        first=days.index(min(on)) + 1 if on else 0,
        last=days.index(max(on)) + 1 if on else 0,
    )


def _when(row: Row, material: Material) -> str:
    days = list(dict.fromkeys(map(written, _days([row]))))
    precision = material.word("events", "date_precision", row["date_precision"])
    if len(days) > 1 and days[0].split(" ", 1)[1] == days[1].split(" ", 1)[1]:
        days[0] = days[0].split(" ")[0]
    return " to ".join(days) + (f" ({precision})" if days and row["date_precision"] != "1" else "")
