"""Every stretch between quotation marks of any kind is found, and nothing else."""

import pytest

from legitimate_targets.suggest.text.quotation_marks import scan_quotations
from tests.support.suggesting import quoted

CASES = {
    "curly": ("“We are ready,” she said.", ["We are ready,"]),
    "straight": ('"We are ready," she said. "All of us."', ["We are ready,", "All of us."]),
    "guillemets": ("«We are ready», she said.", ["We are ready"]),
    "reversed_guillemets": ("»We are ready«, she said.", ["We are ready"]),
    "low_and_high": ("„We are ready“, she said.", ["We are ready"]),
    "typewriter": ("``We are ready,'' she said. ''All of us.''", ["We are ready,", "All of us."]),
    "single_curly": ("‘We’re ready,’ she said of the boys’ team.", ["We’re ready,"]),
    "single_straight": ("'We're ready,' she said of the boys' team.", ["We're ready,"]),
    "single_with_plural_possessive": ("‘The boys’ team is ready,’ she said.", ["The boys’ team is ready,"]),
    "opening_straight_closing_curly": ('It will take "more hours” to see.', ["more hours"]),
    "opening_curly_closing_straight": ('It will take “more hours" to see.', ["more hours"]),
    "same_curly_mark_twice": ("It will take “more hours“ to see.", ["more hours"]),
    "both_marks_in_a_line": ("“One,” he said. 'Two,' she said.", ["One,", "Two,"]),
    "single_in_double": ("“He told me, ‘Go home,’ and I went,” she said.", [
        "He told me, ‘Go home,’ and I went,", "Go home,",
    ]),
    "double_in_single": ('‘He told me, "Go home," and I went,’ she said.', [
        'He told me, "Go home," and I went,', "Go home,",
    ]),
    "straight_in_curly": ('“He told me, "Go home," and I went,” she said.', [
        'He told me, "Go home," and I went,', "Go home,",
    ]),
    "headline": ("Mayor calls harbour plan ‘a gift to nobody’", ["a gift to nobody"]),
    "fragment_in_brackets": ("The plan (“a gift”) was refused.", ["a gift"]),
    "after_dash": ("The plan—“a gift”—was refused.", ["a gift"]),
    "elided_decade": ("In the '90s and the ’80s nobody said 'no'.", ["no"]),
    "elided_word": ("'Tis rock 'n' roll, she said: 'no'.", ["no"]),
    "inches": ('The 6\'2" guard said "no" to a 15" screen.', ["no"]),
    "empty_marks": ('He wrote "" and "..." and nothing else.', []),
    "paragraph_that_continues": ("“First part.\n\n“Second part,” he said.", ["First part.", "Second part,"]),
    "paragraph_that_only_closes": ("“First part.\nSecond part,” he said.", ["First part.", "Second part,"]),
    "possessives_alone": ("The workers' and the boys’ teams met at O’Hara's.", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_quotations_are_the_words_strictly_between_the_marks(name: str) -> None:
    text, expected = CASES[name]
    assert quoted(text) == expected


def test_parts_of_a_speech_are_joined_over_paragraphs() -> None:
    found = scan_quotations("“First.\n\n“Second.\n\n“Third,” he said. “Another.”").quotations
    assert [each.continues for each in found] == [False, True, True, False]


@pytest.mark.parametrize(
    "text", ["She said, “We are ready.\n\nNothing followed.", "We are ready,” she said.", 'He said "no and left.']
)
def test_unmatched_mark_is_a_doubt_with_its_position(text: str) -> None:
    found = scan_quotations(text)
    assert not found.quotations
    assert len(found.doubts) == 1
    assert found.doubts[0].startswith("at ")


def test_unclosed_mark_does_not_swallow_the_next_quotation() -> None:
    assert quoted('He said "no and left. She said "yes" later.') == ["yes"]


def test_scan_takes_time_in_proportion_to_the_text() -> None:
    found = scan_quotations("‘" * 20_000 + "“a’s " * 20_000)
    assert len(found.doubts) > 0
