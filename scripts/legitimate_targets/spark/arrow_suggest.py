"""Drafts articles on a worker of Spark: batches of articles in, batches of the rows of their drafts out.

The functions are for `mapInArrow`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import pyarrow as pa

from legitimate_targets.suggest.text.article_file import ArticleError, article_from_bytes

if TYPE_CHECKING:
    from legitimate_targets.suggest.propose import Proposer

ARTICLE = "article"
"""The first column of every table of drafts: the file_name of the article, since each article has ids of its own."""

DOUBTS, REFUSED = "doubts", "refused"
"""Tables in addition to those of a draft: one row per doubt about an article, and one per article that has no draft."""

DRAFTED = pa.schema(
    {"table": pa.string(), ARTICLE: pa.string(), "number": pa.int64(), "cells": pa.list_(pa.string())}.items()
)
"""The columns of an answer: one row of one table, its number within its article, its cells in the order of columns."""

Drafted = tuple[str, str, int, list[str | None]]
Columns = Mapping[str, tuple[str, ...]]
"""By table of drafts: its columns, of which the first is the name of the article."""

Batches = Iterator[pa.RecordBatch]
Drafter = Callable[[Batches], Batches]


def drafter(proposer: "Proposer", columns: Columns) -> Drafter:
    """Return a function that drafts the articles (file_name, data) of one partition; a refused article is a row too."""

    def drafted(batches: Batches) -> Batches:
        for batch in batches:
            for name, data in zip(*(batch.column(each).to_pylist() for each in ("file_name", "data")), strict=True):
                rows = zip(*_draft(proposer, columns, name or "", data or b""), strict=True)
                arrays = [pa.array(cells, each.type) for cells, each in zip(rows, DRAFTED, strict=True)]
                yield pa.RecordBatch.from_arrays(arrays, schema=DRAFTED)

    return drafted


def _draft(proposer: "Proposer", columns: Columns, name: str, data: bytes) -> Iterator[Drafted]:
    """Yield the rows of the draft of one article, or the one row that says why it is refused."""
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
