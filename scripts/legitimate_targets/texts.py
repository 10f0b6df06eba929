"""Compares spans, hashes and counts with the articles themselves, for whoever holds their texts."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from legitimate_targets.cells import Cells
from legitimate_targets.problem import Problem
from legitimate_targets.spans import source_of

Message = Callable[[str], str]


@dataclass
class Comparison:
    """What a comparison with the texts found, and how many spans it compared."""

    problems: list[Problem] = field(default_factory=list)
    spans: int = 0


def compare(cells: Mapping[str, Cells], folder: Path, messages: Mapping[str, str]) -> Comparison:
    """Compares every table with the texts in `folder`; `messages` are what to say, by the id of the check.

    A span is compared when its source's text is there and is, by its hash, the text that was coded.
    """
    found = Comparison()
    sources = {source_of(each.table).table for each in cells.values() if each.table.span}
    texts = {}
    for name in sorted(sources & cells.keys()):
        texts[name] = _read(cells[name], folder, messages, found)
    for each in cells.values():
        known = texts.get(source_of(each.table).table, {}) if each.table.span else {}
        _compare_spans(each, known, messages, found)
        if "printed" in each.table.columns:
            found.problems += _count_forms(each, known, messages)
    return found


def read_text(folder: Path, name: str) -> bytes | None:
    """The bytes of the text `name` in `folder`; null when no regular file of that name stands directly in it."""
    path = folder / name
    inside = path.resolve().parent == folder.resolve()
    return path.read_bytes() if inside and path.is_file() else None


def decode(data: bytes) -> str | None:
    """The text of these bytes by UTF-8, without translation of line ends; null when they are none."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _read(sources: Cells, folder: Path, messages: Mapping[str, str], found: Comparison) -> dict[str, str]:
    """The texts by key of their source; what does not agree with the row of the source is a problem."""
    texts = {}
    key = sources.table.primary_key[0]
    columns = (key, "file_name", "sha256", "bytes", "characters")
    for line, *cells in sources.sound(sources.typed, columns).select("line", *columns).iter_rows():
        row = dict(zip(columns, cells, strict=True))
        data = read_text(folder, row["file_name"])
        text = None if data is None else decode(data)
        wrong = ["file_name"] if data is None or text is None else _differences(row, data, text)
        for column in wrong:
            check = f"{sources.table.name}.{column}.texts"
            found.problems.append(Problem(sources.table.path, line, column, messages[check], str(row[column]), check))
        if text is not None and "sha256" not in wrong:
            texts[row[key]] = text
    return texts


def _differences(row: Mapping[str, object], data: bytes, text: str) -> list[str]:
    """The columns that are not what the text is; only the hash, where that differs: it is another text then."""
    if hashlib.sha256(data).hexdigest() != row["sha256"]:
        return ["sha256"]
    actual = {"bytes": len(data), "characters": len(text)}
    return [column for column, value in actual.items() if row[column] != value]


def _compare_spans(cells: Cells, texts: Mapping[str, str], messages: Mapping[str, str], found: Comparison) -> None:
    if not cells.table.span:
        return
    check = f"{cells.table.name}.span.text"
    columns = (cells.table.span.source, "start", "end", "sha256")
    rows = cells.sound(cells.typed, columns).select("line", *columns).drop_nulls()
    for line, source, start, end, sha256 in rows.iter_rows():
        if source not in texts:
            continue
        found.spans += 1
        if hashlib.sha256(texts[source][start:end].encode("utf-8")).hexdigest() != sha256:
            value = f"{source} {start}-{end}"
            found.problems.append(Problem(cells.table.path, line, "sha256", messages[check], value, check))


def _count_forms(names: Cells, texts: Mapping[str, str], messages: Mapping[str, str]) -> Iterator[Problem]:
    check = f"{names.table.name}.printed.texts"
    columns = ("source_id", "form", "printed")
    rows = names.sound(names.typed, columns).select("line", *columns).rows()
    counts = {source: printed(text, [row[2] for row in rows if row[1] == source]) for source, text in texts.items()}
    for line, source, form, stated in rows:
        if source in counts and counts[source][form] != stated:
            message = f"{messages[check]} ({counts[source][form]})"
            yield Problem(names.table.path, line, "printed", message, str(stated), check)


def printed(text: str, forms: Iterable[str]) -> Counter[str]:
    """How often each form stands in `text` as whole words, and not inside a longer one of the forms."""
    longest_first = sorted(set(forms), key=lambda form: (-len(form), form))
    if not longest_first:
        return Counter()
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
    return Counter(re.findall(pattern, text))
