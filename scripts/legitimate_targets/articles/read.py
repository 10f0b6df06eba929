"""Reads the articles for whoever holds their texts, and only those that are the texts that were coded."""

import hashlib
from pathlib import Path

import polars as pl

from legitimate_targets.articles.compare import decode
from legitimate_targets.articles.spans import read_text
from legitimate_targets.errors import PackageError


def read_articles(sources: pl.DataFrame, folder: Path) -> dict[str, str]:
    """The text of every row of `sources` (source_id, file_name, sha256) in `folder`, by source_id.

    Raises PackageError where a text is missing, is not UTF-8 or has another hash than its row.
    """
    rows = sources.select("source_id", "file_name", "sha256").iter_rows()
    return {source: _article(folder, name, sha256) for source, name, sha256 in rows}


def _article(folder: Path, name: str, sha256: str) -> str:
    data = read_text(folder, name)
    text = None if data is None else decode(data)
    if data is None or text is None:
        raise PackageError(f"{folder / name}: there is no readable text")
    if hashlib.sha256(data).hexdigest() != sha256:
        raise PackageError(f"{folder / name}: is not the text that was coded: its hash is another")
    return text
