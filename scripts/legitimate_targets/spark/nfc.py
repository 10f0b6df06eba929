"""Finds texts that are not in Unicode's composed form (NFC): a pattern for the doubtful ones, which Arrow then decides.

Spark has no function for NFC.
"""

from collections.abc import Callable, Iterator
from typing import Any

COMPOSED = (
    r"\x00-\x{2ff}\x{388}-\x{482}\x{48a}-\x{590}\x{1e00}-\x{1f70}\x{2002}-\x{20cf}\x{2200}-\x{2328}\x{232b}-\x{2adb}"
    r"\x{3000}-\x{3029}\x{3030}-\x{3098}\x{309b}-\x{a66e}\x{ac00}-\x{d7a3}\x{ff00}-\x{ffff}\x{1f000}-\x{1faff}"
)
"""Characters that NFC leaves alone next to any other: no combining mark, and none that it replaces or composes."""

DOUBTFUL = f"[^{COMPOSED}]"
"""A text that this does not match is composed; only the others go to Arrow."""

FLAG = "uncomposed "
"""What comes before a column's name in the name of its flag; the space keeps it apart from every column of a table."""


def add_flags(columns: list[str]) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """Return a function for `mapInArrow` that adds a flag for each of these text columns, true if it is not composed.

    The function is made here, so that Spark sends it by value: a worker needs nothing but Arrow.
    """
    prefix = FLAG

    def flagged(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow
        import pyarrow.compute

        for batch in batches:
            texts = [batch.column(column) for column in columns]
            answers = [pyarrow.compute.not_equal(pyarrow.compute.utf8_normalize(text, "NFC"), text) for text in texts]
            names = [*batch.schema.names, *(f"{prefix}{column}" for column in columns)]
            yield pyarrow.RecordBatch.from_arrays([*batch.columns, *answers], names=names)

    return flagged
