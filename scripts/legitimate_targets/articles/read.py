"""Reads the articles' texts, for those who hold them, and only if they are the texts that were coded."""

from pathlib import Path

import polars as pl

from legitimate_targets.articles.compare import decode
from legitimate_targets.datapackage.storage import sha256_hex
from legitimate_targets.errors import PackageError


def read_articles(sources: pl.DataFrame, folder: Path) -> dict[str, str]:
    """Return the text of every row of `sources` (source_id, file_name, sha256) in `folder`, by source_id.

    Raises PackageError if a text is missing, is not UTF-8 or does not have the hash of its row.
    """
    rows = sources.select("source_id", "file_name", "sha256").iter_rows()
    return {source: _read_article(folder, name, sha256) for source, name, sha256 in rows}


def read_text(folder: Path, name: str) -> bytes | None:
    """Return the bytes of the text `name` in `folder`, or None if no regular file of that name is directly in it."""
    path = folder / name
    inside = path.resolve().parent == folder.resolve()
    return path.read_bytes() if inside and path.is_file() else None


def _read_article(folder: Path, name: str, sha256: str) -> str:
    data = read_text(folder, name)
    text = None if data is None else decode(data)
    if data is None or text is None:
        raise PackageError(f"{folder / name}: there is no readable text")
    if sha256_hex(data) != sha256:
        raise PackageError(f"{folder / name}: is not the text that was coded: its hash differs")
    return text
