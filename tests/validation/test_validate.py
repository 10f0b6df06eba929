"""`validate` reports faults in order and in three formats, says what it left out, and ends with the right exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legitimate_targets import validate
from legitimate_targets.__main__ import program
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.checks.run import needed_tables
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError, Problem
from legitimate_targets.validation.validate_package import validate_package
from tests.support import packages
from tests.support.paths import ROOT


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Build the valid package, to be broken, and return its folder."""
    return packages.build("base", tmp_path / "base")


def run(*arguments: str | Path) -> Result:
    """Run the command `validate` with these arguments."""
    return CliRunner().invoke(program, ["validate", *map(str, arguments)])


def test_the_project_is_valid() -> None:
    assert validate() == []


def test_a_valid_package_ends_with_zero_and_says_what_was_checked(base: Path) -> None:
    result = run(base)
    report = validate_package(find(base))
    counts = f"{report.tables} tables, {report.rows} rows, {report.checks} checks"
    derived = "agreement not checked (run derive --check)"
    assert result.exit_code == 0
    assert result.output == f"valid: {counts}; {derived}; spans not compared with the articles (no --texts)\n"


def test_with_texts_the_number_of_compared_spans_is_printed(base: Path) -> None:
    result = run(base, "--texts", base / "texts")
    assert result.exit_code == 0
    assert f"{validate_package(find(base), base / 'texts').spans} spans compared with the articles" in result.output


def test_an_unknown_speaker_is_reported_with_its_line(tmp_path: Path) -> None:
    result = run(packages.build("quotes_speaker_id_foreign_key", tmp_path))
    line = "data/quotes.csv:2: speaker_id: is not in actors (nowhere) [quotes.speaker_id.foreign_key]"
    assert (result.exit_code, result.output.splitlines()[0]) == (1, line)
    assert result.output.splitlines()[1].startswith("1 fault: ")


def test_notes_alone_leave_a_package_valid(tmp_path: Path) -> None:
    result = run(packages.build("sources_byline_printed", tmp_path))
    assert result.exit_code == 0
    assert "note: byline: " in result.output
    assert "; 1 note; " in result.output


@pytest.mark.parametrize("arguments", [("absent",), ("absent", "--format", "json")])
def test_a_path_without_a_package_raises_the_error_that_ends_the_program_with_two(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert isinstance(result.exception, PackageError)
    assert "is not a package" in str(result.exception)


def test_an_unknown_format_ends_with_two(base: Path) -> None:
    assert run(base, "--format", "xml").exit_code == 2


def test_problems_are_sorted_by_file_line_and_column(base: Path) -> None:
    for name in ("quotes", "actors"):
        path = base / "data" / f"{name}.csv"
        path.write_text(path.read_text().replace("term", "tern").replace("person", "parson").replace("media", "medium"))
    found = validate(base)
    assert len(found) == 3
    assert found == sorted(found, key=Problem.sort_key)


def test_a_missing_table_is_one_fault_and_the_checks_that_need_it_are_left_out(base: Path) -> None:
    (base / "data" / "actors.csv").unlink()
    report = validate_package(find(base))
    assert [(problem.path, problem.rule) for problem in report.problems] == [("data/actors.csv", "gate.missing")]
    plan = read_plan(find(base))
    without_texts = [check for check in plan.checks if check.kind not in ("texts", "derived_texts")]
    assert report.left_out == tuple(check.id for check in without_texts if "actors" in needed_tables(check))
    assert report.checks == len(without_texts) - len(report.left_out)
    assert f"left out {len(report.left_out)} checks of tables that cannot be read" in run(base).output


def test_a_table_that_fails_the_gate_is_not_parsed(base: Path) -> None:
    path = base / "data" / "names.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b",\n", 2))
    assert {(problem.path, problem.rule) for problem in validate(base)} == {("data/names.csv", "gate.header")}


def many_faults(folder: Path, count: int) -> Path:
    """Build a package with this many actors without a type and return its folder."""
    path = packages.build("base", folder) / "data" / "actors.csv"
    rows = (f"a{number},A{number},,,,,other,\n" for number in range(count))
    path.write_text(path.read_text() + "".join(rows))
    return folder


def test_evidence_for_a_column_that_needs_none_is_reported(package_copy: Path) -> None:
    for schema in (package_copy / "schemas").glob("*.json"):
        schema.write_text(schema.read_text(encoding="utf-8").replace('"evidence": "required"', '"evidence": "none"'))
    with (package_copy / "data" / "evidence.csv").open(encoding="utf-8") as table:
        reasons = len(table.readlines()) - 1
    assert [problem.rule for problem in validate(package_copy)] == ["evidence.field.asked"] * reasons


def test_the_first_thousand_of_each_rule_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    result = run(many_faults(tmp_path / "many", 1003))
    lines = result.output.splitlines()
    assert sum("[actors.actor_type.required]" in line for line in lines[:-1]) == 1001
    assert "3 more [actors.actor_type.required]" in lines
    assert lines[-1].startswith("2006 faults: ")


def test_the_function_returns_all_faults(tmp_path: Path) -> None:
    found = validate(many_faults(tmp_path / "many", 1003))
    assert sum(problem.rule == "actors.actor_type.required" for problem in found) == 1003


def test_json_has_the_shape_of_a_frictionless_report_with_rule_and_table(tmp_path: Path) -> None:
    result = run(packages.build("quotes_kind_enum", tmp_path), "--format", "json")
    report = json.loads(result.output)
    (task,) = report["tasks"]
    (error,) = task["errors"]
    assert (result.exit_code, report["valid"], report["stats"]["errors"], task["place"]) == (
        1,
        False,
        1,
        "data/quotes.csv",
    )
    assert {key: error[key] for key in ("type", "rowNumber", "fieldName", "cell", "rule", "table")} == {
        "type": "constraint-error",
        "rowNumber": 2,
        "fieldName": "kind",
        "cell": "FRAGMENT",
        "rule": "quotes.kind.enum",
        "table": "quotes",
    }


@pytest.mark.parametrize(
    ("folder", "type_"),
    [
        ("quotes_start_type", "type-error"),
        ("quotes_primary_key", "primary-key"),
        ("quotes_source_id_foreign_key", "foreign-key"),
        ("sources_sha256_unique", "unique-error"),
        ("quotes_speaker_has_basis", "row-constraint"),
        ("gate_utf8", "encoding-error"),
    ],
)
def test_json_names_the_type_of_error_as_frictionless_does(tmp_path: Path, folder: str, type_: str) -> None:
    report = json.loads(run(packages.build(folder, tmp_path), "--format", "json").output)
    assert [error["type"] for task in report["tasks"] for error in task["errors"]] == [type_]


def test_github_annotates_the_line_of_the_file(tmp_path: Path) -> None:
    result = run(packages.build("quotes_kind_enum", tmp_path), "--format", "github")
    assert result.output.startswith("::error file=data/quotes.csv,line=2,title=quotes.kind.enum::kind: is not one of ")


@pytest.mark.parametrize("command", [["validate", "absent"], ["format", "absent"], ["new-id", "actors"]])
def test_the_program_ends_with_two_and_one_sentence(command: list[str]) -> None:
    program_call = [sys.executable, "-m", "legitimate_targets", *command]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    result = subprocess.run(program_call, capture_output=True, text=True, env=environment)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)


def test_a_command_imports_no_other_command() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from legitimate_targets.__main__ import program;"
        "CliRunner().invoke(program, ['new-id', 'quotes']);"
        "commands = [name for name in sys.modules if name.startswith('legitimate_targets.commands.')];"
        "print(commands, 'pandas' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    imported = [f"legitimate_targets.commands.{name}" for name in ("_shared", "new_id")]
    assert result.stdout == f"{imported} False\n"
