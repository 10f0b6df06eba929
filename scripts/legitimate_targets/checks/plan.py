"""Turns the schemas into the plan: one list of all checks, which every engine and the codebook work from.

The checks of one table come from `from_schema`, those of queries from `queries`; the checks that need several tables,
of spans in their articles, of evidence and of derived tables, are here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from legitimate_targets.checks import checksums, vocabulary
from legitimate_targets.checks.check import EVIDENCE, EVIDENCE_POINTER, EVIDENCE_WORDS, LEVELS, VERBATIM, Check
from legitimate_targets.checks.from_schema import damage_checks, refuse_patterns, span_checks, table_checks
from legitimate_targets.checks.queries import across, query_checks
from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import PackageError
from legitimate_targets.tables import gate
from legitimate_targets.tables.model import Reference, Table
from legitimate_targets.tables.read_schema import read_table

GATE_CHECKS: tuple[Check, ...] = tuple(
    Check(f"gate.{name}", "", (), "gate", message) for name, message in gate.MESSAGES.items()
)

SOURCE_MESSAGES: dict[str, str] = {
    "file_name": "names no readable text in the folder given with --texts",
    "sha256": "is not the hash of the text",
    "bytes": "is not the number of bytes of the text",
    "characters": "is not the number of code points of the text",
}
"""The columns of the table of sources that are properties of the text, each with the message for a wrong cell."""

RULES_READ = ("actors", "attributions", "figures", "measures", "names", "quotes", "reports", "sources")
"""The tables that the rules of the derived tables read."""

DERIVED, DERIVED_FROM_TEXTS = DERIVED_KINDS = ("derived", "derived_texts")
"""The kinds of check of a derived table; the second needs the articles."""

FROM_CODINGS = "codings"
"""The word in a schema for a table that only `derive --check` compares, since that needs the extra `derive`."""


@dataclass(frozen=True)
class Plan:
    """The tables of a package by name, and all checks in the order of tables and columns.

    `untrusted` is True for any package but the project's own: its queries run within limits of time and memory.
    """

    tables: Mapping[str, Table]
    checks: tuple[Check, ...]
    untrusted: bool = False

    def of(self, table: str) -> tuple[Check, ...]:
        """Return the checks of one table: those of its cells, rows, span, keys and foreign keys."""
        kinds = {kind for level in LEVELS for kind in level}
        return tuple(check for check in self.checks if check.table == table and check.kind in kinds)

    def kind(self, kind: str) -> tuple[Check, ...]:
        """Return the checks of one kind, over all tables."""
        return tuple(check for check in self.checks if check.kind == kind)


def read_plan(package: Package) -> Plan:
    """Return the plan of a package; raise PackageError with the place of what is wrong or unknown in a schema."""
    tables = {resource.name: read_table(package, resource) for resource in package.resources}
    checks = [*GATE_CHECKS, checksums.CHECK]
    for table in tables.values():
        checks += [*damage_checks(table), *table_checks(table, tables), *span_checks(table)]
        refuse_patterns(table)
    checks += [*article_checks(tables), *query_checks(package, tables), *evidence_checks(tables)]
    checks += vocabulary.CHECKS if vocabulary.TABLE in tables else ()
    checks += derived_checks(tables.values())
    twice = [name for name, count in Counter(check.id for check in checks).items() if count > 1]
    if twice:
        raise PackageError(f"two checks have the id {twice[0]}")
    return Plan(tables, tuple(checks), not package.is_own)


def article_checks(tables: Mapping[str, Table]) -> Iterator[Check]:
    """Yield the checks that need the sources: that spans lie inside their articles, and that hashes and counts match.

    Only the first kind can run without the texts. Raises PackageError if a span's source is not a foreign key.
    """
    sources = set()
    for table in tables.values():
        if table.span:
            sources.add(source_of(table).table)
            yield _span_inside(table)
            yield _text_check(
                table, "span.text", ("start", "end", "sha256"), "is not the hash of the words at that place in the text"
            )
        if "printed" in table.columns:
            message = "is not the number of times that the form appears in the text"
            yield _text_check(table, "printed.texts", ("printed",), message)
    for table, column in dated_columns(tables):
        message = "is not a day that the words of its evidence can mean"
        yield Check(f"{table.name}.{column}.words", table.name, (column,), "texts", message, reads=(EVIDENCE,))
    for name in sorted(sources):
        for column, message in SOURCE_MESSAGES.items():
            yield _text_check(tables[name], f"{column}.texts", (column,), message)


def dated_columns(tables: Mapping[str, Table]) -> Iterator[tuple[Table, str]]:
    """Yield the columns of days whose cells need evidence, if the table evidence has words: each table and column."""
    evidence = tables.get(EVIDENCE)
    if evidence is not None and evidence.span and "basis" in evidence.columns:
        for table in tables.values():
            yield from ((table, field.name) for field in table.fields if field.type == "date" and field.evidence)


def source_of(table: Table) -> Reference:
    """Return the foreign key that leads from a row with a span to its source; raise PackageError if there is none."""
    for reference in table.references:
        if table.span and reference.columns == (table.span.source,):
            return reference
    raise PackageError(f"{table.schema}: span: its source must be a foreign key")


def evidence_checks(tables: Mapping[str, Table]) -> Iterator[Check]:
    """Yield the checks of evidence: each cell that needs some has it, and is its words if the basis is verbatim.

    The basis is verbatim for columns of text as an article prints it. No evidence is for anything else.
    Raises PackageError if the table evidence cannot point to a cell that needs it.
    """
    if EVIDENCE not in tables:
        return
    asking = [(table, field.name) for table in tables.values() for field in table.fields if field.evidence]
    covered = tables[EVIDENCE].field("table").constraints.get("enum", ())
    has_words = {*EVIDENCE_WORDS} <= {*tables[EVIDENCE].columns}
    for table, field in asking:
        if table.name not in covered or len(table.primary_key) != 1:
            raise PackageError(f"{table.schema}: {field}: evidence can only be required in {', '.join(covered)}")
        yield from _evidence_of_cell(table, field, has_words)
    if has_words:
        yield _evidence_of_printed_words(asking)
    yield across(
        "evidence.field.asked",
        "is not a column whose cells need evidence",
        f"""SELECT 'evidence' AS "table", line, 'field' AS field, field AS value
            FROM evidence WHERE NOT ({_any_of(asking)})""",
    )
    yield _evidence_of_filled_cells(asking)


def _evidence_of_printed_words(asking: Iterable[tuple[Table, str]]) -> Check:
    printed = [(table, field) for table, field in asking if table.field(field).printed]
    return across(
        "evidence.basis.verbatim",
        "is not verbatim, as it must be for a cell that repeats printed words",
        f"""SELECT 'evidence' AS "table", line, 'basis' AS field, basis AS value
            FROM evidence WHERE basis <> '{VERBATIM}' AND ({_any_of(printed)})""",
    )


def _evidence_of_filled_cells(asking: Iterable[tuple[Table, str]]) -> Check:
    optional = tuple(
        (table.name, field, table.primary_key[0]) for table, field in asking if not table.field(field).required
    )
    return Check(
        "evidence.field.filled",
        EVIDENCE,
        EVIDENCE_POINTER,
        "evidence_unneeded",
        "names a cell that is empty, which needs no evidence",
        optional_cells=optional,
        reads=tuple(dict.fromkeys(cell[0] for cell in optional)),
    )


def _any_of(columns: Iterable[tuple[Table, str]]) -> str:
    """Return the condition that a row of evidence is for a cell of one of these columns."""
    return " OR ".join(f"(\"table\" = '{table.name}' AND field = '{field}')" for table, field in columns) or "1 = 0"


def _evidence_of_cell(table: Table, field: str, has_words: bool) -> Iterator[Check]:
    columns = (field, *table.primary_key)
    named = {"evidence": ("evidence_missing", "has no reason in evidence")}
    if has_words:
        named["verbatim"] = ("evidence_verbatim", "is not the words of its verbatim evidence, letter for letter")
    for name, (kind, message) in named.items():
        yield Check(f"{table.name}.{field}.{name}", table.name, columns, kind, message, reads=(EVIDENCE,))


def derived_checks(tables: Iterable[Table]) -> Iterator[Check]:
    """Yield a check for each table that its schema calls derived from the tables or from the texts."""
    kinds = {"tables": DERIVED, "texts": DERIVED_FROM_TEXTS}
    message = "must equal what the rules give, row by row and cell by cell"
    for table in tables:
        if table.derived in kinds:
            yield Check(f"derived.{table.name}", table.name, (), kinds[table.derived], message, reads=RULES_READ)


def _span_inside(table: Table) -> Check:
    reference = source_of(table)
    source, (column,), (key,) = reference.table, reference.columns, reference.target
    return across(
        f"{table.name}.span.inside",
        f"lies after the last character of its article, by the column characters of {source}",
        f"""SELECT '{table.name}' AS "table", t.line AS line, 'end' AS field, t.{column} AS value
            FROM {table.name} AS t JOIN {source} AS s ON s.{key} = t.{column}
            WHERE t."end" > s.characters""",
    )


def _text_check(table: Table, name: str, columns: tuple[str, ...], message: str) -> Check:
    reads = (source_of(table).table,) if table.span else ()
    return Check(f"{table.name}.{name}", table.name, columns, "texts", message, reads=reads)
