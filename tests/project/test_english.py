"""The project's English: no sentence has a word or form that a careful native speaker would not have written."""

import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.support.paths import ROOT, SOURCES
from tests.support.prose import DEPENDENT, NO_VERB, avoided, docstrings, place, prose

SUFFIXES = {".py", ".md", ".json", ".sql", ".toml", ".html", ".css", ".js", ".yml", ".conf", ""}
OTHERS_WORDS = (
    "data/", "LICENSE", "tests/checks/broken/", "tests/checks/edges/", "tests/publish/cff/",
    "tests/support/naughty.json", "tests/support/prose.py", "scripts/legitimate_targets/suggest/text/words.toml",
)  # fmt: skip
"""Files whose words are not those of the code: data, quotations, cases, lists of words, and this list itself."""


@cache
def files() -> tuple[Path, ...]:
    """Return the files of the checkout that git tracks and whose words are the project's own."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = [name for name in listed.splitlines() if not name.startswith(OTHERS_WORDS)]
    return tuple(ROOT / name for name in names if Path(name).suffix in SUFFIXES and (ROOT / name).is_file())


def programs() -> list[Path]:
    """Return those of the files that are Python."""
    return [path for path in files() if path.suffix == ".py"]


def test_no_file_has_a_word_or_form_that_the_project_avoids() -> None:
    assert [
        f"{place(path, line)}: {words}: {name}" for path in files() for line, name, words in avoided(prose(path))
    ] == []


def test_every_docstring_is_understood_without_another() -> None:
    found = [(path, line, words) for path in programs() for line, words, _ in docstrings(path)]
    dependent = [each for each in found if each[2].lower().startswith(DEPENDENT)]
    assert [f"{place(path, line)}: {words[:60]}" for path, line, words in dependent] == []


def test_the_docstring_of_every_function_of_the_package_begins_with_a_verb() -> None:
    found = [(path, *each) for path in programs() if path.is_relative_to(SOURCES) for each in docstrings(path)]
    wrong = [(path, line, words) for path, line, words, is_function in found if is_function and _has_no_verb(words)]
    assert [f"{place(path, line)}: {words[:60]}" for path, line, words in wrong] == []


def _has_no_verb(words: str) -> bool:
    return words.split()[0].strip(",.:;`").lower() in NO_VERB


@pytest.mark.parametrize(
    "words",
    [
        "One row a person.", "what stands\n# in it", "There stood", "written anew", "a space behind", "Whoever asks",
        "what is told twice", "tells whether", "likewise", "where there is one",
    ],
)  # fmt: skip
def test_an_avoided_form_would_be_found(words: str) -> None:
    assert len(list(avoided(words))) == 1


@pytest.mark.parametrize("words", ["leaves nothing behind", "understands in time", "a word that stands for another"])
def test_an_ordinary_form_is_left_alone(words: str) -> None:
    assert list(avoided(words)) == []
