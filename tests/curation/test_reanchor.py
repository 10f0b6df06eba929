"""Spans are found again in a new version of a text, or are orphans: a wrong place is worse than no place."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from legitimate_targets.checks.loading import load
from legitimate_targets.curation.find_moved import SpanFinder
from legitimate_targets.curation.reanchor import reanchor
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError
from legitimate_targets.validation.validate_package import validate
from tests.support.text_edits import Edit, edited, found_again, paragraphs, pieces_of

TEXT = "\n\n".join(
    f"On day {day} the mayor of village number {day} said “the wall will stand for {day * 7} years,” and he left. "
    f"Nobody in the {name} asked for a wall of {day * 3} metres, though they had seen the storm of week {day}."
    for day, name in enumerate(
        ["harbour", "market", "school", "church", "forest", "valley", "island", "bridge", "tower", "mill"], 1
    )
)
"""Ten similar paragraphs, in which a step that compares only words would find the wrong place."""

SPANS = [
    match.span() for match in re.finditer(r"(?<=“)[^”]+(?=”)|number \d+|a wall of \d+ metres|\bhe\b|though[^.]+", TEXT)
]


def outside(edits: Iterator[Edit]) -> list[Edit]:
    """Return the edits that touch no span."""
    return [edit for edit in edits if not any(edit[0] < end and start < edit[1] for start, end in SPANS)]


EDITS: dict[str, list[Edit]] = {
    "paragraph_in_front": [(0, 0, "A new first paragraph in front of all others.\n\n")],
    "paragraph_between": [(paragraphs(TEXT)[4][0],) * 2 + ("The council said “nothing at all,” and he left.\n\n",)],
    "paragraph_removed": [(*paragraphs(TEXT)[3], "")],
    "different_marks": [
        (place, place + 1, {"“": '"', "”": '"'}[mark]) for place, mark in enumerate(TEXT) if mark in "“”"
    ],
    "different_spaces": [(*match.span(), "\n") for match in re.finditer(r"\n\n", TEXT)],
    "spelling_around": outside((*match.span(), "viallge") for match in re.finditer("village", TEXT)),
    "words_around": outside((*match.span(), "town council") for match in re.finditer("mayor", TEXT)),
}


@pytest.mark.parametrize("name", EDITS)
def test_every_span_is_found_again_or_is_an_orphan(name: str) -> None:
    new, moved = edited(TEXT, pieces_of(TEXT, EDITS[name]))
    finder = SpanFinder(TEXT, new)
    found = [finder.find(*span) for span in SPANS]
    assert [(each.start, each.end) if each else None for each in found] == [moved(*span).span for span in SPANS]


def test_edited_words_are_found_by_what_is_left_of_them() -> None:
    start = TEXT.index("the wall will stand for 21")
    new = TEXT.replace("the wall will stand for 21 years", "the big wall would stand for 21 years")
    anchor = SpanFinder(TEXT, new).find(start, start + len("the wall will stand for 21 years,"))
    assert anchor is not None
    assert new[anchor.start : anchor.end] == "the big wall would stand for 21 years,"


def test_words_that_were_moved_and_edited_are_found_if_nothing_else_is_similar() -> None:
    old = TEXT + "\n\nThe fishermen want the government to pay for every berth that the wall takes from them."
    start = old.index("The fishermen")
    new = "Fishermen want the government to pay for every berth the wall takes from them.\n\n" + TEXT
    anchor = SpanFinder(old, new).find(start, len(old))
    assert anchor is not None
    assert new[anchor.start : anchor.end].startswith("Fishermen want")


def test_words_whose_own_place_is_gone_are_an_orphan_even_if_they_occur_elsewhere() -> None:
    start, end = paragraphs(TEXT)[5]
    he = TEXT.index(" he ", start) + 1
    assert SpanFinder(TEXT, TEXT[:start] + TEXT[end:]).find(he, he + 2) is None


def test_a_different_text_has_none_of_the_spans() -> None:
    finder = SpanFinder(TEXT, "Quite another article, about the price of herring and how he sold it in the market.")
    assert [finder.find(*span) for span in SPANS] == [None] * len(SPANS)


def test_spans_of_the_articles_are_right_in_995_and_wrong_in_2_of_1000(texts: Path) -> None:
    found = found_again(texts)["all"]
    assert found.total > 10_000
    assert found.right >= 0.995
    assert found.wrong <= 0.002


@pytest.fixture
def renewed(texts: Path, tmp_path: Path) -> Path:
    """Return a folder with all texts, one of them fetched again with a new first paragraph and straight quotes."""
    folder = tmp_path / "renewed"
    shutil.copytree(texts, folder)
    name = load("sources").filter(source_id="S000")["file_name"][0]
    text = (folder / name).read_bytes().decode("utf-8")
    changed = f"Updated on Monday.\n\n{text}".replace("“", '"').replace("”", '"')
    (folder / name).write_bytes(changed.encode("utf-8"))
    return folder


def test_the_package_is_valid_with_the_new_text(package_copy: Path, texts: Path, renewed: Path) -> None:
    name = load("sources").filter(source_id="S000")["file_name"][0]
    found = reanchor(find(package_copy), "S000", renewed / name, texts, write=True)
    assert (found.orphans, found.problems) == ([], [])
    assert validate(package_copy, renewed) == []


def test_orphans_are_listed_with_their_place_and_nothing_is_written(
    package_copy: Path, texts: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new.txt"
    new.write_text("Quite another article, about the price of herring.", "utf-8")
    before = (package_copy / "data" / "quotes.csv").read_bytes()
    found = reanchor(find(package_copy), "S000", new, texts, write=True)
    assert str(found.orphans[-1]).endswith("[reanchor.orphan]")
    assert {problem.path for problem in found.orphans} >= {"data/quotes.csv", "data/figures.csv", "data/evidence.csv"}
    assert (package_copy / "data" / "quotes.csv").read_bytes() == before


def test_without_write_nothing_is_written(package_copy: Path, texts: Path, renewed: Path) -> None:
    before = (package_copy / "data" / "quotes.csv").read_bytes()
    name = load("sources").filter(source_id="S000")["file_name"][0]
    reanchor(find(package_copy), "S000", renewed / name, texts, write=False)
    assert (package_copy / "data" / "quotes.csv").read_bytes() == before


def test_an_unknown_source_is_an_error_that_names_the_known_ones(package_copy: Path, texts: Path) -> None:
    with pytest.raises(PackageError, match="S000, S001"):
        reanchor(find(package_copy), "S999", next(texts.iterdir()), texts, write=False)
