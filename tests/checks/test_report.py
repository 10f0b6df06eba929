"""A report stays short however many faults it has, and prints only printable characters on a terminal."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from legitimate_targets.__main__ import program
from legitimate_targets.checks.report import MOST_SHOWN, Findings
from legitimate_targets.commands.validate import LARGE
from legitimate_targets.errors import SHOWN_MESSAGE, Problem
from legitimate_targets.validation.formats import FORMATS, SHOWN_CELL, as_github, closing

MILLION = 1_000_000
MOST_CHARACTERS = 2_000_000
"""Length that no report exceeds."""

ESCAPE = "\x1b[2J\n::error::"
"""Clears a terminal, and begins an annotation of a GitHub workflow."""


def single_file(folder: Path, rows: str, *fields: object) -> list[str]:
    """Write a CSV of these fields, named c0, c1, …, and its schema; return the arguments that validate it."""
    named = [{"name": f"c{number}", **field} for number, field in enumerate(fields) if isinstance(field, dict)]
    (folder / "t.csv").write_text(",".join(field["name"] for field in named) + "\n" + rows)
    (folder / "s.json").write_text(json.dumps({"fields": named}))
    return ["validate", str(folder / "t.csv"), "--schema", str(folder / "s.json")]


@pytest.mark.parametrize("form", FORMATS)
def test_a_million_faults_make_a_short_report(form: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        program, [*single_file(tmp_path, "x\n" * MILLION, {"type": "integer"}), "--format", form]
    )
    assert result.exit_code == 1
    assert len(result.output) < MOST_CHARACTERS
    assert str(MILLION) in result.output and str(MILLION - 1000) in result.output


@pytest.mark.parametrize("form", FORMATS)
def test_a_fault_of_a_very_long_rule_is_shortened(form: str, tmp_path: Path) -> None:
    codes = {"constraints": {"enum": [f"code{number}" for number in range(100_000)]}}
    result = CliRunner().invoke(program, [*single_file(tmp_path, "x\n" * 2000, codes), "--format", form])
    assert result.exit_code == 1
    assert len(result.output) < MOST_CHARACTERS


def test_a_very_long_cell_is_shortened(tmp_path: Path) -> None:
    arguments = single_file(tmp_path, f"{'x' * 400_000}\n" * 100, {"type": "integer"})
    result = CliRunner().invoke(program, [*arguments, "--format", "json"])
    (task,) = json.loads(result.output)["tasks"]
    assert {error["cell"] for error in task["errors"]} == {"x" * SHOWN_CELL}


def test_the_problems_of_very_many_rules_are_limited_in_all() -> None:
    found = Findings(1000)
    found.add(Problem("t.csv", 2, "c", "is wrong", "x", f"t.{number}") for number in range(MOST_SHOWN + 1500))
    report = found.report()
    assert (len(report.problems), report.faults, report.valid) == (MOST_SHOWN, MOST_SHOWN + 1500, False)
    last = list(FORMATS["text"](report))[-2:]
    assert last[0] == "500 more of 500 other rules"
    assert last[1].startswith(f"{MOST_SHOWN + 1500} faults: ")


def test_notes_beyond_the_limit_are_not_counted_as_faults() -> None:
    found = Findings(1)
    found.add([Problem("t.csv", line, "c", "is odd", "x", "t.c.printed", note=True) for line in (2, 3, 4)])
    report = found.report()
    assert (report.valid, report.notes, report.faults) == (True, 3, 0)
    assert closing(report).startswith("valid: ") and "; 3 notes; " in closing(report)


def test_a_fault_is_counted_if_notes_fill_the_report() -> None:
    found = Findings(MOST_SHOWN)
    found.add([Problem("t.csv", 2, "c", "is odd", "x", "t.c.printed", note=True)] * MOST_SHOWN)
    found.add([Problem("t.csv", 2, "c", "is wrong", "x", "t.c.type")])
    assert (found.report().valid, found.faults) == (False, 1)


@pytest.mark.parametrize("place", ["path", "column", "message", "value", "rule"])
def test_text_from_a_package_cannot_control_a_terminal_or_a_workflow(place: str) -> None:
    fields = {"path": "t.csv", "line": 2, "column": "c", "message": "is wrong", "value": "x", "rule": "t.c.type"}
    found = Findings()
    found.add([Problem(**{**fields, place: ESCAPE})])  # type: ignore[arg-type]
    report = found.report()
    assert str(report.problems[0]).isprintable()
    assert next(iter(as_github(report))).isprintable()


def test_a_very_long_message_is_cut_off() -> None:
    assert len(str(Problem("t.csv", 2, None, "x" * 10**6, None, "t.r"))) < SHOWN_MESSAGE + 100


def run_on_terminal(arguments: list[str]) -> tuple[bytes, bytes]:
    """Run a command and return what it prints: to its standard output, a pipe, and its standard error, a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "legitimate_targets", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        assert process.stdout
        out, drawn = process.stdout.read(), b""
        while chunk := _read(ours):
            drawn += chunk
    os.close(ours)
    return out, drawn


def _read(ours: int) -> bytes:
    """Return the next bytes from a terminal; no bytes once its other end is closed, which Linux reports as an error."""
    try:
        return os.read(ours, 2**16)
    except OSError:
        return b""


def test_a_large_file_draws_a_bar_on_a_terminal_and_nothing_elsewhere(tmp_path: Path) -> None:
    arguments = single_file(tmp_path, f"{'x' * 99}\n" * (LARGE // 100 + 1), {})
    out, drawn = run_on_terminal(arguments)
    assert out.startswith(b"valid: 1 table, ")
    assert b"validating" in drawn and b"100%" in drawn
    assert len(drawn) < 10_000
    done = subprocess.run([sys.executable, "-m", "legitimate_targets", *arguments], capture_output=True)
    assert (done.stdout, done.stderr) == (out, b"")


def test_a_small_file_draws_no_bar(tmp_path: Path) -> None:
    assert run_on_terminal(single_file(tmp_path, "x\n", {}))[1] == b""
