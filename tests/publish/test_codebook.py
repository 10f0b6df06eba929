"""The codebook: current, complete, and in agreement with the rows of the tables."""

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from legitimate_targets.checks.plan import read_plan
from legitimate_targets.commands.codebook import command
from legitimate_targets.datapackage.package import INDEX, find, read_json
from legitimate_targets.errors import PackageError
from legitimate_targets.publish import markdown
from legitimate_targets.publish.codebook import PATH, codebook, is_current
from legitimate_targets.tables.model import Table
from tests.support.editing import reword_a_rule

TABLES = read_plan(find()).tables


@pytest.fixture(scope="module")
def book() -> str:
    return codebook(find())


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV, read by a parser that the project does not use."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def section(book: str, heading: str) -> str:
    """Return the text under a heading, up to the next heading of any level."""
    return book.split(f"\n{heading}\n", 1)[1].split("\n#", 1)[0]


def test_the_codebook_in_the_package_is_current() -> None:
    assert is_current(find())


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_column_has_its_filled_and_empty_cells(book: str, root: Path, table: Table) -> None:
    rows = rows_of(root / table.path)
    text = section(book, f"### {table.name}")
    assert f"{len(rows)} rows in `{table.path}`" in text
    for field in table.fields:
        filled = sum(row[field.name] != "" for row in rows)
        assert re.search(rf"^\| `{field.name}` \|.*\| {filled} \| {len(rows) - filled} \|", text, re.MULTILINE)


def test_every_code_has_its_number_of_uses(book: str, root: Path) -> None:
    quotes = rows_of(root / "data" / "quotes.csv")
    text = section(book, "### kind")
    for code in ("fragment", "pseudo", "sentence", "term"):
        count = sum(row["kind"] == code for row in quotes)
        assert re.search(rf"^\| `{code}` \|.*\| {count} \|$", text, re.MULTILINE)


def test_every_code_has_label_definition_and_origin(book: str, root: Path) -> None:
    for row in rows_of(root / "data" / "vocabulary.csv"):
        text = section(book, f"### {row['list']}")
        assert f"| `{row['code']}` | {row['label']} | {row['definition']} |" in text
        assert f"Origin: {row['origin']}" in text
        assert row["deviation"] in text


def test_coding_rules_are_in_their_order_with_their_examples(book: str, root: Path) -> None:
    rules = sorted(rows_of(root / "data" / "rules.csv"), key=lambda row: int(row["number"]))
    headings = [f"### {rule['number']}. {rule['rule_id']} ({rule['table']})" for rule in rules]
    assert re.findall(r"^### \d+\. .*$", book, re.MULTILINE) == headings
    for rule, heading in zip(rules, headings, strict=True):
        text = section(book, heading)
        assert all(rule[column] in text for column in ("rule", "plain", "borderline", "why_borderline"))


def test_a_column_that_needs_evidence_says_how_many_cells_have_it(book: str, root: Path) -> None:
    evidence = rows_of(root / "data" / "evidence.csv")
    reasons = [row for row in evidence if (row["table"], row["field"]) == ("quotes", "cue")]
    cells = len({row["row_id"] for row in reasons})
    assert f"required: {cells} of {cells} cells have evidence; rows: {len(reasons)} |" in section(book, "### quotes")


def test_a_column_without_evidence_says_why(book: str) -> None:
    for table in TABLES.values():
        for field in table.fields:
            assert field.evidence or f"none: {field.why}" in section(book, f"### {table.name}")


def test_rules_for_each_row_and_across_tables_are_listed(book: str, root: Path) -> None:
    for rule in TABLES["quotes"].rules:
        assert f"- `quotes.{rule.name}`: {rule.message}." in section(book, "### quotes")
    for query in (root / "schemas" / "across").glob("*.sql"):
        assert f"- `across.{query.stem}`: " in section(book, "## Rules across tables")


def test_the_limits_of_the_package_are_listed(book: str) -> None:
    limits = read_json(find().files, INDEX)["limits"]
    assert limits and section(book, "## Limits").strip().splitlines() == [f"- {limit}" for limit in limits]


def test_every_link_within_the_codebook_leads_to_a_heading(book: str) -> None:
    anchors = {markdown.anchor(heading) for heading in re.findall(r"^#+ (.*)$", book, re.MULTILINE)}
    links = set(re.findall(r"\]\((#[^)]*)\)", book))
    assert links and links <= anchors


def test_no_two_headings_have_the_same_anchor(book: str) -> None:
    anchors = [markdown.anchor(heading) for heading in re.findall(r"^#+ (.*)$", book, re.MULTILINE)]
    assert len(set(anchors)) == len(anchors)


def test_check_refuses_an_edit_by_hand_and_leaves_it(package_copy: Path) -> None:
    path = package_copy / PATH
    path.write_text("edited by hand\n")
    result = CliRunner().invoke(command, [str(package_copy), "--check"])
    assert (result.exit_code, path.read_text()) == (1, "edited by hand\n")
    assert "run `legitimate-targets codebook`" in result.output


def test_check_accepts_what_the_command_wrote(package_copy: Path) -> None:
    (package_copy / PATH).unlink()
    assert CliRunner().invoke(command, [str(package_copy)]).exit_code == 0
    assert CliRunner().invoke(command, [str(package_copy), "--check"]).exit_code == 0


def test_a_changed_row_makes_the_codebook_stale(package_copy: Path) -> None:
    reword_a_rule(package_copy)
    assert not is_current(find(package_copy))


def test_a_package_without_the_tables_of_the_codebook_is_answered_with_a_sentence(package_copy: Path) -> None:
    index = package_copy / INDEX
    lines = index.read_text().splitlines(keepends=True)
    index.write_text("".join(line for line in lines if '{"name": "rules"' not in line))
    with pytest.raises(PackageError, match="there is no table 'rules'"):
        codebook(find(package_copy))


def test_a_bar_in_a_cell_does_not_open_a_new_one() -> None:
    assert markdown.table(["a"], [["x|y"]]).splitlines()[-1] == "| x\\|y |"


def test_agreement_has_coders_rounds_and_settlements(book: str, root: Path) -> None:
    text = book.split("\n## How far two coders agree\n", 1)[1].split("\n## ", 1)[0]
    agreement = rows_of(root / "data" / "audit" / "agreement.csv")
    assert len({(row["round"], row["table"], row["field"]) for row in agreement}) >= 15
    for row in agreement:
        assert f"| {row['round']} | {row['table']} | {row['field']} | {row['metric']} | {row['units']} |" in text
    for table in ("coders", "settlements"):
        assert rows_of(root / "data" / "audit" / f"{table}.csv")
    assert all(row["settled"] in text for row in rows_of(root / "data" / "audit" / "settlements.csv"))
