"""`suggest` on Arrow: a batch of articles in, a batch of the rows of their drafts out, for `mapInArrow`."""

from collections.abc import Callable, Iterator, Mapping

import pyarrow as pa

from legitimate_targets.suggest.draft import ADDED_COLUMNS, TABLES
from legitimate_targets.suggest.propose import Proposer
from legitimate_targets.suggest.text.article_file import ArticleError, article_from_bytes
from legitimate_targets.tables.model import Table

ARTICLE = "article"
"""The first column of every table of drafts: the article's file_name, since each article has ids of its own."""

DOUBTS, REFUSED = "doubts", "refused"
"""Beside the tables of a draft: what is doubtful about an article, and why another has no draft, in sentences."""

SENTENCES = (ARTICLE, "sentence")
DRAFTED = f"`table` string, {ARTICLE} string, number bigint, cells array<string>"
"""What comes back: one row of one table, numbered within its article, with its cells in the order of the columns."""

SCHEMA = pa.schema(
    {"table": pa.string(), ARTICLE: pa.string(), "number": pa.int64(), "cells": pa.list_(pa.string())}.items()
)
Drafted = tuple[str, str, int, list[str | None]]
Columns = Mapping[str, tuple[str, ...]]
Batches = Iterator[pa.RecordBatch]
Drafter = Callable[[Batches], Batches]


def draft_columns(tables: Mapping[str, Table]) -> Columns:
    """The columns of each table of drafts: the article, and those that a draft has."""
    of_tables = {name: (ARTICLE, *tables[name].columns, *ADDED_COLUMNS) for name in TABLES}
    return of_tables | {DOUBTS: SENTENCES, REFUSED: SENTENCES}


def drafter(proposer: Proposer, columns: Columns) -> Drafter:
    """What makes the drafts of the articles (file_name, data) of one partition; a refused one is a row as well."""

    def drafted(batches: Batches) -> Batches:
        for batch in batches:
            for name, data in zip(*(batch.column(each).to_pylist() for each in ("file_name", "data")), strict=True):
                rows = zip(*draft(proposer, columns, name or "", data or b""), strict=True)
                arrays = [pa.array(cells, each.type) for cells, each in zip(rows, SCHEMA, strict=True)]
                yield pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)

    return drafted


def draft(proposer: Proposer, columns: Columns, name: str, data: bytes) -> Iterator[Drafted]:
    """The rows of the draft of one article, or the one that says why there is none."""
    try:
        proposal = proposer.propose(article_from_bytes(name, data))
    except ArticleError as error:
        yield REFUSED, name, 0, [name, str(error)]
        return
    for table, rows in proposal.tables.items():
        for number, row in enumerate(rows):
            yield table, name, number, [name, *(row.get(column) for column in columns[table][1:])]
    for number, doubt in enumerate(proposal.doubts):
        yield DOUBTS, name, number, [name, doubt]
