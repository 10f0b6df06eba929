"""Finds the rows that fail, with their keys and cells: the second step of a validation, after the counts."""

import re
from collections.abc import Collection, Iterator, Mapping

from legitimate_targets.checks.cells import said_of
from legitimate_targets.checks.check import EMPTY_ROW, LEVELS, NOTE, Check
from legitimate_targets.checks.report import Findings
from legitimate_targets.checks.run import EVIDENCE_KINDS
from legitimate_targets.errors import Problem
from legitimate_targets.spark.parquet_tables import stem
from legitimate_targets.spark.precedence import Precedence
from legitimate_targets.spark.queries import Queries
from legitimate_targets.spark.row_key import shown_key
from legitimate_targets.spark.sql import any_of, quoted, text_literal, translate
from legitimate_targets.tables.cell_text import number_as_text
from legitimate_targets.tables.model import Table

RELATIONS_PER_OPERATION = 8
"""Tables and queries in one operation: a further operation costs a job, a longer one takes Spark longer to plan."""

Numbered = tuple[int, Check]
"""A check and its number in the list of checks that failed."""

Relation = tuple[set[int], str]
"""The numbers of some checks, and a query for their faults: `part` (the number), `table`, `line`, `field`, `cells`."""


def find_faults(
    queries: Queries,
    precedence: Precedence,
    failing: list[Check],
    counted: Mapping[str, int],
    limit: int | None,
    findings: Findings,
) -> None:
    """Add the faults of each failing check to `findings`: at most `limit` problems, and how many more there are.

    `counted` are the counts of the first step, and none of them is lower than what is found here: only the checks whose
    count is over the limit are counted again.
    """
    ordered = [check for level in LEVELS for check in failing if check.kind in level]
    checks = [*ordered, *(check for check in failing if not check.table)]
    many = {number for number, check in enumerate(checks) if limit is not None and counted[check.id] > limit}
    rows = [row for sql in _selects(precedence, checks, many, limit) for row in queries.rows(sql)]
    for row in sorted(rows, key=lambda row: (row["part"], row["place"])):
        check = checks[row["part"]]
        if row["place"]:
            table, cells = precedence.tables[row["table"]], tuple(row["cells"])
            findings.add([_problem(check, table, row["line"], row["field"], cells)])
        elif limit is not None and int(row["cells"][0]) > limit:
            findings.hidden[check.id] += int(row["cells"][0]) - limit


def _problem(check: Check, table: Table, line: str, field: str | None, cells: tuple[str | None, ...]) -> Problem:
    """Return a faulty cell, or row, in the words that the embedded validator uses."""
    value = cells[0] if cells else None
    if check.kind not in ("across", EMPTY_ROW):
        columns = _shown_columns(check)
        written = [_written(cell, table, column) for cell, column in zip(cells, columns, strict=True)]
        named = ", ".join(f"{column}={cell or ''}" for column, cell in zip(columns, written, strict=True))
        value = written[0] if len(written) == 1 else named
    note, key = check.kind == NOTE, shown_key(line, table)
    return Problem(stem(table), None, field, said_of(check, value), value, check.id, note, key)


def _written(cell: str | None, table: Table, column: str) -> str | None:
    """Return a cell as a CSV has it. Engines differ in how they write a number."""
    if cell is None or table.field(column).type != "number":
        return cell
    number = float(cell)
    # Only infinities and NaN are not zero when subtracted from themselves; they have no plain digits.
    return number_as_text(number) if number - number == 0 else cell


def _selects(precedence: Precedence, checks: list[Check], many: Collection[int], limit: int | None) -> Iterator[str]:
    """Yield queries for the rows of some checks each: the columns of a `Relation`, and `place`.

    `place` numbers the faults of a check from 1. For a check of `many` there is a row with the place 0, and the number
    of its faults in `cells`.
    """
    relations = [*_relations(precedence, [*enumerate(checks)])]
    for start in range(0, len(relations), RELATIONS_PER_OPERATION):
        together = relations[start : start + RELATIONS_PER_OPERATION]
        yield " UNION ALL ".join([_first(_union(together), limit), *_totals(together, many)])


def _relations(precedence: Precedence, checks: list[Numbered]) -> Iterator[Relation]:
    """Yield one relation per table, judged by all its checks at once, and one per query of the package."""
    of_tables, of_queries = [each for each in checks if each[1].table], [each for each in checks if not each[1].table]
    for _, check in of_tables:
        precedence.add(check)
    for table in dict.fromkeys(check.table for _, check in of_tables):
        own = [(number, check) for number, check in of_tables if check.table == table]
        yield {number for number, _ in own}, _of_table(table, own, precedence)
    for number, check in of_queries:
        yield {number}, f"SELECT {number} AS part, * FROM ({_of_query(check, precedence)})"


def _union(relations: list[Relation]) -> str:
    return " UNION ALL ".join(sql for _, sql in relations)


def _first(rows: str, limit: int | None) -> str:
    """Return the first rows of each check.

    The window has no other column than `place`, so that Spark filters within each task and sends on only these rows.
    """
    if limit is None:
        return f"SELECT *, 1 AS place FROM ({rows})"
    place = "row_number() OVER (PARTITION BY part ORDER BY line, field) AS place"
    return f"SELECT * FROM (SELECT *, {place} FROM ({rows})) WHERE place <= {limit}"


def _totals(relations: list[Relation], many: Collection[int]) -> Iterator[str]:
    """Yield a query for how many rows the checks of `many` have, if one of these relations has any of them."""
    own = [each for each in relations if each[0] & {*many}]
    if own:
        nothing = ", ".join(f"CAST(NULL AS STRING) AS {column}" for column in ("`table`", "line", "field"))
        number = "array(CAST(count(*) AS STRING)) AS cells, 0 AS place"
        chosen = ", ".join(map(str, sorted(many)))
        yield f"SELECT part, {nothing}, {number} FROM ({_union(own)}) WHERE part IN ({chosen}) GROUP BY part"


def _of_table(table: str, checks: list[Numbered], precedence: Precedence) -> str:
    """Return the query for the faults of a table: one row for each check that a row of the table fails."""
    columns = [precedence.column(check) for _, check in checks]
    faults = [f"CASE WHEN r.{column} THEN {_fault(*each)} END" for column, each in zip(columns, checks, strict=True)]
    failing = any_of([f"r.{column}" for column in columns])
    exploded = f"SELECT r.line AS line, explode(array({', '.join(faults)})) AS fault"
    rows = f"{exploded} FROM {precedence.judged(table)} AS r WHERE {failing}"
    head = f"fault.part AS part, {text_literal(table)} AS `table`, line, fault.field AS field, fault.cells AS cells"
    return f"SELECT {head} FROM ({rows}) WHERE fault IS NOT NULL"


def _fault(number: int, check: Check) -> str:
    """Return the struct for one fault of the row `r`."""
    of_cell = len(check.columns) == 1 or check.kind in EVIDENCE_KINDS
    field = text_literal(check.columns[0]) if of_cell else "CAST(NULL AS STRING)"
    cells = ", ".join(f"CAST(r.{quoted(column)} AS STRING)" for column in _shown_columns(check))
    return f"named_struct('part', {number}, 'field', {field}, 'cells', array({cells}))"


def _shown_columns(check: Check) -> tuple[str, ...]:
    """Return the columns whose cells a problem shows."""
    if check.kind == "evidence_missing":
        return check.columns[-1:]
    return () if check.kind == EMPTY_ROW else check.columns[:1] if check.kind in EVIDENCE_KINDS else check.columns


def _of_query(check: Check, precedence: Precedence) -> str:
    """Return what a query of the package reports, without what it reports only because of a refused cell.

    For that, the query is run again over the sound rows of the tables that it reads.
    """
    sql = translate(check.sql)
    found = f"SELECT DISTINCT `table`, line, field, CAST(value AS STRING) AS value FROM ({sql})"
    names = {*re.findall(r"\w+", re.sub("'[^']*'", "", check.sql))}
    if any(precedence.has_refused(table, names) for table in check.reads):
        sound = ", ".join(f"{quoted(table)} AS {precedence.sound(table, names)}" for table in check.reads)
        own = sql.lstrip()[len("WITH") :] if sql.lstrip().upper().startswith("WITH") else None
        again = f"WITH {sound}, {own}" if own else f"WITH {sound} {sql}"
        same = " AND ".join(f"s.{column} = q.{column}" for column in ("`table`", "line", "field"))
        found = f"SELECT q.* FROM ({found}) AS q LEFT SEMI JOIN ({again}) AS s ON {same}"
    return f"SELECT `table`, line, field, array(value) AS cells FROM ({found})"
