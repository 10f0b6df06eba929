"""Speakers are found with and without the parser, in sentences of many forms about other topics."""

import pytest

from legitimate_targets.datapackage.package import find
from legitimate_targets.suggest.propose import read_known
from legitimate_targets.suggest.speakers.attribute_quotations import attribute_quotations
from legitimate_targets.suggest.speakers.build_reading import build_reading
from tests.support.suggesting import kinds, media, proposed, speakers

CASES = {
    "inverted": ("“We are ready,” said Ada Moss, the head of the rescue service.", ["Ada Moss"]),
    "inverted_with_office": ("“We are ready,” said the harbour master Ada Moss.", ["Ada Moss"]),
    "after": ("“We are ready,” Ada Moss said.", ["Ada Moss"]),
    "after_with_apposition": ("“We are ready,” Ada Moss, the minister of fisheries, said on Monday.", ["Ada Moss"]),
    "after_with_age": ("“We are ready,” Ada Moss, 54, a farmer from Dale, told the council.", ["Ada Moss"]),
    "office_after": ("“We are ready,” a spokesman for the harbour board said.", ["spokesman for the harbour board"]),
    "unnamed_official": ("“We are ready,” a senior police official told reporters.", ["senior police official"]),
    "before_comma": ("Ada Moss said, “We are ready.”", ["Ada Moss"]),
    "before_colon": ("Ada Moss told the council: “We are ready.”", ["Ada Moss"]),
    "before_that": ("Ada Moss said that the village was “never asked.”", ["Ada Moss"]),
    "colon_without_verb": ("Ada Moss: “We are ready.”", ["Ada Moss"]),
    "according_before": ("According to Ada Moss, the plan is “a gift to nobody.”", ["Ada Moss"]),
    "according_after": ("The plan is “a gift to nobody,” according to Ada Moss.", ["Ada Moss"]),
    "participle": ("Mayor Ada Moss opened the meeting, adding that it was “high time.”", ["Ada Moss"]),
    "second_verb": ("Ada Moss welcomed the plan but called the price “absurd.”", ["Ada Moss"]),
    "relative_clause": ("The plan came from Ada Moss, who called it “a gift.”", ["Ada Moss"]),
    "described_as": ("Ada Moss described the plan as “a gift.”", ["Ada Moss"]),
    "object_before_quote": ("Ada Moss dismissed Bert Holm’s plan as “a joke.”", ["Ada Moss"]),
    "pronoun": ("Ada Moss opened the meeting in Dale. “We are ready,” she said.", ["Ada Moss"]),
    "pronoun_over_another": ("Ada Moss opened the meeting with Bert Holm. “We are ready,” she said.", ["Ada Moss"]),
    "pronoun_over_paragraph": ("Ada Moss opened the meeting.\n\n“We are ready,” she said.", ["Ada Moss"]),
    "he_added": ("“We are ready,” Bert Holm said. He added, “And we wait.”", ["Bert Holm", "Bert Holm"]),
    "split": ("“We are ready,” Bert Holm said, “and we wait.”", ["Bert Holm", "Bert Holm"]),
    "sentence_that_follows": ("“We are ready,” Bert Holm said. “We only wait.”", ["Bert Holm", "Bert Holm"]),
    "lead_in_sentence": ("Ada Moss had no doubt. “We are ready.”", ["Ada Moss"]),
    "two_speakers": ("“Yes,” said Ada Moss. “Never,” said Bert Holm.", ["Ada Moss", "Bert Holm"]),
    "question": ("“Are we ready?” Ada Moss asked.", ["Ada Moss"]),
    "exclamation_inverted": ("“Never!” cried Ada Moss. “Never!” shouted Bert Holm.", ["Ada Moss", "Bert Holm"]),
    "title_only": ("Mayor Ada Moss came late. “We are ready,” the mayor said.", ["Ada Moss"]),
    "last_name": ("Ada Moss met Bert Holm. “We are ready,” Holm said.", ["Bert Holm"]),
    "honorific": ("Ada Moss met Bert Holm. “We are ready,” Mrs. Moss said.", ["Ada Moss"]),
    "body": ("“We are ready,” the Harbour Ministry said in a statement.", ["Harbour Ministry"]),
    "possessed_body": ("Norway’s fisheries ministry said the plan was “a gift.”", ["Norway’s fisheries ministry"]),
    "document": ("“Nobody was asked,” the report said.", ["report"]),
    "statement_of": ("Ada Moss’s statement was clear: “We are ready.”", ["Ada Moss"]),
    "bullet": ("- Moss says the plan is “a gift”\n- Holm says it is “a joke”", ["Moss", "Holm"]),
    "signed": ("“We are ready.” — Ada Moss", ["Ada Moss"]),
    "paragraphs": ("“First,” Ada Moss said. “Then this.\n\n“And last this.”", ["Ada Moss"] * 3),
    "single_marks": ("‘We’re ready,’ said Ada Moss. ‘It’s the boys’ turn.’", ["Ada Moss", "Ada Moss"]),
    "adverbs": ("Ada Moss also later repeatedly said the plan was “a gift.”", ["Ada Moss"]),
    "time_between": ("Ada Moss on Monday said the plan was “a gift.”", ["Ada Moss"]),
    "initials": ("“We are ready,” said J. R. Holm.", ["J. R. Holm"]),
    "particles": ("“We are ready,” said Ada van der Moss.", ["Ada van der Moss"]),
    "unknown_verb": ("“We are ready,” radioed Ada Moss.", ["Ada Moss"]),
    "unknown_verb_after": ("Ada Moss came late. “We are ready,” she surmised.", ["Ada Moss"]),
    "went_on": ("Ada Moss came late. “We are ready,” she went on.", ["Ada Moss"]),
    "inverted_tail": ("“Quite happy” about the plan, said Ada Moss, a fisher.", ["Ada Moss"]),
    "reported_modal": ("Ada Moss told reporters that Dale would offer “stones, not boats.”", ["Ada Moss"]),
    "resumed": (
        "A senior diplomat, who gave no name, met Ada Moss. “We are ready,” the diplomat said.",
        ["senior diplomat"],
    ),
    "called_by_another_word": ("Envoy Ada Moss called it bad. “We are ready,” the diplomat said.", ["Ada Moss"]),
    "last_name_like_a_title": ("Minister Ada Sen came late, saying it was “a gift.”", ["Ada Sen"]),
    "body_like_a_title": ("Dale’s General Staff called it “a gift.”", ["General Staff"]),
    "short_name_of_a_body": ("The Joint Secretariat met. “We are ready,” the Secretariat said.", ["Joint Secretariat"]),
    "conjunction_alone": ("Ada Moss was hopeful. But “the wall that they want will never be built.”", ["Ada Moss"]),
}


@pytest.mark.parametrize("with_model", [False, True], ids=["rules", "with_parser"])
@pytest.mark.parametrize("name", CASES)
def test_speaker_is_found(name: str, with_model: bool) -> None:
    body, expected = CASES[name]
    assert speakers(body, with_model) == expected


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("Ada Moss Calls Harbour Plan ‘Absurd’\n\nThe council met in Dale on Monday.", 0, "Ada Moss"),
        ("A meeting in Dale on Monday\n\n“He told me, ‘Go home,’ and I went,” said Ada Moss.", 1, "He"),
    ],
    ids=["headline", "inside_another_quotation"],
)
def test_speaker_is_the_subject_of_the_nearest_verb(text: str, number: int, words: str) -> None:
    reading = build_reading(text)
    speaker = attribute_quotations(reading)[number].speaker
    assert speaker is not None
    assert reading.text[slice(*speaker.span)] == words


@pytest.mark.parametrize(
    "body",
    [
        "The film “Long Days in Dale” opens on Monday.",
        "The so-called “harbour plan” was refused.",
        "The plan, known as the “big wall,” was refused.",
        "Fishing has become a “green” business in the village.",
    ],
)
def test_name_or_label_that_nobody_utters_is_a_term(body: str) -> None:
    assert kinds(body) == ["term"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("“We are ready,” said Ada Moss.", "sentence"),
        ("Ada Moss said that “the plan is a gift to nobody.”", "sentence"),
        ("Ada Moss called the plan “absurd.”", "fragment"),
        ("Ada Moss said the plan would “hurt the village.”", "fragment"),
        ("Ada Moss said the wall “does not keep anybody out,” and left.", "fragment"),
    ],
)
def test_sentences_are_distinguished_from_fragments(body: str, kind: str) -> None:
    assert kinds(body) == [kind]


@pytest.mark.parametrize(
    ("body", "outlet"),
    [
        ("“We are ready,” Ada Moss told the Dale Herald.", "Dale Herald"),
        ("“We are ready,” Ada Moss told the newspaper Aftenbladet.", "Aftenbladet"),
        ("“We are ready,” Ada Moss told CNN.", "CNN"),
        ("“We are ready,” a spokesman quoted by Kystradio said.", "Kystradio"),
        ("Ada Moss wrote on the platform Murmur: “We are ready.”", "Murmur"),
        ("“We are ready,” Ada Moss told reporters.", None),
        ("“We are ready,” Ada Moss told Bert Holm.", None),
    ],
)
def test_medium_is_the_outlet_that_the_sentence_names(body: str, outlet: str | None) -> None:
    assert media(body) == [outlet]


def test_head_of_state_is_known_by_the_name_of_the_state() -> None:
    body = "A headline of some words\n\nRussia's president said “no”. Ukraine’s president said “never”."
    quotes = proposed(body, known=read_known(find())).tables["quotes"]
    assert [row["speaker_id"] for row in quotes] == ["putin", "zelenskyy"]
