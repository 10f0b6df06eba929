"""Agreement of two coders: units are paired by position, labels by use, and alpha is as published."""

import polars as pl
import pytest

from legitimate_targets.derive.agreement import agreement
from legitimate_targets.derive.alignment import Unit, align, match_labels
from legitimate_targets.errors import PackageError

Row = tuple[int, str, str, str, str, str | None, str, int, int]
COLUMNS = ("round", "coder_id", "table", "unit", "field", "value", "source_id", "start", "end")


def codings(field: str, first: str, second: str, table: str = "quotes") -> dict[str, pl.DataFrame]:
    """Return the codings of two coders who draw the same spans and give the n-th span their n-th value ("-": empty)."""
    rows: list[Row] = []
    for coder, values in (("first", first), ("second", second)):
        for number, value in enumerate(values.split()):
            cell = None if value == "-" else value
            rows.append((1, coder, table, f"Q{number:03}", field, cell, "S000", 10 * number, 10 * number + 5))
    sources = pl.DataFrame({"source_id": ["S000"], "characters": [1000]})
    return {"codings": pl.DataFrame(rows, schema=list(COLUMNS), orient="row"), "sources": sources}


def of(tables: dict[str, pl.DataFrame], field: str) -> dict[str, object]:
    return agreement(tables).filter(pl.col("field") == field).row(0, named=True)


@pytest.mark.parametrize(
    ("first", "second", "alpha"),
    [
        ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0", 0.095),
        ("a a b b d c c c e d d a", "b a b b b c c c e d d d", 0.692),
    ],
)
def test_nominal_alpha_of_krippendorffs_examples_is_as_published(first: str, second: str, alpha: float) -> None:
    """Examples A and B of Krippendorff 2011, Computing Krippendorff's Alpha-Reliability."""
    assert of(codings("kind", first, second), "kind")["alpha"] == alpha


def test_an_empty_cell_is_a_decision() -> None:
    found = of(codings("scope", "- - a a", "- a a a"), "scope")
    assert (found["units"], found["agreeing"], found["percent"]) == (4, 3, 75.0)


def test_equal_values_leave_alpha_empty() -> None:
    found = of(codings("kind", "a a a", "a a a"), "kind")
    assert (found["percent"], found["alpha"]) == (100.0, None)


def test_close_numbers_disagree_less_than_distant_numbers() -> None:
    close = of(codings("value", "1 50 100", "2 50 100", "figures"), "value")
    apart = of(codings("value", "1 50 100", "90 50 100", "figures"), "value")
    assert (close["metric"], close["agreeing"], apart["agreeing"]) == ("interval", 2, 2)
    assert str(close["alpha"]) > str(apart["alpha"])


def test_equal_groups_under_different_names_agree() -> None:
    found = of(codings("claim_id", "x x y y z", "k k m m n", "reports"), "claim_id")
    assert (found["percent"], found["alpha"]) == (100.0, 1.0)


def test_a_group_that_one_coder_divides_agrees_in_its_largest_part() -> None:
    assert match_labels([("x", "k"), ("x", "k"), ("x", "m"), ("", "")]) == {"k": "x", "m": "?m", "": ""}


def test_equal_spans_agree_entirely() -> None:
    found = of(codings("span", "a b", "a b"), "span")
    assert (found["metric"], found["units"], found["agreeing"], found["alpha"]) == ("characters", 2, 2, 1.0)


def test_a_span_that_only_one_coder_draws_is_a_disagreement() -> None:
    tables = codings("span", "a b", "a b")
    tables["codings"] = tables["codings"].filter(~((pl.col("coder_id") == "second") & (pl.col("unit") == "Q001")))
    found = of(tables, "span")
    assert (found["units"], found["agreeing"], found["percent"]) == (2, 1, 50.0)


def test_spans_that_the_coders_did_not_draw_are_not_compared() -> None:
    assert agreement(codings("kind", "a b", "a b"))["field"].to_list() == ["kind"]


def unit(name: str, start: int, end: int) -> Unit:
    return Unit(name, "S000", start, end, {})


def test_each_unit_is_aligned_once_and_with_its_greatest_overlap() -> None:
    first = [unit("a", 0, 10), unit("b", 8, 20)]
    second = [unit("c", 9, 20), unit("d", 0, 9)]
    assert [(one.name, other.name) for one, other in align(first, second)] == [("a", "d"), ("b", "c")]


def test_units_in_different_articles_are_never_aligned() -> None:
    assert align([unit("a", 0, 10)], [Unit("b", "S001", 0, 10, {})]) == []


@pytest.mark.parametrize("coders", [["first"], ["first", "second", "third"]])
def test_more_or_fewer_than_two_coders_are_refused_with_their_table(coders: list[str]) -> None:
    tables = codings("kind", "a b", "a b")
    once = tables["codings"].filter(pl.col("coder_id") == "first")
    tables["codings"] = pl.concat(once.with_columns(coder_id=pl.lit(coder)) for coder in coders)
    with pytest.raises(PackageError, match=f"quotes in round 1: {len(coders)} coders; agreement needs exactly two"):
        agreement(tables)
