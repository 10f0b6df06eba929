"""Whole words are found at the places where a regular expression with word boundaries finds them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legitimate_targets.articles.find import whole_word_spans

PIECES = st.lists(st.sampled_from(["an", "a", " ", "_", "é", "7", "’s", "-", "İ", "²", "\n"]), max_size=12).map("".join)


@given(text=PIECES, words=PIECES.filter(bool))
def test_whole_words_are_where_a_regular_expression_finds_them(text: str, words: str) -> None:
    expected = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    assert list(whole_word_spans(text, words)) == expected


@pytest.mark.parametrize(("text", "places"), [("an anan an", [(0, 2), (8, 10)]), ("_an", []), ("a-an’s", [(2, 4)])])
def test_words_inside_longer_words_are_not_found(text: str, places: list[tuple[int, int]]) -> None:
    assert list(whole_word_spans(text, "an")) == places
