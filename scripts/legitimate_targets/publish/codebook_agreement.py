"""The codebook's section on agreement: who coded, how far two coders agree, and what was settled."""

from collections.abc import Iterator, Mapping

import polars as pl

from legitimate_targets.publish import markdown

NEEDED = ("coders", "agreement", "settlements")
"""The tables that tell it; a package without them has no such section."""

ABOUT = """\
Two coders who saw nothing of each other coded the columns below; their raw values are in `data/audit/codings.csv`.
Alpha is Krippendorff's, computed before anything was settled; it is empty where no value varies. Units are rows of the
two coders that overlap in the text; for `span` the rows of either, of which those agree that are equal to the
character."""


def section(frames: Mapping[str, pl.DataFrame]) -> Iterator[str]:
    """Coders, agreement by round and column, settlements; nothing when the package lacks one of the tables."""
    if any(name not in frames for name in NEEDED):
        return
    yield "## How far two coders agree"
    yield ABOUT
    yield _table(frames["coders"], ("coder_id", "kind", "description", "given"))
    yield _table(frames["agreement"], tuple(frames["agreement"].columns))
    yield "What the coders disagreed on, and what stands in the tables now:"
    yield _table(frames["settlements"], ("table", "field", "disagreement", "settled", "rule_id"))


def _table(frame: pl.DataFrame, columns: tuple[str, ...]) -> str:
    numbers = tuple(name for name in columns if frame.schema[name].is_numeric())
    cells = frame.select(pl.col(columns).cast(pl.String).fill_null(""))
    return markdown.table(columns, cells.rows(), numbers=numbers)
