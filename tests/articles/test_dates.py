"""Words that name a year, a month, a number in a month or a weekday are compared with a day; others decide nothing."""

from datetime import date

import pytest

from legitimate_targets.articles.dates import contradicts, names_part

FRIDAY = date(2025, 9, 5)


@pytest.mark.parametrize(
    "words",
    [
        *("September 5, 2025", "Sep 05, 2025", "Fri Sep 05 2025", "5 September", "the 5th of September", "2025-09-05"),
        *("on Friday", "Fri", "September 2025", "in 2025", "Sept. 5", "by Friday's meeting"),
        *("from 4 to 6 September", "September 4-6", "between August and October", "2024–2026"),
        *("26 countries on September 5", "at 9:30 on 5 September", "1.5 million on September 5"),
    ],
)
def test_words_that_name_the_day_or_a_part_of_it_do_not_contradict_it(words: str) -> None:
    assert names_part(words)
    assert not contradicts(words, FRIDAY)


@pytest.mark.parametrize(
    "words",
    [
        *("September 4, 2025", "Sep 06, 2025", "Thu Sep 05 2025", "4 September", "the 6th of September", "2025-09-06"),
        *("on Thursday", "Tues", "Wednesday", "October 2025", "in 2024", "May 5", "from 6 to 8 September", "2022–2024"),
    ],
)
def test_words_that_name_another_day_contradict_it(words: str) -> None:
    assert names_part(words)
    assert contradicts(words, FRIDAY)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "the previous day",
            "earlier this week",
            "overnight",
            "Thursday or Friday",
            "",
            "may",
            "the sun",
            "march",
            "in 12 cities",
        ),
        *("€1,984", "2025.5", "12025", "a marching band", "Mayor", "Sunak", "Friends", "Marche", "at 20:25"),
    ],
)
def test_words_without_a_name_of_the_calendar_decide_nothing(words: str) -> None:
    assert not names_part(words)
    assert not contradicts(words, FRIDAY)


def test_every_month_and_weekday_is_known_by_its_name_and_its_short_name() -> None:
    for month in range(1, 13):
        day, other = date(2025, month, 15), date(2025, month % 12 + 1, 15)
        for name in (day.strftime("%B"), day.strftime("%b")):
            assert (contradicts(name, day), contradicts(name, other)) == (False, True), name
    for number in range(1, 8):
        day, other = date(2025, 9, number), date(2025, 9, number + 1)
        for name in (day.strftime("%A"), day.strftime("%a")):
            assert (contradicts(name, day), contradicts(name, other)) == (False, True), name
