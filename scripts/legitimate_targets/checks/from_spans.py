"""The checks of spans and of the articles that they lie in: by the tables alone, and against the texts."""

from collections.abc import Iterator, Mapping

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.from_queries import across
from legitimate_targets.checks.from_schema import row_rule
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.model import Reference, Rule, Table

SOURCE_MESSAGES: dict[str, str] = {
    "file_name": "is not a readable text in the folder of the texts",
    "sha256": "is not the hash of the text",
    "bytes": "is not the number of bytes of the text",
    "characters": "is not the number of code points of the text",
}
"""The columns of the table of sources that are properties of the text, and what is said when they are wrong."""


def span_checks(tables: Mapping[str, Table]) -> Iterator[Check]:
    """All checks of all spans; raises PackageError where a span's source is no foreign key."""
    sources = set()
    for table in tables.values():
        if table.span:
            sources.add(source_of(table).table)
            yield from row_checks(table)
            yield _inside(table)
            yield _texts(table, "span.text", ("start", "end", "sha256"), "is not what stands there in the text")
        if "printed" in table.columns:
            message = "is not how often the form stands in the text"
            yield _texts(table, "printed.texts", ("printed",), message)
    for name in sorted(sources):
        for column, message in SOURCE_MESSAGES.items():
            yield _texts(tables[name], f"{column}.texts", (column,), message)


def source_of(table: Table) -> Reference:
    """The foreign key that leads from a row with a span to its source."""
    for reference in table.references:
        if table.span and reference.columns == (table.span.source,):
            return reference
    raise PackageError(f"{table.schema}: span: its source must be a foreign key")


def row_checks(table: Table) -> Iterator[Check]:
    """The checks of a span that its row alone shows; none for a table without."""
    if not table.span:
        return
    yield row_rule(table, Rule("span.order", '"end" > start', "a span ends behind its start"), "order")
    text = table.span.text
    if text:
        length = Rule("span.length", f'LENGTH({text}) = "end" - start', f"{text} is as long as its span")
        yield row_rule(table, length, "length")
        message = f"sha256 is the hash of {text}"
        yield Check(f"{table.name}.span.hash", table.name, (text, "sha256"), "hash", message)


def _inside(table: Table) -> Check:
    reference = source_of(table)
    source, (column,), (key,) = reference.table, reference.columns, reference.target
    return across(
        f"{table.name}.span.inside",
        f"is behind the last character that its text has in {source}",
        f"""SELECT '{table.name}' AS "table", t.line AS line, 'end' AS field, t.{column} AS value
            FROM {table.name} AS t JOIN {source} AS s ON s.{key} = t.{column}
            WHERE t."end" > s.characters""",
    )


def _texts(table: Table, name: str, columns: tuple[str, ...], message: str) -> Check:
    reads = (source_of(table).table,) if table.span else ()
    return Check(f"{table.name}.{name}", table.name, columns, "texts", message, reads=reads)
