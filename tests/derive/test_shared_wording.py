"""The table shared_wording: maximal runs of identical words in two articles, with position, hash and quoted words."""

import hashlib
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from legitimate_targets import load
from legitimate_targets.articles.read import read_articles
from legitimate_targets.articles.words import forms
from legitimate_targets.derive.shared_wording import Run, shared_runs, shared_wording
from legitimate_targets.errors import PackageError
from tests.support.deriving import tables

ONE = "He said: “Don’t go there, it is far too dangerous.” Nobody listened."
OTHER = "They wrote that he SAID don't go there; it is far too dangerous, nobody knows why."


def derived(one: str, other: str, *quotes: tuple[str, int, int]) -> list[dict[str, Any]]:
    schema = {"source_id": pl.String(), "start": pl.Int64(), "end": pl.Int64()}
    frame = pl.DataFrame(list(quotes), schema=schema, orient="row")
    return shared_wording({"quotes": frame}, {"S001": one, "S002": other}).to_dicts()


def test_a_run_is_found_despite_different_case_punctuation_and_apostrophes() -> None:
    one, other = derived(ONE, OTHER)
    assert (one["words"], other["words"]) == (11, 11)
    assert ONE[one["start"] : one["end"]] == "He said: “Don’t go there, it is far too dangerous.” Nobody"
    assert OTHER[other["start"] : other["end"]] == "he SAID don't go there; it is far too dangerous, nobody"


def test_each_side_has_the_hash_of_its_own_characters() -> None:
    one, other = derived(ONE, OTHER)
    assert one["sha256"] == hashlib.sha256(ONE[one["start"] : one["end"]].encode()).hexdigest()
    assert one["sha256"] != other["sha256"]
    assert one["run_id"] == other["run_id"] == "S001-S002-01"


def test_words_inside_quotes_are_counted_on_each_side() -> None:
    one, other = derived(ONE, OTHER, ("S001", ONE.index("Don"), ONE.index(".”") + 1))
    assert (one["quoted_words"], other["quoted_words"]) == (8, 0)


@pytest.mark.parametrize(("shared", "found"), [("abcde", 0), ("abcdef", 1)])
def test_a_run_has_at_least_six_words(shared: str, found: int) -> None:
    assert len(shared_runs([*"xy", *shared, "z"], [*shared, "v"])) == found


def test_a_run_is_as_long_as_it_can_be() -> None:
    assert shared_runs(list("uabcdefgv"), list("wabcdefg")) == [Run(1, 1, 7)]


def test_a_run_that_occurs_twice_is_found_at_both_positions() -> None:
    words = list("abcdef")
    assert shared_runs(words, [*words, "x", *words]) == [Run(0, 0, 6), Run(0, 7, 6)]


def test_putins_sentence_is_shared_by_three_articles_and_quoted_in_all(texts: Path) -> None:
    frame = shared_wording(tables(), read_articles(tables()["sources"], texts))
    longest = frame.filter(pl.col("words") >= 19)
    assert longest.select("run_id", "words", "quoted_words").unique().sort("run_id").rows() == [
        ("S000-S003-04", 21, 19),
        ("S000-S004-02", 19, 19),
        ("S003-S004-03", 19, 19),
    ]


def test_every_run_has_the_same_words_on_both_sides(texts: Path) -> None:
    words = read_articles(tables()["sources"], texts)
    sides: dict[str, set[tuple[str, ...]]] = {}
    for run, source, start, end in load("shared_wording").select("run_id", "source_id", "start", "end").iter_rows():
        sides.setdefault(run, set()).add(forms(words[source][start:end]))
    assert sides
    assert all(len(found) == 1 for found in sides.values())


def test_the_table_holds_no_words() -> None:
    assert set(load("shared_wording").schema.values()) == {pl.String(), pl.Int64()}
    assert load("shared_wording")["sha256"].str.len_chars().unique().to_list() == [64]


def test_a_text_that_is_not_the_coded_one_is_refused(tmp_path: Path) -> None:
    sources = tables()["sources"].head(1)
    with pytest.raises(PackageError, match="no readable text"):
        read_articles(sources, tmp_path)
    (tmp_path / sources["file_name"][0]).write_text("another text", encoding="utf-8")
    with pytest.raises(PackageError, match="its hash differs"):
        read_articles(sources, tmp_path)
