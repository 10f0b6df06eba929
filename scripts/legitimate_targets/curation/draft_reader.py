"""The rows of a draft as `accept` works on them: their cells, and where in the draft they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from legitimate_targets.curation.format import read_edited
from legitimate_targets.errors import PackageError, Problem
from legitimate_targets.suggest.draft import ADDED_COLUMNS
from legitimate_targets.tables.csv_io import LINE
from legitimate_targets.tables.model import Table

Cells = dict[str, str | None]


@dataclass
class Entry:
    """One row of a draft; `path` and `line` say where it was read."""

    table: str
    cells: Cells
    path: str
    line: int

    def problem(self, column: str | None, message: str, rule: str) -> Problem:
        """A fault of this row, at its place in the draft."""
        value = self.cells.get(column) if column else None
        return Problem(self.path, self.line, column, message, value, f"accept.{rule}")


@dataclass
class Rows:
    """The rows of one article's draft, the text that their spans count in, and what is wrong with them."""

    folder: Path
    text: str
    file_name: str = ""
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def of(self, table: str) -> list[Entry]:
        """The rows of one table."""
        return [entry for entry in self.entries if entry.table == table]


def folders(draft: Path) -> list[Path]:
    """The articles' folders of a draft: itself, or those in it; raises PackageError where there are none."""
    if (draft / "sources.csv").is_file():
        return [draft]
    inside = sorted(each for each in draft.iterdir() if (each / "sources.csv").is_file()) if draft.is_dir() else []
    kept = [each for each in inside if not each.name.startswith(".")]
    if not kept:
        raise PackageError(f"{draft}: is no draft: neither a folder with a sources.csv nor one with such folders")
    return kept


def read_rows(folder: Path, tables: Mapping[str, Table]) -> Rows:
    """The rows of one article's draft, with the text that its sources.csv names; faults of bytes are in `problems`."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in tables or tables[path.stem].derived:
            raise PackageError(f"{path}: is none of the package's tables")
        frame = read_edited(path.read_bytes(), tables[path.stem], ADDED_COLUMNS)
        if isinstance(frame, list):
            problems += [_at(path, problem) for problem in frame]
            continue
        lines = frame[LINE].to_list()
        cells = frame.select(tables[path.stem].columns).rows(named=True)
        entries += [Entry(path.stem, dict(row), str(path), line) for row, line in zip(cells, lines, strict=True)]
    rows = Rows(folder, "", entries=entries, problems=problems)
    if not problems:
        rows.file_name, rows.text = _text(rows)
    return rows


def _at(path: Path, problem: Problem) -> Problem:
    return Problem(str(path), problem.line, problem.column, problem.message, problem.value, problem.rule)


def _text(rows: Rows) -> tuple[str, str]:
    """The name and the characters of the text."""
    sources = rows.of("sources")
    if len(sources) != 1:
        raise PackageError(f"{rows.folder}: a draft has one row of sources, not {len(sources)}")
    name = sources[0].cells["file_name"] or ""
    path = rows.folder / name
    if not name or path.parent != rows.folder or not path.is_file():
        raise PackageError(f"{rows.folder}: the text that sources.csv names is not there: {name!r}")
    try:
        return name, path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise PackageError(f"{path}: is not UTF-8") from None


def by_key(entries: list[Entry], key: str) -> Iterator[tuple[str, Entry]]:
    """The entries with their keys; one without a key is left to the validator."""
    for entry in entries:
        if entry.cells[key]:
            yield str(entry.cells[key]), entry
