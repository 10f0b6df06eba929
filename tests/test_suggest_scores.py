"""Each of the package's articles, left out of what the registry learned, is suggested as well as it must be."""

from pathlib import Path

import pytest
from suggest_scores import scores

TARGETS = {
    "quote span exact": 1.0,
    "quote precision": 0.97,
    "actor end to end": 0.92,
    "figure recall": 1.0,
    "figure precision": 0.97,
    "value and bounds": 0.95,
    "qualifier": 0.95,
    "claimant": 0.85,
}


@pytest.mark.parametrize("with_model", [False, True], ids=["sieve", "with_model"])
def test_articles_left_out_are_suggested_as_coded(texts: Path, with_model: bool) -> None:
    shares = scores(texts, with_model).shares()
    assert {name: share for name, share in shares.items() if share < TARGETS.get(name, 0)} == {}
