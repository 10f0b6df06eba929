"""Which texts are not composed (NFC): a pattern for those that may not be, and Arrow's answer for these."""

from collections.abc import Callable, Iterator
from typing import Any

COMPOSED = (
    r"\x00-\x{2ff}\x{388}-\x{482}\x{48a}-\x{590}\x{1e00}-\x{1f70}\x{2002}-\x{20cf}\x{2200}-\x{2328}\x{232b}-\x{2adb}"
    r"\x{3000}-\x{3029}\x{3030}-\x{3098}\x{309b}-\x{a66e}\x{ac00}-\x{d7a3}\x{ff00}-\x{ffff}\x{1f000}-\x{1faff}"
)
"""Characters that stand composed, wherever they stand: no combining mark, and none that NFC replaces or composes."""

DOUBTFUL = f"[^{COMPOSED}]"
"""Spark has no NFC: a text without any of these is composed, and only the others are looked at with Arrow."""

FLAG = "uncomposed "
"""What the column that holds the answer for a column is called in front of its name; no column can have a space."""


def flags(columns: list[str]) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """For `mapInArrow`: adds to each batch one column a text column, true where a text is not composed.

    The function is made here, so that it travels by value and a worker needs no more than Arrow.
    """
    start = FLAG

    def added(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow
        import pyarrow.compute

        for batch in batches:
            texts = [batch.column(column) for column in columns]
            answers = [pyarrow.compute.not_equal(pyarrow.compute.utf8_normalize(text, "NFC"), text) for text in texts]
            names = [*batch.schema.names, *(f"{start}{column}" for column in columns)]
            yield pyarrow.RecordBatch.from_arrays([*batch.columns, *answers], names=names)

    return added
