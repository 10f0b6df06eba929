"""Citing: the release, a table or a row, in every style, and a CITATION.cff that is valid by the official schema."""

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft7Validator, FormatChecker

from legitimate_targets.commands.cite import command
from legitimate_targets.datapackage.changelog import release_of
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError
from legitimate_targets.publish.citation import CFF, STYLES, citation

SCHEMA = json.loads((Path(__file__).parent / "cff" / "schema-1.2.0.json").read_text(encoding="utf-8"))
VERSION = find().version
DAY = release_of(find()).day
TITLE = "Legitimate Targets: five articles on one statement, coded cell by cell"


def cite(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def test_the_text_names_title_version_day_and_row() -> None:
    expected = f"{TITLE}, version {VERSION} ({DAY}), table quotes, row Q014. Data set, CC-BY-4.0.\n"
    assert cite("Q014").output == f"Legitimate Targets contributors, {expected}"


def test_apa_names_the_table() -> None:
    expected = f"({DAY.year}). {TITLE} (Version {VERSION}; table quotes) [Data set].\n"
    assert cite("quotes", "--style", "apa").output == f"Legitimate Targets contributors. {expected}"


def test_bibtex_is_one_entry_whose_braces_close() -> None:
    entry = cite("Q014", "--style", "bibtex").output
    assert entry.startswith(f"@misc{{legitimate-targets-{VERSION}-quotes-Q014,\n")
    assert entry.count("{") == entry.count("}") and f"  year = {{{DAY.year}}},\n" in entry


def test_bibtex_escapes_what_latex_reads_as_a_command() -> None:
    assert "table shared\\_wording" in cite("shared_wording", "--style", "bibtex").output


@pytest.mark.parametrize("part", [None, "quotes", "Q014"])
def test_cff_is_valid_against_the_official_schema(part: str | None) -> None:
    written = yaml.safe_load(STYLES["cff"](citation(find(), part)))
    errors = Draft7Validator(SCHEMA, format_checker=FormatChecker()).iter_errors(written)
    assert [error.message for error in errors] == []


def test_the_citation_file_is_the_one_that_the_package_gives(root: Path) -> None:
    assert (root / CFF).read_text(encoding="utf-8") == cite("--style", "cff").output


def test_a_row_with_a_key_of_several_columns_is_cited_by_its_cells() -> None:
    assert "table vocabulary, row kind/term." in cite("vocabulary/kind/term").output


def test_a_key_of_several_tables_is_refused_with_each_of_them() -> None:
    with pytest.raises(PackageError, match="is a row of measures and of ranges: name the table as well"):
        citation(find(), "drones-intercepted")


def test_an_unknown_row_is_answered_with_the_nearest() -> None:
    with pytest.raises(PackageError, match=r"there is no table or row 'Q0141'; nearest: .*Q014"):
        citation(find(), "Q0141")


def test_an_unknown_table_is_answered_with_the_nearest() -> None:
    with pytest.raises(PackageError, match=r"there is no table or row 'qotes'; nearest: quotes"):
        citation(find(), "qotes")


def test_a_version_that_the_changelog_does_not_have_cannot_be_cited(package_copy: Path) -> None:
    (package_copy / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n")
    with pytest.raises(PackageError, match=r"CHANGELOG.md: has no heading `## .* - YYYY-MM-DD`"):
        citation(find(package_copy))


def test_a_day_that_does_not_exist_is_named_with_its_line(package_copy: Path) -> None:
    (package_copy / "CHANGELOG.md").write_text(f"# Changelog\n\n## {VERSION} - 2026-02-30\n")
    with pytest.raises(PackageError, match=r"CHANGELOG.md:3: '2026-02-30' is not a date"):
        citation(find(package_copy))
