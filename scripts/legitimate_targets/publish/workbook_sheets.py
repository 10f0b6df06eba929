"""What a workbook's writer and its reader agree on: the sheets that are no table, and the hash of each row."""

import json
from collections.abc import Mapping, Sequence

import polars as pl

from legitimate_targets.datapackage.storage import sha256_hex
from legitimate_targets.publish.codebook_columns import ROWS_NAME
from legitimate_targets.tables.cell_text import cells_as_text
from legitimate_targets.tables.model import Table

ABOUT = "about"
CODE_LISTS = "code lists"
ROW_HASHES = "row hashes"
DESCRIBING = (ABOUT, ROWS_NAME, CODE_LISTS, ROW_HASHES)
"""The sheets that are no table. The last two are hidden, and no table can have a name with a space."""

HASH_COLUMNS = ("table", "key", "hash")
HASH_DIGITS = 16
"""Hexadecimal digits of a row's hash: enough to see that a row changed, as nobody has a reason to forge one."""


def row_hash(cells: Sequence[str | None]) -> str:
    """Return the hash of a row, given as cells of text in the order of the schema."""
    return sha256_hex(json.dumps(cells))[:HASH_DIGITS]


def key_cell(key: Sequence[str | None]) -> str:
    """Return the key of a row as one cell: a JSON list, so that two keys never look alike."""
    return json.dumps(key, ensure_ascii=False)


def row_hashes(tables: Mapping[str, Table], frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return one row per row of all tables, with the columns table, key and hash, in the order of the typed frames."""
    rows = []
    for name, table in tables.items():
        text = cells_as_text(frames[name], table)
        keys = text.select(table.primary_key).iter_rows()
        rows += [(name, key_cell(key), row_hash(row)) for key, row in zip(keys, text.iter_rows(), strict=True)]
    return pl.DataFrame(rows, schema=dict.fromkeys(HASH_COLUMNS, pl.String()), orient="row")
