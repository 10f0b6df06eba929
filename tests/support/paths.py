"""Says where things are: the checkout, the articles' texts beside it, and the data that the tests read."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT.parent / "shared" / "texts"
"""The folder with the texts of the articles, which are not part of the project and may be missing."""

SOURCES = ROOT / "scripts" / "legitimate_targets"
TESTS = ROOT / "tests"
SUPPORT = TESTS / "support"
BROKEN = TESTS / "checks" / "broken"
EDGES = TESTS / "checks" / "edges"
MARKED = TESTS / "suggest" / "marked"
SIXTH = TESTS / "suggest" / "sixth.txt"
"""A made-up article on the event, as a curator would bring one."""
