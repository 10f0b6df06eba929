"""Every line of an article gets its kind: headline, deck, byline, date, bullet, subhead, body or furniture."""

import pytest

from legitimate_targets.suggest.source_row import printed_day
from legitimate_targets.suggest.speakers.build_reading import build_reading
from legitimate_targets.suggest.text.lines import classify_lines

ARTICLE = """Local News

Harbour Plan Divides a Small Town

Fishermen fear for their berths as the council votes on a wall
By Ada Example
5 September 2025
4 min read

DALE, Norway — The council met on Monday. It voted late.

What the plan says

- A wall of stone
- No berths for a year

The vote was close.

You might also like
Share
"""


def test_every_line_of_an_article_gets_its_kind() -> None:
    kinds = [line.kind for line in classify_lines(ARTICLE)]
    assert kinds == ["furniture", "headline", "deck", "byline", "date", "furniture", "body", "subhead", "bullet", "bullet", "body",
                     "furniture", "furniture"]  # fmt: skip


def test_headline_and_deck_divided_by_slashes_become_two_lines() -> None:
    text = (
        "Harbour Plan Divides a Small Town/ Dale Herald/ DALE/ Ada Example/ The council voted on Monday. It was close."
    )
    first, second = classify_lines(text)
    assert (first.kind, text[first.start : first.end]) == ("headline", "Harbour Plan Divides a Small Town")
    assert (second.kind, text[second.start : second.end]) == ("deck", "The council voted on Monday. It was close.")


def test_author_and_words_about_her_below_the_article_are_not_prose() -> None:
    text = (
        "A headline of some words\n\nThe council met.\n\nAda Example\nAda Example\n\nAda Example is a writer in Dale."
    )
    assert [line.kind for line in classify_lines(text)] == ["headline", "body", "byline", "byline", "furniture"]


def test_dateline_is_not_part_of_the_first_sentence() -> None:
    reading = build_reading("A headline of some words\n\nDALE, Norway (DH) — Ada Moss came late.\n")
    assert reading.sentences[1][0].tokens[0].text == "Ada"


@pytest.mark.parametrize(
    "line",
    ["6 min read", "0 Comment(s)", "Photo: Ada Example", "Read more", "icon-one icon-two", "a-slug-of-the-page", "***"],
)
def test_furniture_is_not_prose(line: str) -> None:
    reading = build_reading(f"A headline of some words\n\nThe council met.\n\nIt voted.\n\n{line}\n\nIt went home.")
    assert [each.kind for each in reading.lines] == ["headline", "body", "body", "furniture", "body"]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Sep 05, 2025", "2025-09-05"),
        ("Fri Sep 05 2025", "2025-09-05"),
        ("5 September 2025, 10:30", "2025-09-05"),
        ("Published: 2025-09-05", "2025-09-05"),
        ("5/9/2025", None),
        ("Feb 30, 2025", None),
    ],
)
def test_day_is_read_unless_it_is_ambiguous_or_impossible(line: str, day: str | None) -> None:
    found = printed_day(line)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("Mr. Moss met Dr. Holm at 5 p.m. in Dale.", 1),
        ("The U.S. envoy left. He was late.", 2),
        ("“No.” She left. “Why?” Holm asked.", 3),
        ("“We go,” she said. “We come.”", 2),
    ],
)
def test_sentences_end_at_full_stops_but_not_after_abbreviations(body: str, count: int) -> None:
    assert len(build_reading(f"A headline of some words\n\n{body}").sentences[1]) == count
