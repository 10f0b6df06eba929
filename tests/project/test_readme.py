"""The pages for readers are true: their numbers and outputs, the versions, the grammar, the links and the modules."""

import re
from pathlib import Path

import pytest

from legitimate_targets.datapackage.package import find
from legitimate_targets.tables.read_schema import CONSTRAINT_KEYS, FIELD_KEYS, SCHEMA_KEYS
from legitimate_targets.tables.types import TYPES
from tests.support.paths import ROOT
from tests.support.readme import LOADING, README, RENDERED, SNIPPET

PAGES = (
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "schemas/README.md", "data/README.md"),
    *(str(page.relative_to(ROOT)) for page in sorted((ROOT / "docs").rglob("*.md"))),
)
MODULE = re.compile(r"`((?:[a-z_]+/)+[a-z_]+\.py)`")
PATHS_FROM = ("scripts/legitimate_targets/", "")
"""The folders that a page may give the path of a module from."""

MAPS = ("CONTRIBUTING.md", "docs/how-it-works.md", "docs/untrusted-packages.md")
"""The pages that name modules."""


@pytest.mark.parametrize("page", RENDERED, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_shows_the_row_counts_and_outputs_of_today(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert RENDERED[page](text) == text


def test_the_pages_load_in_both_engines_query_and_validate() -> None:
    pages = (page.read_text(encoding="utf-8") for page in (README, LOADING))
    code = "".join(match["code"] for page in pages for match in SNIPPET.finditer(page))
    parts = ('load("quotes")', 'engine="pandas"', "schema(", "utterance_id=", "validate(")
    assert all(part in code for part in parts)


def test_the_readme_says_how_to_install_within_thirty_lines() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    assert "pip install ." in lines[:30]


@pytest.mark.parametrize("page", MAPS)
def test_every_module_that_a_page_names_is_there(root: Path, page: str) -> None:
    named = MODULE.findall((root / page).read_text(encoding="utf-8"))
    missing = [path for path in named if not any((root / start / path).is_file() for start in PATHS_FROM)]
    assert named and missing == []


def test_the_changelog_has_the_version_of_the_package(root: Path) -> None:
    version = find().version
    assert re.search(rf"^## {re.escape(version)}\b", (root / "CHANGELOG.md").read_text(), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_file_leads_to_one(root: Path, page: str) -> None:
    path = root / page
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_property_and_constraint_that_a_schema_may_have_is_explained(root: Path) -> None:
    text = (root / "schemas" / "README.md").read_text(encoding="utf-8")
    named = {key for key in SCHEMA_KEYS | FIELD_KEYS | CONSTRAINT_KEYS if f"`{key}`" in text}
    assert named == SCHEMA_KEYS | FIELD_KEYS | CONSTRAINT_KEYS


@pytest.mark.parametrize("type_", [name for name, type_ in TYPES.items() if type_.written])
def test_the_written_grammar_of_each_type_is_the_one_that_is_checked(root: Path, type_: str) -> None:
    text = (root / "schemas" / "README.md").read_text(encoding="utf-8")
    pattern = str(TYPES[type_].written).replace("|", "\\|")
    assert f"\n| {type_} | `{pattern}` |" in text


def test_every_make_target_is_explained_by_one_line(root: Path) -> None:
    lines = (root / "Makefile").read_text().splitlines()
    targets = next(line for line in lines if line.startswith(".PHONY")).split()[1:]
    for target in targets:
        rule = next(number for number, line in enumerate(lines) if line.startswith(f"{target}:"))
        assert lines[rule - 1].startswith(f"# {target}: ")
