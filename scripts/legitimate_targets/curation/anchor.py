"""Finds the spans of rows from their words, so that nobody has to count characters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from legitimate_targets.articles.find import Span, places, span_cells
from legitimate_targets.articles.read import read_articles
from legitimate_targets.checks.plan import read_plan, source_of
from legitimate_targets.curation.format import read_edited
from legitimate_targets.curation.rows import Row, rows_as_csv
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import LegitimateTargetsError, PackageError, Problem
from legitimate_targets.tables.csv_io import LINE
from legitimate_targets.tables.model import Table

FIND, OCCURRENCE = TEMPORARY = ("find", "occurrence")
"""The columns that a person may add to a table: the words to find, and which occurrence of them is meant."""

POSITION = ("start", "end", "sha256")
HAS_SPAN = "has a span already; to anchor the row again, empty start, end and sha256"
MOVE_SPAN = "to move one, change its words and empty its start, end and sha256"
CONTEXT = 20
"""The characters that a message shows on either side of the start of a candidate: enough to recognise the place."""


class Unanchored(LegitimateTargetsError):
    """The reason why a row gets no span, with the column at fault and its value."""

    def __init__(self, column: str, value: str | None, message: str) -> None:
        super().__init__(message)
        self.column, self.value = column, value


@dataclass(frozen=True)
class Anchoring:
    """The new bytes of each table that changes, by path; the number of rows that got a span; and the faults.

    `spanned` counts the rows that had a span before. `wordless` are sentences on the rows that have neither a span nor
    words to find, one sentence per table.
    """

    changed: Mapping[str, bytes] = field(default_factory=dict)
    rows: int = 0
    problems: list[Problem] = field(default_factory=list)
    spanned: int = 0
    wordless: tuple[str, ...] = ()

    def why_nothing(self) -> list[str]:
        """Return the sentences that say why no row got a span; none if one did."""
        if self.rows:
            return []
        had = f"{_rows(self.spanned, 'has', 'have')} a span already; {MOVE_SPAN}"
        return [*([had] if self.spanned else ()), *self.wordless]


def anchor(package: Package, folder: Path) -> Anchoring:
    """Return the tables of a package in which each row without a span has the span of its words.

    `folder` holds the articles' texts. The words are the text of the row or, in a table without text, its cell in the
    temporary column `find`: the words themselves, or the first and the last with an ellipsis in between. If the words
    occur several times, the temporary column `occurrence` says which one is meant, counted from 1. Writes nothing.
    Raises PackageError if the sources cannot be read, or if a text is missing or is not the one that was coded.
    """
    tables = read_plan(package).tables
    spanned = [(table, source_of(table).table) for table in tables.values() if table.span]
    texts = {name: _texts(package, tables[name], folder) for name in {source for _, source in spanned}}
    anchored = [_anchor_table(package.read(table.path), table, texts[source]) for table, source in spanned]
    return Anchoring(
        {path: data for each in anchored for path, data in each.changed.items()},
        sum(each.rows for each in anchored),
        [problem for each in anchored for problem in each.problems],
        sum(each.spanned for each in anchored),
        tuple(sentence for each in anchored for sentence in each.wordless),
    )


def _texts(package: Package, sources: Table, folder: Path) -> dict[str, str]:
    frame = read_edited(package.read(sources.path), sources)
    if isinstance(frame, list):
        raise PackageError(f"the sources cannot be read: {frame[0]}")
    return read_articles(frame, folder)


def _anchor_table(data: bytes, table: Table, texts: Mapping[str, str]) -> Anchoring:
    frame = read_edited(data, table, TEMPORARY)
    if isinstance(frame, list):
        return Anchoring(problems=frame)
    rows: list[Row] = frame.drop(LINE).rows(named=True)
    count, problems = 0, []
    for line, row in zip(frame[LINE], rows, strict=True):
        try:
            count += _anchor_row(row, table, texts)
        except Unanchored as fault:
            rule = f"{table.name}.span.anchor"
            problems.append(Problem(table.path, line, fault.column, str(fault), fault.value, rule))
    is_changed = count or set(TEMPORARY) & set(frame.columns)
    changed = {table.path: rows_as_csv(rows, table)} if is_changed else {}
    bare = sum(all(row[name] is None for name in POSITION) for row in rows) if not problems else 0
    wordless = (_wordless(table, bare, FIND in frame.columns),) if bare else ()
    return Anchoring(changed, count, problems, len(rows) - bare - count, wordless)


def _wordless(table: Table, rows: int, has_find: bool) -> str:
    """Return what is said of the rows of a table that have neither a span nor words to find."""
    found = f"{table.name}: {_rows(rows, 'has', 'have')} no span"
    if table.span and table.span.text:
        return f"{found} and no {table.span.text} to find it by; write the words there"
    if not table.field(POSITION[0]).required:
        return f"{found}, which such a row may lack; to give it one, write its words into a column {FIND}"
    if has_find:
        return f"{found} and no words in the column {FIND}; write them there"
    return f"{found}, and the table has no column {FIND}; add it, with the first and last words of each span"


def _rows(count: int, one: str, many: str) -> str:
    return f"1 row {one}" if count == 1 else f"{count} rows {many}"


def _anchor_row(row: Row, table: Table, texts: Mapping[str, str]) -> bool:
    """Fill in the span of one row and return whether there was one to fill in; raise Unanchored if it is not found."""
    assert table.span is not None
    column = table.span.text or FIND
    words = row.get(column)
    empty = [name for name in POSITION if row[name] is None]
    if not empty:
        if row.get(FIND):
            raise Unanchored(FIND, row[FIND], HAS_SPAN)
        return False
    if words is None:
        return False
    if len(empty) < len(POSITION):
        raise Unanchored(empty[0], None, "is empty, although another of start, end and sha256 is filled")
    source = row[table.span.source]
    if source is None or source not in texts:
        raise Unanchored(table.span.source, source, "is not a source with a text")
    row |= span_cells(texts[source], chosen_place(row, column, list(places(texts[source], words)), texts[source]))
    return True


def chosen_place(row: Row, column: str, candidates: list[Span], text: str) -> Span:
    """Return the candidate that the row means; raise Unanchored if there is none or if it does not say which."""
    number = row.get(OCCURRENCE)
    shown = "; ".join(f"{n} at {_shown(text, span)}" for n, span in enumerate(candidates, 1))
    if not candidates:
        raise Unanchored(column, row[column], "is not in the text")
    if number is None and len(candidates) == 1:
        return candidates[0]
    if number is None:
        message = f"occurs {len(candidates)} times in the text, say which in a column {OCCURRENCE}: {shown}"
        raise Unanchored(column, row[column], message)
    if number not in map(str, range(1, len(candidates) + 1)):
        raise Unanchored(OCCURRENCE, number, f"is not one of the places in the text: {shown}")
    return candidates[int(number) - 1]


def _shown(text: str, span: Span) -> str:
    start, end = span
    around = text[max(start - CONTEXT, 0) : start] + "[" + text[start : start + CONTEXT]
    return f"{start}-{end} {' '.join(around.split())!r}"
