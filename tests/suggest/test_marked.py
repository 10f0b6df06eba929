"""In made-up articles in the style of many outlets, almost every marked quote and figure is found as marked."""

import pytest

from tests.support.marked_articles import shares, unmarked
from tests.support.paths import MARKED

FLOORS = {
    "quote recall": 1.0,
    "quote precision": 1.0,
    "speaker": 0.97,
    "kind": 0.97,
    "medium": 0.98,
    "figure recall": 0.99,
    "figure precision": 0.99,
    "value": 0.99,
    "qualifier": 0.99,
    "claimant": 0.96,
}


@pytest.mark.parametrize("with_model", [False, True], ids=["rules", "with_parser"])
def test_scores_on_the_made_up_articles_do_not_fall(with_model: bool) -> None:
    measured, misses = shares(with_model)
    fallen = {name: value for name, value in measured.items() if value < FLOORS[name]}
    assert fallen == {}, "\n".join(misses)


def test_there_are_fifteen_articles_and_their_texts_have_no_marks() -> None:
    texts = [unmarked(path.read_text("utf-8"))[0] for path in MARKED.glob("*.txt")]
    assert len(texts) >= 15
    assert not any(mark in text for text in texts for mark in "[]{}")


def test_marks_give_the_span_and_the_right_cells() -> None:
    text, golds = unmarked("He saw “[at [two boats]{f; 2; exact; -}]{q; Ada Moss; fragment}”.")
    assert text == "He saw “at two boats”."
    assert [(text[slice(*gold.span)], gold.right) for gold in golds] == [
        ("two boats", {"value": "2", "qualifier": "exact", "claimant": "-"}),
        ("at two boats", {"speaker": "Ada Moss", "kind": "fragment", "medium": "-"}),
    ]
