"""Finds where a text has given words, as whole words."""

from collections.abc import Iterator

Span = tuple[int, int]


def whole_word_spans(text: str, words: str) -> Iterator[Span]:
    """The spans of `words`, which are not empty, in `text` where no letter, digit or low line touches them."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        is_whole = not (_goes_on(text[start - 1 : start]) or _goes_on(text[end : end + 1]))
        if is_whole:
            yield start, end
        start = text.find(words, end if is_whole else start + 1)


def _goes_on(character: str) -> bool:
    return character.isalnum() or character == "_"
