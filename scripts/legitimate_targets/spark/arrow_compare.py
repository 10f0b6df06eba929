"""The kernel on Arrow: a batch of articles in, a batch of what does not agree out, for `mapInArrow`."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

import pyarrow as pa

from legitimate_targets.articles.compare import Article, Comparison, Fault, Row, compare

Batches = Iterator[pa.RecordBatch]

CELLS = ("key", "source", "file_name", "sha256", "bytes", "characters", "data")
"""The columns of a batch that are cells of a `kernel.Article`, in its order; `rows` is the list of its rows."""

FOUND = "rule string, table string, key string, field string, value string, found bigint, number bigint"
"""The columns that come back: a `kernel.Fault` with the number 0; or, without a key, how many faults a rule has; or,
without a rule, how many spans were compared."""

COLUMNS = tuple(column.split()[0] for column in FOUND.split(", "))
SCHEMA = pa.schema([(name, pa.string()) for name in COLUMNS[:5]] + [(name, pa.int64()) for name in COLUMNS[5:]])

MOST = 10_000
"""Rows of a batch that is sent back."""


def comparison(table: str, limit: int | None) -> Callable[[Batches], Batches]:
    """What compares the articles of one partition; `table` is that of their sources.

    Of the faults of a rule the first `limit` by key are told, and all are counted.
    """

    def compared(batches: Batches) -> Batches:
        told = Told(limit)
        for batch in batches:
            for article in articles(batch, table):
                told.add(compare(article))
        yield from told.batches()

    return compared


def articles(batch: pa.RecordBatch, table: str) -> Iterator[Article[str]]:
    """The articles of a batch, each with its slice of the rows."""
    lists = batch.column("rows")
    parts = [part.to_pylist() for part in lists.flatten().flatten()]
    flat = zip(*parts, strict=True)
    sizes = lists.value_lengths().to_pylist()
    cells = [batch.column(column).to_pylist() for column in CELLS]
    for number, *cell in zip(sizes, *cells, strict=True):
        key, source, file_name, sha256, size, length, data = cell
        own = tuple(Row(*row) for row in islice(flat, number or 0))
        yield Article(table, key, source, file_name, sha256, size, length, data, own)


class Told:
    """What was found so far: all faults counted, and of each rule the first by key kept."""

    def __init__(self, limit: int | None) -> None:
        self.limit = limit
        self.kept: dict[str, list[Fault[str]]] = {}
        self.faults: Counter[str] = Counter()
        self.spans = 0

    def add(self, found: Comparison[str]) -> None:
        """Takes what was found of one article."""
        self.spans += found.spans
        for fault in found.faults:
            self.faults[fault.rule] += 1
            kept = self.kept.setdefault(fault.rule, [])
            kept.append(fault)
            if self.limit is not None and len(kept) > 2 * self.limit + MOST:
                kept[:] = sorted(kept, key=_key)[: self.limit]

    def batches(self) -> Batches:
        """The faults kept, the number of each rule's, and that of the spans."""
        rows: list[tuple[object, ...]] = [(None,) * 6 + (self.spans,)]
        rows += [(rule,) + (None,) * 5 + (number,) for rule, number in self.faults.items()]
        for kept in self.kept.values():
            rows += [(*fault, 0) for fault in sorted(kept, key=_key)[: self.limit]]
        for start in range(0, len(rows), MOST):
            columns = zip(*rows[start : start + MOST], strict=True)
            arrays = [pa.array(column, each.type) for column, each in zip(columns, SCHEMA, strict=True)]
            yield pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def _key(fault: Fault[str]) -> tuple[str, str]:
    return fault.key, fault.value
