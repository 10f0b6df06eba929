"""Finds speakers by other means, for comparison: a regular expression, and textacy, which `make bench` installs."""

import json
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from legitimate_targets.checks.loading import load

Found = list[tuple[int, int, str]]
"""The quotations of one text: start, end and speaker."""

_NAME = r"[A-Z]\w+(?:\s[A-Z]\w+)*"
_QUOTE = re.compile(rf"[“\"](?P<words>[^”\"\n]+)[”\"],?\s+(?:said\s+(?P<after>{_NAME})|(?P<before>{_NAME})\s+said)")


def by_regex(texts: list[str]) -> list[Found]:
    """Return the quotations of each text in the simplest patterns: “…” said Name, “…” Name said."""
    return [
        [(*each.span("words"), each["after"] or each["before"]) for each in _QUOTE.finditer(text)] for text in texts
    ]


def by_textacy(texts: list[str]) -> list[Found] | str:
    """Return textacy's direct quotations, on the model that `suggest` uses, or the reason why there are none."""
    if find_spec("textacy") is None:
        return "it is not installed"
    program = Path(__file__).with_name("with_textacy.py")
    command = [sys.executable, str(program)]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=False)
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["it failed without a message"])[-1]
    return [[(start, end, speaker) for start, end, speaker in found] for found in json.loads(done.stdout)]


def share(found: list[Found]) -> tuple[int, int]:
    """Return how many of the package's quotes with a speaker are given to a form of its name, and how many there are.

    `found` has one list per source of the package, in order.
    """
    right = total = 0
    for source, proposed in zip(load("sources")["source_id"], found, strict=True):
        names = load("names").filter(source_id=source)
        for quote in load("quotes").filter(source_id=source).drop_nulls("speaker_id").rows(named=True):
            forms = set(names.filter(actor_id=quote["speaker_id"])["form"])
            middle = (quote["start"] + quote["end"]) // 2
            total += 1
            right += any(start <= middle < end and speaker in forms for start, end, speaker in proposed)
    return right, total
