"""Writes what a program can write into the pages for readers: tables, and below each snippet what it prints.

Run as a program it writes the pages again; test_readme.py compares them with what it would write.
"""

import io
import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner

from legitimate_targets import load
from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.commands.validate import command as validate
from legitimate_targets.datapackage.package import find
from legitimate_targets.publish.codebook import PATH, overview
from tests.support.paths import ROOT

README = ROOT / "README.md"
LOADING = ROOT / "docs" / "loading.md"
HOW_IT_WORKS = ROOT / "docs" / "how-it-works.md"
TABLES = re.compile(r"(<!-- tables -->\n).*?(<!-- /tables -->)", re.DOTALL)
FAULT = re.compile(r"(<!-- fault -->\n).*?(<!-- /fault -->)", re.DOTALL)
SNIPPET = re.compile(r"```python\n(?P<code>.*?)```\n(?:\n```text\n(?P<output>.*?)```\n)?", re.DOTALL)
AUDIT = "data/audit/"
"""Where the tables are that say how the data were made; the README leaves them to the codebook."""


def with_outputs(text: str) -> str:
    """Return `text` with the table of tables and the outputs of its snippets as they are now.

    The snippets of a page are one program; below one that prints nothing there is no output.
    """
    plan, names = read_plan(find()), dict[str, Any]()
    text = TABLES.sub(lambda match: f"{match[1]}{overview(_without_audit(plan), load(), PATH)}\n{match[2]}", text)
    return SNIPPET.sub(lambda match: _with_output(match["code"], names), text)


def with_fault(text: str) -> str:
    """Return `text` with what `validate` now prints for the fault that docs/how-it-works.md follows."""
    return FAULT.sub(lambda match: f"{match[1]}```text\n{_printed_fault()}```\n{match[2]}", text)


RENDERED: Mapping[Path, Callable[[str], str]] = {README: with_outputs, LOADING: with_outputs, HOW_IT_WORKS: with_fault}
"""The pages that a program writes parts of, and what writes them."""


def _without_audit(plan: Plan) -> Plan:
    shown = {name: table for name, table in plan.tables.items() if not table.path.startswith(AUDIT)}
    return replace(plan, tables=shown)


def _with_output(code: str, names: dict[str, Any]) -> str:
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), names)
    output = f"\n```text\n{printed.getvalue()}```\n" if printed.getvalue() else ""
    return f"```python\n{code}```\n{output}"


def _printed_fault() -> str:
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        for name in ("schemas", "data"):
            shutil.copytree(ROOT / name, copy / name)
        shutil.copy(ROOT / "datapackage.json", copy)
        quotes = copy / "data" / "quotes.csv"
        rows = quotes.read_text(encoding="utf-8").splitlines(keepends=True)
        changed = [row.replace(",sentence,", ",sentense,") if row.startswith("Q015,") else row for row in rows]
        quotes.write_text("".join(changed), encoding="utf-8")
        result = CliRunner().invoke(validate, [str(copy)])
    return f"$ legitimate-targets validate copy\n{result.output}"


if __name__ == "__main__":
    for page, write in RENDERED.items():
        page.write_text(write(page.read_text(encoding="utf-8")), encoding="utf-8")
