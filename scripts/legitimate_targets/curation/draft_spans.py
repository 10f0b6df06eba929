"""Gives the rows of a draft their spans and hashes anew, so that a person edits words and never counts characters."""

import hashlib
from collections.abc import Mapping

from legitimate_targets.articles.compare import printed
from legitimate_targets.curation.anchor import places
from legitimate_targets.curation.draft_reader import Entry, Rows
from legitimate_targets.tables.model import Table


def anchor_rows(rows: Rows, tables: Mapping[str, Table]) -> None:
    """Fills in start, end, sha256 and, of names, printed; words that are not where the row says are a problem."""
    for entry in rows.entries:
        span = tables[entry.table].span
        if span:
            _anchor(rows, entry, span.text)
    forms = [entry.cells["form"] or "" for entry in rows.of("names")]
    counts = printed(rows.text, [form for form in forms if form])
    for entry in rows.of("names"):
        entry.cells["printed"] = str(counts[entry.cells["form"] or ""])


def _anchor(rows: Rows, entry: Entry, column: str | None) -> None:
    cells = entry.cells
    words = cells[column] if column else None
    if cells["start"] is None and cells["end"] is None:
        if words is None:
            return
        found = list(places(rows.text, words))
        if len(found) != 1:
            message = f"stands {len(found)} times in the text; give start and end"
            rows.problems.append(entry.problem(column, message, "span"))
            return
        cells["start"], cells["end"] = (str(offset) for offset in found[0])
    start, end = (_offset(cells[name]) for name in ("start", "end"))
    if start is None or end is None or not 0 <= start < end <= len(rows.text):
        rows.problems.append(entry.problem("start", "is no span of the text", "span"))
    elif words is not None and rows.text[start:end] != words:
        rows.problems.append(entry.problem(column, "is not what stands there in the text", "span"))
    else:
        cells["sha256"] = hashlib.sha256(rows.text[start:end].encode("utf-8")).hexdigest()


def _offset(cell: str | None) -> int | None:
    return int(cell) if cell and cell.isascii() and cell.isdigit() else None
