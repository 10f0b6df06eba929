"""A file that is not an article is refused with a sentence, doubts are named, and nothing hangs."""

import time
from pathlib import Path

import pytest

from benchmarks.suggest.generated import article
from legitimate_targets.suggest.text.article_file import LARGEST_BYTES, LONGEST_LINE, ArticleError, read_article_file
from tests.support.suggesting import proposed

BAD = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\n\t", "is empty"),
    "nul": (b"A headline\0 with a NUL", "NUL byte"),
    "binary": (b"\x89PNG\r\n\x1a\n\xff\xfe\x00", "not a text file"),
    "other_encoding": ("Søren sa “nei”".encode("cp1252"), "is not UTF-8"),
    "mixed_encodings": ("Søren\n".encode() + "Søren".encode("latin-1"), ":2: is not UTF-8"),
    "no_letters": (b"123 456\n--- 789", "no letters"),
    "too_large": (b"a" * (LARGEST_BYTES + 1), "at most"),
    "no_paragraphs": (b"word " * LONGEST_LINE, "at most"),
}


@pytest.mark.parametrize("name", BAD)
def test_file_that_is_not_an_article_is_refused(name: str, tmp_path: Path) -> None:
    data, message = BAD[name]
    path = tmp_path / "article.txt"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match=message):
        read_article_file(path)


def test_text_of_50_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    begin = time.process_time()
    with pytest.raises(ArticleError, match="has 50000000 bytes"):
        read_article_file(path)
    assert time.process_time() - begin < 1


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="is not a file"):
        read_article_file(tmp_path / "nothing.txt")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Ada said “no.\n\nIt rained.", "never closed"),
        ("Ada said no.” It rained.", "has no opening one"),
        ("Rådet møttes i går, og alle var enige om planen for havna i byen.", "not English"),
        ("“Nobody knows who says this.”", "no speaker was found"),
    ],
)
def test_doubt_is_named(text: str, doubt: str) -> None:
    assert any(doubt in each for each in proposed(text).doubts)


def test_text_that_was_decoded_wrongly_is_doubtful(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("The mayor said â€œnoâ€\x9d to FranÃ§ois.", encoding="utf-8")
    assert any("wrong encoding" in doubt for doubt in read_article_file(path).doubts)


def test_file_name_is_one_that_sources_allows(tmp_path: Path) -> None:
    path = tmp_path / "Sjø & fjord (1).txt"
    path.write_text("A short text.", encoding="utf-8")
    assert read_article_file(path).name == "Sj_fjord_1.txt"


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes("One.\r\nTwo “three.\r\n“Four.”".encode())
    assert read_article_file(path).data == path.read_bytes()


PATHOLOGICAL = {
    "opening_marks": "“",
    "apostrophes": "'a 'b",
    "one_line_of_quotes": "He said “no” and ",
    "quotes_and_semicolons": "“x”; ",
    "offices_resumed": "A diplomat said “no”. The diplomat said “yes” to 4 boats. ",
    "nested_quotes": "“a ‘b’ ",
    "capitals": "Ada ",
    "numbers": "10 to 20 ",
    "commas": "Ada, ",
    "digits": "1",
    "number_words": "one hundred and ",
    "no_blanks": "a",
    "initials": "A.B. ",
    "possessives": "Ada’s ",
    "slashes": "ab/ ",
    "blanks": "a \t ",
}
SECONDS = 10
"""Seconds for one line: far more than it takes on any machine, far fewer than if time grew with the length squared."""


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_line_of_the_greatest_allowed_length_takes_bounded_time(name: str) -> None:
    part = PATHOLOGICAL[name]
    begin = time.process_time()
    proposed(part * (LONGEST_LINE // len(part)))
    assert time.process_time() - begin < SECONDS


def test_many_lines_take_time_in_proportion() -> None:
    begin = time.process_time()
    proposed("Ada Moss said “no” to 40 boats.\n" * 2_000)
    assert time.process_time() - begin < SECONDS


def test_ten_times_the_text_takes_about_ten_times_as_long() -> None:
    text = "\n\n".join(article(seed) for seed in range(60))
    proposed(text[:20_000])
    short, long = (_seconds(text[:length]) for length in (20_000, 200_000))
    assert long < 25 * short


def _seconds(text: str) -> float:
    begin = time.process_time()
    proposed(text)
    return time.process_time() - begin
