"""The draft of an article: a folder of CSVs with the package's columns, the rule and the tier, and the text beside
them.
"""

import csv
import os
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO
from pathlib import Path

from legitimate_targets.datapackage.exchange import sync_entry
from legitimate_targets.datapackage.lock import PART, os_errors_as_sentences
from legitimate_targets.datapackage.write import write
from legitimate_targets.suggest.evidence import Row
from legitimate_targets.suggest.propose import Proposal
from legitimate_targets.suggest.text.article_file import ArticleError, ArticleFile
from legitimate_targets.tables.model import Field, Table

EXTRA = ("rule", "tier")
DOUBTS = "doubts.txt"
TABLES = ("sources", "actors", "names", "utterances", "quotes", "measures", "figures", "attributions", "evidence")
"""The tables of a draft; a person may add others of the package, such as claims and reports."""


def widened(table: Table) -> Table:
    """A table of the package with the two columns that a draft has behind its own."""
    return replace(table, fields=(*table.fields, *(_text(name) for name in EXTRA)))


def _text(name: str) -> Field:
    return Field(name, "string", "", None, {}, None, False, False, "is not part of the package")


def write_draft(out: Path, article: ArticleFile, proposal: Proposal, tables: Mapping[str, Table]) -> Path | None:
    """Writes the draft of one article as a folder in `out`, whole or not at all; null where it stands there already.

    To be called inside `staged`. Raises ArticleError where a draft of another text stands there under that name.
    """
    folder = out / Path(article.name).stem
    if _stands_there(folder, article):
        return None
    part = out / PART / str(os.getpid())
    with os_errors_as_sentences(folder):
        for name in TABLES:
            write(part / f"{name}.csv", _csv(proposal.tables[name], widened(tables[name])))
        write(part / article.name, article.data)
        if proposal.doubts:
            write(part / DOUBTS, "".join(f"{doubt}\n" for doubt in proposal.doubts).encode("utf-8"))
        sync_entry(part)
        part.rename(folder)
        sync_entry(out)
    return folder


def _stands_there(folder: Path, article: ArticleFile) -> bool:
    if not folder.exists():
        return False
    text = folder / article.name
    if text.is_file() and text.read_bytes() == article.data:
        return True
    raise ArticleError(f"{article.name}: {folder} is there already, and is no draft of this text")


def _csv(rows: list[Row], table: Table) -> bytes:
    """The rows in canonical form, as `tables.canonical` has it: a frame for each of so many tables of a few rows takes
    longer than finding the rows.
    """
    columns, written = table.columns, StringIO()
    kinds = [(name, table.field(name).type) for name in table.primary_key]
    ordered = sorted(rows, key=lambda row: _key(row, kinds))
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(name) for name in columns] for row in ordered)
    return written.getvalue().encode("utf-8")


def _key(row: Row, kinds: list[tuple[str, str]]) -> list[str | int]:
    """What a row is sorted by: the columns of the key, each with its type."""
    return [int(str(row[name])) if kind == "integer" else str(row[name]) for name, kind in kinds]
