"""Writes the draft of an article: a folder with its tables as CSV, its text, and what is doubtful about it."""

import csv
import os
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO
from pathlib import Path

from legitimate_targets.datapackage.exchange import sync_entry
from legitimate_targets.datapackage.lock import PART, os_errors_as_sentences
from legitimate_targets.datapackage.write import write
from legitimate_targets.suggest.draft import ADDED_COLUMNS, DOUBTS_FILE, TABLES, Cells, Proposal
from legitimate_targets.suggest.text.article_file import ArticleError, ArticleFile
from legitimate_targets.tables.model import Field, Table


def draft_table(table: Table) -> Table:
    """Return a table of the package with the columns that a draft adds at its end."""
    return replace(table, fields=(*table.fields, *(_text_field(name) for name in ADDED_COLUMNS)))


def _text_field(name: str) -> Field:
    return Field(name, "string", "", None, {}, None, False, False, "is not part of the package")


def write_draft(out: Path, article: ArticleFile, proposal: Proposal, tables: Mapping[str, Table]) -> Path | None:
    """Write the draft of one article as a folder in `out`, whole or not at all.

    Return the folder, or None if the article already has a draft there. `tables` are those of the package. Call this
    inside `staged(out)`. Raise ArticleError if another text has a folder of that name, and CannotWrite if the disk
    refuses.
    """
    folder = out / Path(article.name).stem
    if _has_draft(folder, article):
        return None
    part = out / PART / str(os.getpid())
    with os_errors_as_sentences(folder):
        for name in TABLES:
            write(part / f"{name}.csv", _canonical_csv(proposal.tables[name], draft_table(tables[name])))
        write(part / article.name, article.data)
        if proposal.doubts:
            write(part / DOUBTS_FILE, "".join(f"{doubt}\n" for doubt in proposal.doubts).encode("utf-8"))
        sync_entry(part)
        part.rename(folder)
        sync_entry(out)
    return folder


def _has_draft(folder: Path, article: ArticleFile) -> bool:
    if not folder.exists():
        return False
    text = folder / article.name
    if text.is_file() and text.read_bytes() == article.data:
        return True
    raise ArticleError(f"{article.name}: {folder} already exists and is not a draft of this text")


def _canonical_csv(rows: list[Cells], table: Table) -> bytes:
    """Return rows in the canonical form of tables.csv_io.canonical_csv, which takes ten times as long for so few.

    Frames for the nine small tables of a draft would take a fifth of the time of the whole draft.
    """
    types = [(name, table.field(name).type) for name in table.primary_key]
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(table.columns)
    for row in sorted(rows, key=lambda row: _sort_key(row, types)):
        writer.writerow([row.get(name) for name in table.columns])
    return written.getvalue().encode("utf-8")


def _sort_key(row: Cells, types: list[tuple[str, str]]) -> list[str | int]:
    """Return the cells of the primary key, by whose types (name, type) the rows are sorted."""
    return [int(str(row[name])) if kind == "integer" else str(row[name]) for name, kind in types]
