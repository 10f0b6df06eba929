"""Finds where a text has given words, as whole words."""

from collections.abc import Iterator

Span = tuple[int, int]
"""Start and end in code points, end exclusive."""


def whole_word_spans(text: str, words: str) -> Iterator[Span]:
    """Yield the spans of `words`, which are not empty, where no letter, digit or underscore touches them in `text`."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        is_whole = not (_continues_word(text[start - 1 : start]) or _continues_word(text[end : end + 1]))
        if is_whole:
            yield start, end
        start = text.find(words, end if is_whole else start + 1)


def _continues_word(character: str) -> bool:
    return character.isalnum() or character == "_"
