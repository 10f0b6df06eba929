"""Shows characters of a text with a few words on each side."""

from legitimate_targets.articles.words import words

AROUND = 8
"""Words on each side, at most: as many as may stand in a row outside of the articles."""


def in_context(text: str, start: int, end: int, around: int = AROUND) -> str:
    """The characters from start to end in brackets, with up to `around` words on each side, in one line."""
    before = [word.start for word in words(text) if word.end <= start][-around:]
    behind = [word.end for word in words(text) if word.start >= end][:around]
    first, last = min([*before, start]), max([*behind, end])
    opening, closing = "... " if text[:first].strip() else "", " ..." if text[last:].strip() else ""
    return " ".join(f"{opening}{text[first:start]}[{text[start:end]}]{text[end:last]}{closing}".split())
