"""What the package already knows: its actors with the forms of their names, its utterances, terms and figures."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

KNOWN_TABLES = ("actors", "names", "quotes", "figures", "measures")
"""The tables of the package that `known_rows` reads."""

UNNAMED = frozenset(("unnamed_role", "group", "government_body", "armed_force"))
"""Types of actor that articles call by an office or a description, in changing words."""


@dataclass(frozen=True)
class KnownActor:
    """One actor of the package with every form of its name; `cells` are those of its row in the table actors."""

    actor_id: str
    name: str
    actor_type: str
    role: str
    forms: frozenset[str]
    cells: Mapping[str, str | None]

    @cached_property
    def designations(self) -> tuple[str, ...]:
        """Everything that the actor is called, sorted: its forms, its name and its role."""
        return tuple(sorted({*self.forms, self.name, self.role} - {""}))


@dataclass(frozen=True)
class KnownQuote:
    """One quote that renders an utterance."""

    utterance_id: str
    speaker_id: str
    text: str


@dataclass(frozen=True)
class KnownFigure:
    """One figure of the package: its measure and the unit of that, what it counts and says of it, value and words."""

    measure_id: str
    counted: str
    predicate: str
    unit: str
    value: float | None
    text: str


@dataclass(frozen=True)
class KnownRows:
    """The rows of the package that new rows are linked to; `terms` are in small letters without marks at their ends."""

    actors: Mapping[str, KnownActor]
    quotes: tuple[KnownQuote, ...]
    terms: frozenset[str]
    figures: tuple[KnownFigure, ...]

    @cached_property
    def printed_forms(self) -> dict[str, str]:
        """The actor's id by each printed form that has several letters and belongs to one actor alone."""
        owners = _owners((form, actor.actor_id) for actor in self.actors.values() for form in actor.forms)
        return {form: actor_id for form, actor_id in owners.items() if len(form) > 1}

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """A pattern that finds the printed forms as whole words, the longest first; None if there are no forms."""
        longest_first = sorted(self.printed_forms, key=lambda form: (-len(form), form))
        words = "|".join(map(re.escape, longest_first))
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None

    @cached_property
    def ids_by_form(self) -> dict[str, str]:
        """The actor's id by each form or name, folded by `folded_form`, that belongs to one actor alone."""
        return _owners(
            (folded_form(form), actor.actor_id) for actor in self.actors.values() for form in {*actor.forms, actor.name}
        )

    @cached_property
    def unnamed_actors(self) -> tuple[KnownActor, ...]:
        """The actors that articles call by an office or a description."""
        return tuple(actor for actor in self.actors.values() if actor.actor_type in UNNAMED)

    @cached_property
    def figures_by_unit(self) -> dict[str, tuple[KnownFigure, ...]]:
        """The figures by the unit of their measure."""
        units = {each.unit for each in self.figures}
        return {unit: tuple(each for each in self.figures if each.unit == unit) for unit in units}

    @cached_property
    def measure_ids(self) -> frozenset[str]:
        """The ids of the measures that have a figure."""
        return frozenset(each.measure_id for each in self.figures)


def folded_form(form: str) -> str:
    """Return a form in small letters with straight apostrophes, so that differences in print do not matter."""
    return form.casefold().replace("’", "'")


def _owners(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the actor's id by form, without the forms that several actors share."""
    owners: dict[str, set[str]] = {}
    for form, actor_id in pairs:
        owners.setdefault(form, set()).add(actor_id)
    return {form: min(ids) for form, ids in owners.items() if len(ids) == 1}


def known_rows(tables: Mapping[str, pl.DataFrame]) -> KnownRows:
    """Return what the typed frames of KNOWN_TABLES say."""
    quotes = tables["quotes"]
    return KnownRows(
        _known_actors(tables["actors"], tables["names"]),
        tuple(_known_quotes(quotes)),
        frozenset(text.casefold().strip(" ,.") for text in quotes.filter(kind="term")["text"]),
        tuple(_known_figures(tables["figures"], tables["measures"])),
    )


def _known_actors(actors: pl.DataFrame, names: pl.DataFrame) -> dict[str, KnownActor]:
    forms: dict[str, set[str]] = {}
    for actor_id, form in names.select("actor_id", "form").iter_rows():
        forms.setdefault(actor_id, set()).add(form)
    rows = actors.cast(pl.String).iter_rows(named=True)
    return {row["actor_id"]: _known_actor(row, frozenset(forms.get(row["actor_id"], ()))) for row in rows}


def _known_actor(row: Mapping[str, str | None], forms: frozenset[str]) -> KnownActor:
    actor_id, name, actor_type, role = (row[column] or "" for column in ("actor_id", "name", "actor_type", "role"))
    return KnownActor(actor_id, name, actor_type, role, forms, row)


def _known_quotes(quotes: pl.DataFrame) -> list[KnownQuote]:
    rows = quotes.filter(pl.col("utterance_id").is_not_null()).select("utterance_id", "speaker_id", "text")
    return [KnownQuote(*row) for row in rows.iter_rows()]


def _known_figures(figures: pl.DataFrame, measures: pl.DataFrame) -> list[KnownFigure]:
    joined = figures.join(measures.select("measure_id", "unit"), on="measure_id")
    joined = joined.with_columns(pl.col("counted", "predicate", "unit").cast(pl.String), pl.coalesce("value", "low"))
    rows = joined.select("measure_id", "counted", "predicate", "unit", "value", "text").iter_rows()
    return [KnownFigure(*row) for row in rows]
