"""Compares articles on a worker of Spark: batches of articles in, batches of what does not agree out.

The functions are for `mapInArrow`.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

import pyarrow as pa

from legitimate_targets.articles.compare import Article, Comparison, Fault, Row, compare

Batches = Iterator[pa.RecordBatch]

ARTICLE_COLUMNS = ("key", "source", "file_name", "sha256", "bytes", "characters", "data")
"""The columns of a batch that are the cells of an `Article`, in its order; its rows are a list in the column `rows`."""

NUMBERS = ("start", "end", "printed")
ROW = pa.schema((name, pa.int64() if name in NUMBERS else pa.string()) for name in Row._fields)
"""The cells of a row in that list."""

FOUND = pa.schema(
    [(name, pa.string()) for name in ("rule", "table", "key", "field", "value")]
    + [(name, pa.int64()) for name in ("found", "number")]
)
"""The columns of an answer: a `Fault` with the number 0; or, with a rule alone, how many faults this rule has; or, with
neither, how many spans were compared."""

BATCH_ROWS = 10_000
"""Rows of a batch that is sent back, as many as Spark by default puts into a batch that it sends."""


def comparison(table: str, limit: int | None) -> Callable[[Batches], Batches]:
    """Return a function that compares the articles of one partition; `table` is the table of their sources.

    Of the faults of a rule it returns the first `limit` by key, and the number of all.
    """

    def compared(batches: Batches) -> Batches:
        found = _Found(limit)
        for batch in batches:
            for article in _articles(batch, table):
                found.add(compare(article))
        yield from found.batches()

    return compared


def _articles(batch: pa.RecordBatch, table: str) -> Iterator[Article[str]]:
    """Yield the articles of a batch, each with its slice of the rows."""
    lists = batch.column("rows")
    parts = [part.to_pylist() for part in lists.flatten().flatten()]
    flat = zip(*parts, strict=True)
    sizes = lists.value_lengths().to_pylist()
    cells = [batch.column(column).to_pylist() for column in ARTICLE_COLUMNS]
    for number, *cell in zip(sizes, *cells, strict=True):
        key, source, file_name, sha256, size, length, data = cell
        own = tuple(Row(*row) for row in islice(flat, number or 0))
        yield Article(table, key, source, file_name, sha256, size, length, data, own)


class _Found:
    """What one partition has shown so far: the number of all faults, and the first faults of each rule."""

    def __init__(self, limit: int | None) -> None:
        self.limit = limit
        self.kept: dict[str, list[Fault[str]]] = {}
        self.faults: Counter[str] = Counter()
        self.spans = 0

    def add(self, found: Comparison[str]) -> None:
        """Add what was found in one article."""
        self.spans += found.spans
        for fault in found.faults:
            self.faults[fault.rule] += 1
            kept = self.kept.setdefault(fault.rule, [])
            kept.append(fault)
            # Sorting now and then bounds the memory without sorting for every fault.
            if self.limit is not None and len(kept) > 2 * self.limit + BATCH_ROWS:
                kept[:] = sorted(kept, key=_key)[: self.limit]

    def batches(self) -> Batches:
        """Yield the number of spans, the number of each rule's faults, and the faults that were kept."""
        rows: list[tuple[object, ...]] = [(None,) * 6 + (self.spans,)]
        rows += [(rule,) + (None,) * 5 + (number,) for rule, number in self.faults.items()]
        for kept in self.kept.values():
            rows += [(*fault, 0) for fault in sorted(kept, key=_key)[: self.limit]]
        for start in range(0, len(rows), BATCH_ROWS):
            columns = zip(*rows[start : start + BATCH_ROWS], strict=True)
            arrays = [pa.array(column, each.type) for column, each in zip(columns, FOUND, strict=True)]
            yield pa.RecordBatch.from_arrays(arrays, schema=FOUND)


def _key(fault: Fault[str]) -> tuple[str, str]:
    return fault.key, fault.value
