"""Writes in README.md what a program can: the table of the tables, and below each snippet what it prints.

Run as a program it writes README.md anew; test_readme.py holds the file to it.
"""

import io
import re
from contextlib import redirect_stdout
from typing import Any

from legitimate_targets import load
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import find
from legitimate_targets.publish.codebook import PATH, overview
from tests.support.paths import ROOT

README = ROOT / "README.md"
TABLES = re.compile(r"(<!-- tables -->\n).*?(<!-- /tables -->)", re.DOTALL)
SNIPPET = re.compile(r"```python\n(?P<code>.*?)```\n(?:\n```text\n(?P<output>.*?)```\n)?", re.DOTALL)


def rendered(text: str) -> str:
    """`text` with the table of the tables and the outputs as they are now; a snippet that prints nothing has none."""
    overview_now = overview(read_plan(find()), load(), PATH)
    text = TABLES.sub(lambda match: f"{match[1]}{overview_now}\n{match[2]}", text)
    names: dict[str, Any] = {}
    return SNIPPET.sub(lambda match: _with_output(match["code"], names), text)


def _with_output(code: str, names: dict[str, Any]) -> str:
    """The snippet and what it prints; the snippets of a page are one program, its names in `names`."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), names)
    output = f"\n```text\n{printed.getvalue()}```\n" if printed.getvalue() else ""
    return f"```python\n{code}```\n{output}"


if __name__ == "__main__":
    README.write_text(rendered(README.read_text(encoding="utf-8")), encoding="utf-8")
