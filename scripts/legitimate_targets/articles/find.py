"""Finds where a text has given words, and writes a span as the cells that a row holds."""

from collections.abc import Iterator

from legitimate_targets.datapackage.storage import sha256_hex

Span = tuple[int, int]
"""Start and end in code points, end exclusive."""

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def occurrences(text: str, words: str) -> Iterator[int]:
    """Yield each position at which `words` begin in `text`; yield nothing if `words` is empty."""
    start = text.find(words) if words else -1
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def places(text: str, words: str) -> Iterator[Span]:
    """Yield the span of each place where `text` has `words`; the spans may overlap.

    `first ... last`, with three dots or an ellipsis, spans the text from `first` to the next `last` after it.
    """
    first, ellipsis, last = words.replace("...", ELLIPSIS).partition(ELLIPSIS)
    if not ellipsis:
        yield from ((start, start + len(words)) for start in occurrences(text, words))
        return
    first, last = first.strip(), last.strip()
    for start in occurrences(text, first):
        end = text.find(last, start + len(first))
        if end >= 0:
            yield start, end + len(last)


def whole_word_spans(text: str, words: str) -> Iterator[Span]:
    """Yield the spans at which `words` appear as whole words: no letter, digit or underscore touches them.

    `words` must not be empty.
    """
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        is_whole = not (_continues_word(text[start - 1 : start]) or _continues_word(text[end : end + 1]))
        if is_whole:
            yield start, end
        start = text.find(words, end if is_whole else start + 1)


def span_cells(text: str, span: Span | None) -> dict[str, str | None]:
    """Return the cells start, end and sha256 of a span of `text`; they are None without a span."""
    if span is None:
        return {"start": None, "end": None, "sha256": None}
    start, end = span
    return {"start": str(start), "end": str(end), "sha256": sha256_hex(text[start:end])}


def _continues_word(character: str) -> bool:
    return character.isalnum() or character == "_"
