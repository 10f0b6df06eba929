"""The table ranges: bounds over the figures of a measure, and its numbers of articles and origins."""

from typing import Any

import polars as pl
import pytest

from legitimate_targets.derive.mentions import Tables
from legitimate_targets.derive.ranges import ranges
from tests.support.deriving import altered, tables


def row(measure: str, of: Tables | None = None) -> dict[str, Any]:
    return ranges(of or tables()).filter(pl.col("measure_id") == measure).row(0, named=True)


def bounds(measure: str, of: Tables | None = None) -> tuple[float | None, float | None]:
    return row(measure, of)["lowest"], row(measure, of)["highest"]


def test_every_measure_has_a_range() -> None:
    assert sorted(ranges(tables())["measure_id"]) == sorted(tables()["measures"]["measure_id"])


@pytest.mark.parametrize(
    ("measure", "lowest", "highest"),
    [
        ("distance-of-ryazan-from-moscow", 180, 200),
        ("hours-from-announcement-to-warning", 1, None),
        ("refining-capacity-shut-down", 17, None),
        ("military-casualties", 100_000, None),
        ("troops-guaranteed", 1000, None),
    ],
)
def test_a_bound_exists_only_if_every_figure_sets_one(measure: str, lowest: int, highest: int | None) -> None:
    assert bounds(measure) == (lowest, highest)


def test_an_upper_bound_leaves_the_lower_side_open() -> None:
    capped = altered("figures", "F017", qualifier="at_most", low=None, high=17.0)
    assert bounds("refining-capacity-shut-down", capped) == (None, 17)


def test_a_negated_number_alone_sets_no_bound() -> None:
    denied = altered("figures", "F046", qualifier="negated", value=None, low=1.0, high=9.0)
    assert bounds("areas-of-action", denied) == (None, None)


def test_origins_are_counted_by_claimant_and_not_by_article() -> None:
    shot_down = row("ukrainian-drones-shot-down")
    assert (shot_down["articles"], shot_down["origins"], shot_down["unattributed"]) == (2, 1, 0)
    pledged = row("countries-pledging-support")
    assert (pledged["figures"], pledged["articles"], pledged["origins"], pledged["unattributed"]) == (10, 5, 2, 2)
