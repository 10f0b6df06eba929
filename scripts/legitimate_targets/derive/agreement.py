"""Derives the table agreement: how far two coders who worked independently agree, column by column.

Agreement is Krippendorff's alpha (Krippendorff 2019, Content Analysis, ch. 12), computed by the library krippendorff.
Codes are compared by nominal alpha, numbers by interval alpha, and percent agreement is given as well. If both coders
drew the spans themselves (codings then has the field span), the spans are compared character by character, inside a
span or outside, as a nominal alpha over all characters of the articles.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import polars as pl

from legitimate_targets.derive.alignment import Pair, Unit, align, match_labels
from legitimate_targets.derive.mentions import Tables
from legitimate_targets.errors import PackageError, needs_extra

NUMBERS = ("value", "low", "high")
"""The columns of numbers, which are compared by distance."""

LABELS = ("speaker_id", "claimant_id", "medium_id", "utterance_id", "measure_id", "claim_id")
"""The id columns whose values each coder invented."""

SPAN = "span"
DIGITS = 3
"""The decimal places of alpha: the usual thresholds, .667 and .800, have three."""


class Agreement(NamedTuple):
    """One row of the table agreement; `alpha` is None if all values are equal, since it is not defined then."""

    round: int
    table: str
    field: str
    metric: str
    units: int
    agreeing: int
    percent: float
    alpha: float | None


def agreement(tables: Tables) -> pl.DataFrame:
    """Return the table agreement: one row per round, table and double-coded column.

    Reads `codings` and `sources`. Raises PackageError if a table was not coded by exactly two coders in a round, and
    MissingExtra if the library krippendorff is not installed.
    """
    rows = list(_agreements(tables))
    schema = {"round": pl.Int64, "units": pl.Int64, "agreeing": pl.Int64, "percent": pl.Float64, "alpha": pl.Float64}
    return pl.DataFrame(rows, schema={name: schema.get(name, pl.String) for name in Agreement._fields}, orient="row")


def _agreements(tables: Tables) -> Iterator[Agreement]:
    rounds: dict[tuple[int, str], dict[str, list[Unit]]] = defaultdict(dict)
    for (number, table, coder), units in _units(tables["codings"]):
        rounds[number, table][coder] = units
    length = int(tables["sources"]["characters"].sum())
    for (number, table), coders in sorted(rounds.items()):
        if len(coders) != 2:
            raise PackageError(f"codings: {table} in round {number}: {len(coders)} coders; agreement needs exactly two")
        first, second = (coders[name] for name in sorted(coders))
        if SPAN in first[0].values:
            yield _of_spans(number, table, first, second, length)
        yield from _of_columns(number, table, align(first, second))


def _units(codings: pl.DataFrame) -> Iterator[tuple[tuple[int, str, str], list[Unit]]]:
    keys = ("round", "table", "coder_id")
    for key, rows in codings.group_by(*keys, maintain_order=True):
        units = [_unit(unit) for _, unit in rows.group_by("unit", maintain_order=True)]
        yield (int(key[0]), str(key[1]), str(key[2])), units


def _unit(rows: pl.DataFrame) -> Unit:
    first = rows.row(0, named=True)
    values = {field: value or "" for field, value in rows.select("field", "value").iter_rows()}
    return Unit(first["unit"], first["source_id"], first["start"], first["end"], values)


def _of_spans(number: int, table: str, first: list[Unit], second: list[Unit], length: int) -> Agreement:
    """Return how far the spans agree, in articles of `length` characters in all."""
    pairs = align(first, second)
    exact = sum((one.start, one.end) == (other.start, other.end) for one, other in pairs)
    units = len(first) + len(second) - len(pairs)
    one, other = _characters(first), _characters(second)
    both, either = len(one & other), len(one | other)
    # For each character, how many coders have it outside a span and how many inside.
    counts = [[2, 0]] * (length - either) + [[1, 1]] * (either - both) + [[0, 2]] * both
    return Agreement(number, table, SPAN, "characters", units, exact, _share(exact, units), _alpha(counts))


def _characters(units: Iterable[Unit]) -> set[tuple[str, int]]:
    return {(unit.source, position) for unit in units for position in range(unit.start, unit.end)}


def _of_columns(number: int, table: str, pairs: list[Pair]) -> Iterator[Agreement]:
    for field in pairs[0][0].values.keys() - {SPAN}:
        values = [(one.values[field], other.values[field]) for one, other in pairs]
        if field in LABELS:
            words = match_labels(values)
            values = [(one, words.get(other, f"?{other}")) for one, other in values]
        alpha = _interval(values) if field in NUMBERS else _nominal(values)
        agreeing = sum(one == other for one, other in values)
        metric = "interval" if field in NUMBERS else "nominal"
        yield Agreement(number, table, field, metric, len(values), agreeing, _share(agreeing, len(values)), alpha)


def _share(agreeing: int, units: int) -> float:
    return round(100 * agreeing / units, 1)


def _nominal(values: Sequence[tuple[str, str]]) -> float | None:
    """Return alpha over codes; an empty cell counts as a code, since leaving it empty is a decision."""
    codes = sorted({code for pair in values for code in pair})
    return _alpha([[pair.count(code) for code in codes] for pair in values])


def _interval(values: Sequence[tuple[str, str]]) -> float | None:
    """Return alpha over the units for which both coders give a number."""
    numbers = [(float(one), float(other)) for one, other in values if one and other]
    domain = sorted({number for pair in numbers for number in pair})
    return _alpha([[pair.count(number) for number in domain] for pair in numbers], domain)


def _alpha(counts: list[list[int]], numbers: list[float] | None = None) -> float | None:
    """Return alpha, or None if all values are equal.

    `counts` has one row per unit and one column per value: how many coders gave the unit that value. `numbers` are the
    values of the columns for an interval alpha; without them, alpha is nominal.
    """
    with needs_extra("derive"):
        from krippendorff import alpha
    used = sum(any(row[column] for row in counts) for column in range(len(counts[0]))) if counts else 0
    if used < 2:
        return None
    if numbers is None:
        found = alpha(value_counts=counts, level_of_measurement="nominal")
    else:
        found = alpha(value_counts=counts, value_domain=numbers, level_of_measurement="interval")
    return round(float(found), DIGITS)
