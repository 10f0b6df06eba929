"""Compares one article's text with its rows, in plain Python; both the polars and the Spark engine call this.

Derived tables are compared in derive/compare.py.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from legitimate_targets.articles.dates import contradicts
from legitimate_targets.datapackage.storage import sha256_hex

Key = TypeVar("Key")
"""How an engine identifies a row: by the line of its file, or by the values of its key."""


class Row(NamedTuple, Generic[Key]):
    """What a row says of its source's text; cells that it does not have, or that failed a check, are None.

    `start` and `end` count code points, `sha256` is the hash of the words between them, in UTF-8; `printed` is how
    often `form` appears in the text. If there is a `day` (YYYY-MM-DD), it is the row's cell in the column `field`, and
    the place is that of its evidence.
    """

    table: str
    key: Key
    start: int | None
    end: int | None
    sha256: str | None
    form: str | None
    printed: int | None
    field: str | None = None
    day: str | None = None


@dataclass(frozen=True)
class Article(Generic[Key]):
    """What a row of the table of sources says of its text, the text itself, and the rows that lie in it.

    `size` counts bytes, `length` code points; `data` are the bytes of the text, None if there is none.
    """

    table: str
    key: Key
    source: str
    file_name: str
    sha256: str
    size: int | None
    length: int | None
    data: bytes | None
    rows: tuple[Row[Key], ...]


class Fault(NamedTuple, Generic[Key]):
    """A disagreement: the id of the check, the row, its column, the value, and what was counted instead."""

    rule: str
    table: str
    key: Key
    field: str
    value: str
    found: int | None = None


@dataclass(frozen=True)
class Comparison(Generic[Key]):
    """The faults of an article, and how many of its spans were compared."""

    faults: tuple[Fault[Key], ...]
    spans: int


def compare(article: Article[Key]) -> Comparison[Key]:
    """Compare an article with its rows. The rows are compared only if the text has the hash of the coded text."""
    text = None if article.data is None else decode(article.data)
    wrong = {"file_name": article.file_name} if text is None else _differences(article, text)
    faults = [
        Fault(f"{article.table}.{column}.texts", article.table, article.key, column, str(value))
        for column, value in wrong.items()
    ]
    if text is None or "sha256" in wrong:
        return Comparison(tuple(faults), 0)
    placed = [row for row in article.rows if None not in (row.start, row.end, row.sha256) and row.day is None]
    of_rows = (*_moved(article, placed, text), *_miscounted(article.rows, text), *_misdated(article.rows, text))
    return Comparison((*faults, *of_rows), len(placed))


def decode(data: bytes) -> str | None:
    """Return the text of these bytes in UTF-8, line ends untranslated, or None if they are not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def printed(text: str, forms: Iterable[str]) -> Counter[str]:
    """Count how often each form appears in `text` as whole words and not inside a longer one of the forms."""
    longest_first = sorted(set(forms), key=lambda form: (-len(form), form))
    if not longest_first:
        return Counter()
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
    return Counter(re.findall(pattern, text))


def _differences(article: Article[Key], text: str) -> dict[str, object]:
    """Return the cells that the text contradicts. If the hash differs, return it alone: this is a different text."""
    data = article.data or b""
    if sha256_hex(data) != article.sha256:
        return {"sha256": article.sha256}
    sizes = (("bytes", article.size, len(data)), ("characters", article.length, len(text)))
    return {column: stated for column, stated, actual in sizes if stated not in (None, actual)}


def _moved(article: Article[Key], rows: list[Row[Key]], text: str) -> Iterator[Fault[Key]]:
    """Yield the faults of the spans whose words do not have the hash of their row."""
    for row in rows:
        if sha256_hex(text[row.start : row.end]) != row.sha256:
            place = f"{article.source} {row.start}-{row.end}"
            yield Fault(f"{row.table}.span.text", row.table, row.key, "sha256", place)


def _miscounted(rows: Iterable[Row[Key]], text: str) -> Iterator[Fault[Key]]:
    """Yield the faults of the forms that appear in the text a different number of times."""
    counted = [(row, row.form) for row in rows if row.form is not None and row.printed is not None]
    counts = printed(text, (form for _, form in counted))
    for row, form in counted:
        if counts[form] != row.printed:
            rule = f"{row.table}.printed.texts"
            yield Fault(rule, row.table, row.key, "printed", str(row.printed), counts[form])


def _misdated(rows: Iterable[Row[Key]], text: str) -> Iterator[Fault[Key]]:
    """Yield the faults of the days that the words of their evidence contradict; words that have moved say nothing."""
    for row in rows:
        if row.day is not None and row.field is not None:
            words = text[row.start : row.end]
            if sha256_hex(words) == row.sha256 and contradicts(words, date.fromisoformat(row.day)):
                yield Fault(f"{row.table}.{row.field}.words", row.table, row.key, row.field, row.day)
