"""No file of the project holds more than eight words in a row of an article's own prose."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.test_completeness import Coding, forms, rows, span
from tests.support import article_scan as reading
from tests.support.article_scan import Span

LONGEST = 8
WORD = re.compile(r"[^\W_]+(?:[’'.,]\w+)*")
SHOWN = 5

Words = tuple[str, ...]


def words(text: str) -> Words:
    return tuple(found.group().casefold().replace("’", "'") for found in WORD.finditer(text))


def public(coding: Coding, source: str) -> Iterator[Span]:
    """Yield what the package may hold of an article: quoted speech, printed numbers, names and the headline."""
    yield from reading.quotations(coding.texts[source])
    yield from coding.spans("figures", source)
    yield from forms(coding, source)
    for row in rows(coding.data / "evidence.csv"):
        if row["source_id"] == source and (row["table"], row["field"]) == ("sources", "headline"):
            yield span(row)


def prose(coding: Coding, source: str) -> list[Words]:
    """Return the words of each stretch of an article's own prose: what lies between the public spans, by line."""
    text = list(coding.texts[source])
    for start, end in public(coding, source):
        text[start:end] = "\n" * (end - start)
    return [words(line) for line in "".join(text).split("\n")]


def runs(stretch: Words, length: int) -> Iterator[Words]:
    return (stretch[start : start + length] for start in range(len(stretch) - length + 1))


def longest_shared(own: Words, prose: list[Words]) -> Words:
    """Return the longest run of words that a file shares with a stretch of prose."""
    best: Words = ()
    while True:
        length = len(best) + 1
        held = set(runs(own, length))
        longer = next((run for stretch in prose for run in runs(stretch, length) if run in held), None)
        if longer is None:
            return best
        best = longer


def files(root: Path) -> list[Path]:
    """Return every text file of the project that git tracks."""
    listed = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout
    paths = [root / name for name in listed.splitlines()]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:1024]]


@pytest.fixture(scope="module")
def shared(root: Path, texts: Path) -> list[tuple[int, str]]:
    coding = Coding(root / "data", texts)
    stretches = [stretch for source in coding.texts for stretch in prose(coding, source)]
    found = []
    for path in files(root):
        own = words(path.read_bytes().decode("utf-8", errors="replace"))
        found.append((len(longest_shared(own, stretches)), str(path.relative_to(root))))
    return sorted(found, reverse=True)


def test_no_file_holds_more_than_eight_words_of_an_article_in_a_row(
    shared: list[tuple[int, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        print("\nlongest runs of words shared with an article's own prose:")
        for length, name in shared[:SHOWN]:
            print(f"  {length} words: {name}")
    assert shared[0][0] <= LONGEST


def test_a_copied_sentence_is_found() -> None:
    article = [words("The quick brown fox jumps over the lazy dog by the river"), words("nothing else")]
    assert longest_shared(words("he wrote that the lazy dog by the river slept"), article) == words(
        "the lazy dog by the river"
    )
