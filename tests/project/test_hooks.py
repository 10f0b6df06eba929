"""The hooks of .pre-commit-hooks.yaml refuse what is not in canonical form or not valid, and nothing else."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from legitimate_targets.datapackage.package import find
from tests.support.paths import ROOT

HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
}
FORMAT, VALIDATE = "legitimate-targets-format", "legitimate-targets-validate"
QUOTES = "data/quotes.csv"


def run(hook: str, package: Path) -> subprocess.CompletedProcess[str]:
    """Run the entry of a hook in a package, as git does in a checkout of one."""
    program, *arguments = shlex.split(HOOKS[hook]["entry"])
    assert program in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    command = [sys.executable, "-m", "legitimate_targets", *arguments]
    return subprocess.run(command, cwd=package, capture_output=True, text=True, check=False)


def edit(package: Path, old: str, new: str) -> None:
    text = (package / QUOTES).read_text("utf-8")
    assert old in text
    (package / QUOTES).write_text(text.replace(old, new, 1), "utf-8")


def test_there_is_a_hook_for_the_form_and_one_for_the_faults() -> None:
    assert HOOKS.keys() == {FORMAT, VALIDATE}


@pytest.mark.parametrize("hook", HOOKS)
def test_a_sound_package_passes(hook: str, package_copy: Path) -> None:
    done = run(hook, package_copy)
    assert (done.returncode, done.stderr) == (0, "")


def test_needless_quotes_are_refused_by_the_hook_for_the_form(package_copy: Path) -> None:
    edit(package_copy, "Q001,", '"Q001",')
    done = run(FORMAT, package_copy)
    assert done.returncode == 1
    assert done.stdout.endswith(
        "is the first line that is not in canonical form: had needless quotes [format.canonical]\n"
    )


def test_the_hook_for_the_form_writes_nothing(package_copy: Path) -> None:
    edit(package_copy, "Q001,", '"Q001",')
    before = (package_copy / QUOTES).read_bytes()
    run(FORMAT, package_copy)
    assert (package_copy / QUOTES).read_bytes() == before


def test_an_unknown_code_is_refused_by_the_hook_for_faults_alone(package_copy: Path) -> None:
    edit(package_copy, ",pseudo,", ",psuedo,")
    assert run(FORMAT, package_copy).returncode == 0
    done = run(VALIDATE, package_copy)
    assert (done.returncode, "(psuedo) [quotes.kind.enum]" in done.stdout) == (1, True)


@pytest.mark.parametrize("hook", HOOKS)
def test_a_merge_conflict_is_refused_with_its_lines(hook: str, package_copy: Path) -> None:
    edit(package_copy, "\nQ002", "\n<<<<<<< HEAD\n=======\n>>>>>>> other\nQ002")
    done = run(hook, package_copy)
    assert (done.returncode, "lines 3 to 5 are a merge conflict" in done.stdout) == (1, True)


@pytest.mark.parametrize("hook", HOOKS)
def test_a_change_of_any_table_or_schema_starts_the_hook(hook: str) -> None:
    resources = find(ROOT).resources
    paths = ["datapackage.json", *(path for each in resources for path in (each.path, each.schema))]
    assert [path for path in paths if not re.search(HOOKS[hook]["files"], path)] == []
    assert not re.search(HOOKS[hook]["files"], "scripts/legitimate_targets/errors.py")
