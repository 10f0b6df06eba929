"""Each of the package's articles is suggested well enough without what the package learned from it."""

from pathlib import Path

import pytest

from tests.support.suggest_scores import scores, sources

FLOORS = {
    "quote span exact": 1.0,
    "quote precision": 1.0,
    "actor end to end": 0.98,
    "kind": 0.94,
    "term or not": 1.0,
    "medium": 1.0,
    "utterance linked": 0.98,
    "figure recall": 1.0,
    "figure precision": 0.98,
    "value and bounds": 0.98,
    "qualifier": 0.98,
    "claimant": 0.98,
    "measure linked": 0.75,
    "form of a name, recall": 0.73,
    "form of a name, precision": 0.87,
}
"""The least share of each score: a little under what was measured, so that one miss in a short article fails."""


@pytest.mark.parametrize("with_model", [False, True], ids=["rules", "with_parser"])
@pytest.mark.parametrize("source", sources())
def test_article_left_out_is_suggested_as_coded(texts: Path, source: str, with_model: bool) -> None:
    shares = scores(texts, with_model, source).shares()
    assert {name: share for name, share in shares.items() if share < FLOORS.get(name, 0)} == {}
    assert shares["linked to another"] == 0
