"""The English of the project: the sentences of each file, and words and forms that it avoids."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.support.paths import ROOT, SOURCES

GAP = r"[\s#]+"
"""What separates two words, in a comment of several lines as well."""

AVOIDED = {
    "one row a person (per person)": r"\b(?:(?:one|two|three) (?:row|line|cell|column|file|job)s?|a line) an? \w",
    "stands in (is in, appears in)": r"\b(?:stand|stands|standing|stood) (?:in|there|beside|alone)\b",
    "there stands (there is)": r"\bthere (?:stand|stands|stood)\b",
    "anew (again)": r"\banew\b",
    "behind (after)": r"\bbehind\b",
    "whoever": r"\bwhoever\b",
    "what is told (what is reported)": r"\b(?:what|which|that) (?:is|are|was|were) told\b",
    "tells (says, reports, returns)": r"\b(?:tell of|tells (?:of|what|which|whether|that|how|where))\b",
    "likewise": r"\blikewise\b",
    "for who has": r"\bfor who has\b",
    "where there is one": r"\bwhere there (?:is|are) (?:one|some|none)\b",
}
"""By its name, with what to say instead, the pattern of each word or form; a space is any gap between two words."""

ALLOWED = re.compile(r"\b(?:leave|leaves|leaving|left)\b[^.;:]{0,60}$", re.IGNORECASE)
"""What may be before `behind`: a thing is left behind."""

CODE = re.compile(r"`[^`\n]+`")
RELEASED = re.compile(r"^## [0-9]+[.][0-9]+[.][0-9]+ .*", re.MULTILINE | re.DOTALL)
"""In the changelog, the first heading of a version and all that follows: what users have read stays as it is."""

DEPENDENT = ("the same", "likewise", "as above", "as before", "all of them", "all of it", "also ", "and ")
"""Beginnings of a docstring that cannot be understood without another one."""

NO_VERB = {
    *(
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "it",
        "its",
        "one",
        "two",
        "no",
        "any",
        "some",
        "all",
        "each",
    ),
    *(
        "every",
        "what",
        "which",
        "who",
        "whose",
        "where",
        "when",
        "whether",
        "how",
        "why",
        "if",
        "so",
        "as",
        "by",
        "for",
    ),
    *("from", "in", "into", "of", "on", "at", "to", "with", "without", "both", "another", "other", "others", "such"),
}
"""First words of a docstring that is a noun phrase or a clause, as no function's is: that begins with a verb."""


def avoided(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each avoided form in a text: its line, its name and its words."""
    for name, pattern in AVOIDED.items():
        for found in re.finditer(pattern.replace(" ", GAP), text, re.IGNORECASE):
            if not (name.startswith("behind") and ALLOWED.search(text[: found.start()])):
                yield text.count("\n", 0, found.start()) + 1, name, " ".join(found[0].split())


def prose(path: Path) -> str:
    """Return what of a file is the project's English, with each line at its place.

    In a program outside of the package these are its comments, its docstrings and the names of its tests, as other
    strings may be the words of an article. In a page, code and the notes on versions that were released are left out.
    """
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        return CODE.sub("", RELEASED.sub("", text))
    if path.suffix != ".py" or path.is_relative_to(SOURCES):
        return text
    lines = [""] * (text.count("\n") + 1)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            lines[token.start[0] - 1] += token.string
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            for number, line in enumerate(node.value.value.split("\n"), node.lineno - 1):
                lines[number] += line
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            lines[node.lineno - 1] += node.name.replace("_", " ")
    return "\n".join(lines)


def docstrings(path: Path) -> Iterator[tuple[int, str, bool]]:
    """Yield each docstring of a program: its line, its words, and whether it is that of a function or method.

    A property is no function here, as it is named for what it is.
    """
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            words = ast.get_docstring(node)
            if words:
                yield getattr(node, "lineno", 1), words, _is_function(node)


def _is_function(node: ast.AST) -> bool:
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    return not any("property" in ast.unparse(each) for each in node.decorator_list)


def place(path: Path, line: int) -> str:
    """Return a line of a file as an address in the checkout."""
    return f"{path.relative_to(ROOT)}:{line}"
