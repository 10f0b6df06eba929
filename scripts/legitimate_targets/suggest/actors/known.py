"""What the package knows already: actors and the forms of their names, utterances, terms, measures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from legitimate_targets.checks.loading import load
from legitimate_targets.datapackage.package import Package

UNNAMED = frozenset(("unnamed_role", "group", "government_body", "armed_force"))
"""Kinds of actor that articles call by an office or a description, in changing words."""


@dataclass(frozen=True)
class Known:
    """One actor of the package with all forms of its name, and the words of its office."""

    actor_id: str
    name: str
    actor_type: str
    role: str
    forms: frozenset[str]
    cells: Mapping[str, str | None]

    @cached_property
    def described(self) -> tuple[str, ...]:
        """All that it is called, in order: its forms, its name and its office."""
        return tuple(sorted({*self.forms, self.name, self.role} - {""}))


@dataclass(frozen=True)
class Rendering:
    """One quote of the package that renders an utterance."""

    utterance_id: str
    speaker_id: str
    text: str


@dataclass(frozen=True)
class Counting:
    """One figure of the package: its measure, what it counts and says of it, unit, value and words."""

    measure_id: str
    counted: str
    predicate: str
    unit: str
    value: float | None
    text: str


@dataclass(frozen=True)
class Registry:
    """All of it; what only `without` shows has been left out."""

    actors: Mapping[str, Known]
    renderings: tuple[Rendering, ...]
    terms: frozenset[str]
    countings: tuple[Counting, ...]

    @cached_property
    def printed_forms(self) -> dict[str, str]:
        """Every printed form of more than one letter with its actor's id, where only one actor has it."""
        owners: dict[str, set[str]] = {}
        for actor in self.actors.values():
            for form in actor.forms:
                owners.setdefault(form, set()).add(actor.actor_id)
        return {form: min(ids) for form, ids in owners.items() if len(ids) == 1 and len(form) > 1}

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds these forms as whole words, the longest first; null where there are none."""
        longest_first = sorted(self.printed_forms, key=lambda form: (-len(form), form))
        words = "|".join(map(re.escape, longest_first))
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None

    @cached_property
    def unnamed(self) -> tuple[Known, ...]:
        """The actors that articles call by an office or a description."""
        return tuple(actor for actor in self.actors.values() if actor.actor_type in UNNAMED)

    @cached_property
    def countings_in(self) -> dict[str, tuple[Counting, ...]]:
        """The figures by the unit of their measure."""
        units = {each.unit for each in self.countings}
        return {unit: tuple(each for each in self.countings if each.unit == unit) for unit in units}

    @cached_property
    def measure_ids(self) -> frozenset[str]:
        """The ids of the measures that have a figure."""
        return frozenset(each.measure_id for each in self.countings)

    @cached_property
    def forms(self) -> dict[str, str]:
        """Every form of every actor, as `same_marks` has it, with its id; a form of two actors is none of them."""
        owners: dict[str, set[str]] = {}
        for actor in self.actors.values():
            for form in {*actor.forms, actor.name}:
                owners.setdefault(same_marks(form), set()).add(actor.actor_id)
        return {form: min(ids) for form, ids in owners.items() if len(ids) == 1}


def same_marks(form: str) -> str:
    """A form in small letters and with straight apostrophes, so that it does not matter how it is printed."""
    return form.casefold().replace("’", "'")


def read_registry(package: Package, without: str | None = None) -> Registry:
    """The registry of a package; `without` is a source whose names, quotes and figures it must not have learned
    from.
    """
    frames = {name: load(name, package=package) for name in ("actors", "names", "quotes", "figures", "measures")}
    for name in ("names", "quotes", "figures"):
        if without:
            frames[name] = frames[name].filter(pl.col("source_id") != without)
    return Registry(
        _actors(frames["actors"], frames["names"], keep_all=without is None),
        tuple(_renderings(frames["quotes"])),
        frozenset(text.casefold().strip(" ,.") for text in frames["quotes"].filter(kind="term")["text"]),
        tuple(_countings(frames["figures"], frames["measures"])),
    )


def _actors(actors: pl.DataFrame, names: pl.DataFrame, keep_all: bool) -> dict[str, Known]:
    forms: dict[str, set[str]] = {}
    for actor, form in names.select("actor_id", "form").iter_rows():
        forms.setdefault(actor, set()).add(form)
    rows = [row for row in actors.cast(pl.String).iter_rows(named=True) if keep_all or row["actor_id"] in forms]
    return {row["actor_id"]: _known(row, frozenset(forms.get(row["actor_id"], ()))) for row in rows}


def _known(row: Mapping[str, str | None], forms: frozenset[str]) -> Known:
    texts = {name: row[name] or "" for name in ("actor_id", "name", "actor_type", "role")}
    return Known(texts["actor_id"], texts["name"], texts["actor_type"], texts["role"], forms, row)


def _renderings(quotes: pl.DataFrame) -> list[Rendering]:
    rows = quotes.filter(pl.col("utterance_id").is_not_null()).select("utterance_id", "speaker_id", "text")
    return [Rendering(*row) for row in rows.iter_rows()]


def _countings(figures: pl.DataFrame, measures: pl.DataFrame) -> list[Counting]:
    joined = figures.join(measures.select("measure_id", "unit"), on="measure_id")
    joined = joined.with_columns(pl.col("counted", "predicate", "unit").cast(pl.String), pl.coalesce("value", "low"))
    return [
        Counting(*row)
        for row in joined.select("measure_id", "counted", "predicate", "unit", "value", "text").iter_rows()
    ]
