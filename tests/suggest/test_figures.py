"""Numbers that count are found with their hedge, range, unit and noun; numbers that count nothing are not figures."""

import pytest

from tests.support.suggesting import claimants, numbers, printed

Bounds = tuple[float | None, float | None, float | None]

VALUES: dict[str, tuple[str, str, float, str]] = {
    "digits": ("The fleet lost 92 small boats in May.", "92 small boats", 92, "count"),
    "thousands_with_commas": ("The town spent on 12,400 meals.", "12,400 meals", 12_400, "count"),
    "words": ("The council bought twenty-five boats.", "twenty-five boats", 25, "count"),
    "long_words": ("It feeds two hundred and six people.", "two hundred and six people", 206, "count"),
    "hundred": ("It feeds a hundred people.", "a hundred people", 100, "count"),
    "dozen": ("They sold two dozen boats.", "two dozen boats", 24, "count"),
    "half_a_million": ("It feeds half a million people.", "half a million people", 500_000, "count"),
    "half": ("The storm sank half of the boats.", "half of the boats", 0.5, "count"),
    "fraction": ("The storm sank two-thirds of boats.", "two-thirds of boats", 2 / 3, "count"),
    "mixed_fraction": ("They rowed for 3½ hours.", "3½ hours", 3.5, "hour"),
    "percent_sign": ("Prices rose 4.5% in May.", "4.5%", 4.5, "percent"),
    "percent_word": ("Prices rose 4.5 per cent in May.", "4.5 per cent", 4.5, "percent"),
    "percentage_points": ("Rates fell 2 percentage points.", "2 percentage points", 2, "percent"),
    "dollars": ("The pier cost $1.5 million.", "$1.5 million", 1_500_000, "USD"),
    "euros_short": ("The pier cost €2.5bn.", "€2.5bn", 2_500_000_000, "EUR"),
    "pounds_short": ("The pier cost £40m.", "£40m", 40_000_000, "GBP"),
    "rupees": ("The pier cost Rs 300.", "Rs 300", 300, "INR"),
    "ringgit": ("The plan costs RM79.", "RM79", 79, "MYR"),
    "currency_word": ("The pier cost 700 yen.", "700 yen", 700, "JPY"),
    "currency_word_scaled": ("The pier cost 3 million euros.", "3 million euros", 3_000_000, "EUR"),
    "kilometres": ("The village lies 180 kilometers away.", "180 kilometers", 180, "km"),
    "speed": ("The wind reached 74 mph at night.", "74 mph", 74, "mph"),
    "area": ("The wind flattened 30 square miles.", "30 square miles", 30, "square miles"),
    "years": ("The work took 3 years.", "3 years", 3, "a"),
    "hyphened_year": ("The 3½-year dispute ended.", "3½-year", 3.5, "a"),
    "hyphened_noun": ("The 35-country group met.", "35-country", 35, "count"),
    "day_after": ("It sank a day after the storm.", "a day", 24, "h"),
    "one_week_before": ("It sank one week before the fair.", "one week", 168, "h"),
    "one_of": ("She is one of the rowers.", "one of the rowers", 1, "count"),
    "one_thing": ("The council has one rule.", "one rule", 1, "count"),
    "joined_nouns": ("They sent 7 boats and barges.", "7 boats and barges", 7, "count"),
    "two_adjectives": ("They sent 7 wooden rowing boats.", "7 wooden rowing boats", 7, "count"),
    "in_quotation": ("“We need 15 boats now,” she said.", "15 boats", 15, "count"),
    "before_a_mark": ("She named three “ways out” of it.", "three", 3, "count"),
    "ordinal_of_time": ("The dispute is in its 3.5th year.", "3.5th year", 3.5, "a"),
    "negative": ("It was -12.5 degrees at night.", "-12.5 degrees", -12.5, "degrees"),
}

BOUNDS: dict[str, tuple[str, str, str, Bounds]] = {
    "at_least": ("At least 40 boats sank.", "At least 40 boats", "at_least", (40, 40, None)),
    "no_fewer": ("No fewer than 40 boats sank.", "No fewer than 40 boats", "at_least", (40, 40, None)),
    "or_more": ("It takes 40 boats or more.", "40 boats or more", "at_least", (40, 40, None)),
    "more_than": ("More than 40 boats sank.", "More than 40 boats", "more_than", (40, 40, None)),
    "over": ("Over 40 boats sank.", "Over 40 boats", "more_than", (40, 40, None)),
    "up_to": ("Up to 40 boats sank.", "Up to 40 boats", "at_most", (40, None, 40)),
    "as_many_as": ("As many as 40 boats sank.", "As many as 40 boats", "at_most", (40, None, 40)),
    "fewer_than": ("Fewer than 40 boats sank.", "Fewer than 40 boats", "at_most", (40, None, 40)),
    "nearly": ("Nearly 40 boats sank.", "Nearly 40 boats", "about", (40, None, None)),
    "about": ("About 40 boats sank.", "About 40 boats", "about", (40, None, None)),
    "an_estimated": ("An estimated 40 boats sank.", "An estimated 40 boats", "about", (40, None, None)),
    "or_so": ("It takes 40 days or so.", "40 days or so", "about", (40, None, None)),
    "to": ("It takes 10 to 20 boats.", "10 to 20 boats", "range", (None, 10, 20)),
    "dash": ("It takes 10–20 boats.", "10–20 boats", "range", (None, 10, 20)),
    "between": ("It takes between 10 and 20 boats.", "between 10 and 20 boats", "range", (None, 10, 20)),
    "from_to": ("Rents rose from 5 to 7 percent.", "from 5 to 7 percent", "range", (None, 5, 7)),
    "shared_magnitude": ("It costs $10 to $20 million.", "$10 to $20 million", "range", (None, 10e6, 20e6)),
    "dozens": ("Dozens of boats sank.", "Dozens of boats", "magnitude", (None, 12, None)),
    "tens_of_thousands": ("Tens of thousands of herrings died.", "Tens of thousands of herrings", "magnitude", (None, 10_000, None)),
    "in_the_thousands": ("The dead herrings are in the thousands.", "in the thousands", "magnitude", (None, 1000, None)),
    "hours_after": ("It sank hours after the storm.", "hours", "magnitude", (None, 1, None)),
    "not_single_digits": ("It will not be in single digits.", "not be in single digits", "negated", (None, 1, 9)),
    "double_digits": ("Losses are in double digits.", "in double digits", "range", (None, 10, 99)),
    "not": ("There were not 40 boats there.", "not 40 boats", "negated", (None, 40, 40)),
}  # fmt: skip

NOTHING = {
    "date": "The storm came on March 3, 2024, and on 4 April.",
    "month_and_year": "The storm came in March 2024.",
    "year": "The storm of 1987 and the storms in 1990 were worse.",
    "iso_date": "The file is dated 2024-03-03.",
    "decade": "In the 1990s and the ’80s nobody rowed.",
    "span_of_years": "The dispute of 2014-15 went on.",
    "time_of_day": "They met at 8:30 p.m. and again at 10 am.",
    "phone": "Call 555-123-4567 or +47 22 33 44 55.",
    "ordinal": "It was the 22nd meeting and the first storm.",
    "score": "Dale beat Vik 3-2 and drew 1-1.",
    "name": "The Boeing 737, the F-35 and Route 66 are not here.",
    "index": "The S&P 500 and the FTSE 100 fell.",
    "section": "Read section 12 and page 40.",
    "list_mark": "1. Boats come home.",
    "no_one": "No one came, and one can see why.",
    "one_another": "They told one another.",
    "vague": "Several boats, some nets and many rowers are gone.",
    "address": "The office is at 14 Dale Street.",
    "attack": "The 9/11 attack changed it.",
}


@pytest.mark.parametrize("name", VALUES)
def test_figure_has_its_words_value_and_unit(name: str) -> None:
    body, words, value, unit = VALUES[name]
    assert printed(body) == [words]
    found = numbers(body)[0]
    assert found.value == pytest.approx(value)
    assert found.unit == unit


@pytest.mark.parametrize("name", BOUNDS)
def test_figure_has_the_range_that_its_hedge_allows(name: str) -> None:
    body, words, qualifier, bounds = BOUNDS[name]
    assert printed(body) == [words]
    found = numbers(body)[0]
    assert found.qualifier == qualifier
    assert (found.value, found.low, found.high) == bounds


@pytest.mark.parametrize("name", NOTHING)
def test_number_that_counts_nothing_is_no_figure(name: str) -> None:
    assert printed(NOTHING[name]) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("She counted 26 of 35 boats.", ["26 of 35 boats", "35 boats"]),
        ("She counted three out of five boats.", ["three out of five boats", "five boats"]),
        ("The storm took one in five boats.", ["one in five boats", "five boats"]),
    ],
)
def test_part_spans_the_whole_phrase_and_the_whole_is_a_figure_of_its_own(body: str, expected: list[str]) -> None:
    assert printed(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The harbour board reported 40 lost boats.", ["harbour board"]),
        ("“We lost 40 boats,” said Ada Moss.", ["Ada Moss"]),
        ("According to Ada Moss, 40 boats were lost.", ["Ada Moss"]),
        ("Some 40 boats were lost, Ada Moss said.", ["Ada Moss"]),
        ("Some 40 boats were lost in the storm.", [None]),
        ("Ada Moss said the board, a body of 12 members, would resign.", [None]),
        ("Ada Moss said the storm was bad, leaving 15 villages dark.", [None]),
        ("The storm took 40 boats, the Dale council reported.", ["Dale council"]),
        ("Storm took 40 boats, says minister.", ["minister"]),
        ("Before the storm it had 40 boats; today, Ada Moss estimates, few are left.", [None]),
        ("The board, which reports in May, will buy 40 boats.", [None]),
        ("According to Ada Moss, the storm took:\n- 40 boats\n- 7 barges", ["Ada Moss", "Ada Moss"]),
    ],
)
def test_claimant_is_whose_number_it_is(body: str, expected: list[str | None]) -> None:
    assert claimants(body) == expected


def test_no_figure_crosses_a_quotation_mark() -> None:
    assert printed("She named 40 “lost boats” in Dale.") == ["40"]
