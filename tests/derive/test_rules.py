"""What each rule of discrepancy finds and ignores, in the project's tables with one row changed."""

import json
from pathlib import Path

import polars as pl
import pytest

from legitimate_targets.derive.discrepancies import RULES, all_findings, discrepancies
from legitimate_targets.derive.mentions import ROWS
from legitimate_targets.derive.rendering import rendering_variant
from legitimate_targets.derive.rules import (
    attribution_truncated,
    claimant_dropped,
    claimant_shift,
    name_variant,
    value_conflict,
)
from tests.support.deriving import Rule, altered, tables, variants, without

RYAZAN = "value-conflict-distance-of-ryazan-from-moscow"
DRONES = "claimant-dropped-measure-drones-intercepted"
BINDING = "attribution-truncated-claim-agreements-must-be-binding"
WORDS = "rendering-variant-words-legitimate-targets"
TEXT = "rendering-variant-text-legitimate-targets"


def test_every_kind_of_the_schema_is_a_rule_and_defined_in_the_vocabulary(root: Path) -> None:
    schema = json.loads((root / "schemas" / "discrepancies.json").read_text(encoding="utf-8"))
    kinds = next(field["constraints"]["enum"] for field in schema["fields"] if field["name"] == "kind")
    defined = tables()["vocabulary"].filter(pl.col("list") == "discrepancy")["code"].to_list()
    assert [rule.__name__ for rule in RULES] == kinds == defined


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_finds_something_of_its_own_kind_only(rule: Rule) -> None:
    assert rule(tables())["kind"].unique().to_list() == [rule.__name__]


def test_every_discrepancy_has_two_articles_and_two_variants() -> None:
    frame = discrepancies(tables())
    assert frame["discrepancy_id"].is_unique().all()
    assert frame.filter((pl.col("articles") < 2) | (pl.col("variants") < 2)).is_empty()


@pytest.mark.parametrize("source", ["S000", "S001", "S002", "S003", "S004"])
def test_one_article_alone_has_no_discrepancy(source: str) -> None:
    printed = {name: tables()[name].filter(pl.col("source_id") == source) for name in ROWS}
    assert all_findings({**tables(), **printed}).is_empty()


def test_equal_values_do_not_conflict_whatever_the_hedge() -> None:
    assert variants(RYAZAN, altered("figures", "F016", value=200.0), value_conflict) == {}


def test_a_conflict_of_three_articles_has_three_variants() -> None:
    of_third = altered("figures", "F040", measure_id="distance-of-ryazan-from-moscow", value=190.5)
    assert variants(RYAZAN, of_third, value_conflict) == {"F016": "180", "F036": "200", "F040": "190.5"}


def test_a_range_and_an_open_amount_are_separate_variants() -> None:
    of_another = altered("figures", "F041", measure_id="troops-guaranteed", low=1000.0)
    members = variants("value-conflict-troops-guaranteed", of_another, value_conflict)
    assert members == {"F013": "1-9", "F014": "1000+", "F041": "1000+"}


def test_an_article_that_names_a_claimant_once_has_not_dropped_it() -> None:
    named = altered("figures", "F034", measure_id="drones-intercepted", claimant_id="ukrainian-air-force")
    assert variants(DRONES, rule=claimant_dropped) == {"F006": "ukrainian-air-force", "F033": None}
    assert variants(DRONES, named, claimant_dropped) == {}


def test_the_articles_own_voice_is_not_a_different_claimant() -> None:
    assert None in variants("claimant-dropped-claim-ryazan-refinery-hit", rule=claimant_dropped).values()
    assert None not in variants("claimant-shift-claim-ryazan-refinery-hit", rule=claimant_shift).values()


def test_an_outlet_in_another_speakers_chain_is_not_missing() -> None:
    before = variants(BINDING, rule=attribution_truncated)
    (with_outlet,) = (row for row, outlets in before.items() if outlets == "argumenty-i-fakty")
    begin = pl.when((pl.col("row_id") == with_outlet) & (pl.col("hop") == 1)).then(pl.lit("putin"))
    ways = tables()["attributions"].with_columns(begin.otherwise("actor_id").alias("actor_id"))
    assert variants(BINDING, {**tables(), "attributions": ways}, attribution_truncated) == {}


def test_words_inside_a_longer_quote_are_not_a_variant_of_it() -> None:
    assert "Q002" not in variants(TEXT, rule=rendering_variant)
    assert variants("rendering-variant-text-legally-binding", rule=rendering_variant) == {}
    apart = altered("quotes", "Q037", text="bound by law")
    found_now = variants("rendering-variant-text-legally-binding", apart, rendering_variant)
    assert found_now == {"Q006": "legally binding documents", "Q037": "bound by law"}


def test_punctuation_and_case_make_no_variant() -> None:
    shouted = altered("quotes", "Q027", text=str(tables()["quotes"].row(2, named=True)["text"]).upper() + "!")
    assert set(variants(TEXT, shouted, rendering_variant).values()) == set(
        variants(TEXT, without("quotes", "Q027"), rendering_variant).values()
    )


def test_a_pseudo_quote_is_not_a_rendering() -> None:
    assert "Q001" not in variants(TEXT, rule=rendering_variant)
    assert "Q001" in variants(TEXT, altered("quotes", "Q001", kind="sentence"), rendering_variant)


def test_added_words_need_a_sentence_without_them_in_another_article() -> None:
    assert variants(WORDS, without("quotes", "Q003", "Q035", "Q045"), rendering_variant) == {}


def test_a_different_name_of_one_actor_is_not_a_variant_of_spelling() -> None:
    assert variants("name-variant-russia", rule=name_variant) == {}
    assert variants("name-variant-putin", rule=name_variant) == {}
