"""The checks that the derived tables equal a fresh run of their rules, which derive.compare makes."""

from collections.abc import Iterable, Iterator

from legitimate_targets.checks.check import Check
from legitimate_targets.tables.model import Table

NEEDED = ("actors", "attributions", "figures", "measures", "names", "quotes", "reports", "sources")
"""The tables that the rules read."""

OF_TABLES, OF_TEXTS = DERIVED = ("derived", "derived_texts")
"""The kinds of check of a derived table: the second needs the articles."""

KINDS = {"tables": OF_TABLES, "texts": OF_TEXTS}
CODINGS = "codings"
"""What a schema says of a table that only `derive --check` compares: it needs a package of its own."""

MESSAGE = "equals what the rules give, row by row and cell by cell"


def derived_checks(tables: Iterable[Table]) -> Iterator[Check]:
    """A check for each table that its schema calls derived."""
    for table in tables:
        if table.derived in KINDS:
            yield Check(f"derived.{table.name}", table.name, (), KINDS[table.derived], MESSAGE, reads=NEEDED)
