"""The pages for readers say what is so: README's numbers and outputs, the versions, the grammar, the links."""

import re
from pathlib import Path

import pytest

from legitimate_targets.datapackage.package import find
from legitimate_targets.tables.read_schema import CONSTRAINT_KEYS, FIELD_KEYS, SCHEMA_KEYS
from legitimate_targets.tables.types import TYPES
from tests.support.readme import README, SNIPPET, rendered

PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "schemas/README.md", "data/README.md")


def test_the_readme_shows_the_row_counts_and_outputs_of_today() -> None:
    text = README.read_text(encoding="utf-8")
    assert rendered(text) == text


def test_the_readme_loads_in_both_engines_and_queries() -> None:
    code = "".join(match["code"] for match in SNIPPET.finditer(README.read_text(encoding="utf-8")))
    assert all(part in code for part in ('load("quotes")', 'engine="pandas"', "schema(", "utterance_id="))


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
