"""Reads the draft of an article, and gives its rows their spans; each row remembers where in the draft it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from legitimate_targets.articles.compare import printed
from legitimate_targets.articles.find import places, span_cells
from legitimate_targets.curation.anchor import FIND, HAS_SPAN, OCCURRENCE, TEMPORARY, Unanchored, chosen_place
from legitimate_targets.curation.format import read_edited
from legitimate_targets.curation.rows import Row
from legitimate_targets.errors import PackageError, Problem
from legitimate_targets.suggest.draft import ADDED_COLUMNS
from legitimate_targets.tables.csv_io import LINE
from legitimate_targets.tables.model import Table


@dataclass(eq=False)
class DraftRow:
    """One row of a draft: its table, its cells, and the file and line where it was read."""

    table: Table
    cells: Row
    path: str
    line: int

    @property
    def id(self) -> str | None:
        """The cell of the first column of the primary key."""
        return self.cells[self.table.primary_key[0]]

    def belongs_to(self, owner: "DraftRow") -> bool:
        """Return whether this row of evidence or attributions is about `owner`."""
        return (self.cells["table"], self.cells["row_id"]) == (owner.table.name, owner.id)

    def problem(self, column: str | None, message: str, rule: str) -> Problem:
        """Return a fault of this row, at its place in the draft."""
        value = self.cells.get(column) if column else None
        return Problem(self.path, self.line, column, message, value, f"accept.{rule}")


@dataclass
class Draft:
    """The draft of one article while it is being accepted: its rows, its text, and its faults."""

    folder: Path
    file_name: str = ""
    text: str = ""
    rows: list[DraftRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def of(self, table: str) -> list[DraftRow]:
        """Return the rows of one table."""
        return [row for row in self.rows if row.table.name == table]


def draft_folders(path: Path) -> list[Path]:
    """Return the articles' folders of a draft: the folder at `path` itself, or the folders in it.

    Raises PackageError if there are none.
    """
    if (path / "sources.csv").is_file():
        return [path]
    inside = sorted(each for each in path.iterdir() if (each / "sources.csv").is_file()) if path.is_dir() else []
    folders = [each for each in inside if not each.name.startswith(".")]
    if not folders:
        raise PackageError(f"{path}: is not a draft: neither a folder with a sources.csv nor one with such folders")
    return folders


def read_draft(folder: Path, tables: Mapping[str, Table]) -> Draft:
    """Return the draft of one article, with the text that its sources.csv names.

    A draft with faulty bytes has problems, and then no text. Raises PackageError if the folder has a table that the
    package does not have, or no readable text.
    """
    draft = Draft(folder)
    for path in sorted(folder.glob("*.csv")):
        table = tables.get(path.stem)
        if table is None or table.derived:
            raise PackageError(f"{path}: is not one of the package's tables")
        frame = read_edited(path.read_bytes(), table, (*ADDED_COLUMNS, *TEMPORARY))
        if isinstance(frame, list):
            draft.problems += [replace(problem, path=str(path)) for problem in frame]
            continue
        lines = frame[LINE].to_list()
        kept = [*table.columns, *(name for name in TEMPORARY if name in frame.columns)]
        cells = frame.select(kept).rows(named=True)
        draft.rows += [DraftRow(table, row, str(path), line) for row, line in zip(cells, lines, strict=True)]
    if not draft.problems:
        draft.file_name, draft.text = _text(draft)
    return draft


def _text(draft: Draft) -> tuple[str, str]:
    """Return the name and the characters of the article's text."""
    sources = draft.of("sources")
    if len(sources) != 1:
        raise PackageError(f"{draft.folder}: a draft has one row of sources, not {len(sources)}")
    name = sources[0].cells["file_name"] or ""
    path = draft.folder / name
    if not name or path.parent != draft.folder or not path.is_file():
        raise PackageError(f"{draft.folder}: the text that sources.csv names is missing: {name!r}")
    try:
        return name, path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise PackageError(f"{path}: is not UTF-8") from None


def anchor_draft(draft: Draft) -> None:
    """Fill in start, end and sha256 of each row with a span, and the counts of printed names.

    A person may have edited the words of a row, and never counts characters or computes hashes. As in `anchor`, the
    words of a row without a text, such as one of evidence, are in its cell `find`. Words that are not at the place that
    the row states are a problem of the draft.
    """
    for row in draft.rows:
        find, number = (row.cells.pop(name, None) for name in TEMPORARY)
        if row.table.span:
            try:
                _anchor_row(draft, row, row.table.span.text, find, number)
            except Unanchored as fault:
                problem = Problem(row.path, row.line, fault.column, str(fault), fault.value, "accept.span")
                draft.problems.append(problem)
    forms = [row.cells["form"] or "" for row in draft.of("names")]
    counts = printed(draft.text, [form for form in forms if form])
    for row in draft.of("names"):
        row.cells["printed"] = str(counts[row.cells["form"] or ""])


def _anchor_row(draft: Draft, row: DraftRow, column: str | None, find: str | None, number: str | None) -> None:
    """Give a row its span: that of its text, or of the words to `find`; raise Unanchored if there is none."""
    cells = row.cells
    words = cells[column] if column else find
    if cells["start"] is None and cells["end"] is None:
        if words is None:
            return
        asked = {column or FIND: words, OCCURRENCE: number}
        cells |= span_cells(draft.text, chosen_place(asked, column or FIND, [*places(draft.text, words)], draft.text))
        return
    if find:
        raise Unanchored(FIND, find, HAS_SPAN)
    start, end = (_offset(cells[name]) for name in ("start", "end"))
    if start is None or end is None or not 0 <= start < end <= len(draft.text):
        raise Unanchored("start", cells["start"], "is not a span of the text")
    if words is not None and draft.text[start:end] != words:
        raise Unanchored(column or FIND, words, "is not what the text has there")
    cells |= span_cells(draft.text, (start, end))


def _offset(cell: str | None) -> int | None:
    return int(cell) if cell and cell.isascii() and cell.isdigit() else None
