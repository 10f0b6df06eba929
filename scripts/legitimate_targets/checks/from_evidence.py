"""The checks that the table evidence asks for: every cell that needs a reason has one, and no reason is for nothing."""

from collections.abc import Iterator, Mapping

import polars as pl

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.frame import Cells
from legitimate_targets.checks.from_queries import across
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.model import Table

TABLE = "evidence"
POINTER = ("field", "table", "row_id")
"""The columns of a reason that name the cell which it is for."""

Proven = list[tuple[Table, str]]


def evidence_checks(tables: Mapping[str, Table]) -> Iterator[Check]:
    """All of them, where there is such a table; raises PackageError where it cannot point to a cell that needs it."""
    if TABLE not in tables:
        return
    proven = [(table, field.name) for table in tables.values() for field in table.fields if field.evidence]
    covered = tables[TABLE].field("table").constraints.get("enum", ())
    for table, field in proven:
        if table.name not in covered or len(table.primary_key) != 1:
            raise PackageError(f"{table.schema}: {field}: evidence can only be required in {', '.join(covered)}")
        columns, message = (field, *table.primary_key), "has no reason in evidence"
        yield Check(f"{table.name}.{field}.evidence", table.name, columns, "evidence_missing", message, reads=(TABLE,))
    yield _unasked(proven)
    yield _of_nothing(proven)


def _unasked(proven: Proven) -> Check:
    asked = " OR ".join(f"(\"table\" = '{table.name}' AND field = '{field}')" for table, field in proven)
    return across(
        "evidence.field.asked",
        "is not a column whose cells need evidence",
        f"""SELECT 'evidence' AS "table", line, 'field' AS field, field AS value
            FROM evidence WHERE NOT ({asked or "1 = 0"})""",
    )


def _of_nothing(proven: Proven) -> Check:
    cells = tuple((table.name, field, *table.primary_key) for table, field in proven if not table.field(field).required)
    reads = tuple(dict.fromkeys(cell[0] for cell in cells))
    message = "is evidence for an empty cell"
    return Check("evidence.field.filled", TABLE, POINTER, "evidence_unneeded", message, codes=cells, reads=reads)


def unproven(check: Check, evidence: Cells) -> pl.Expr:
    """True where a cell is not empty and no row of `evidence` is for it."""
    field, key = check.columns
    reasons = evidence.by(("table", "field"), "row_id").get((check.table, field))
    filled = pl.col(field).is_not_null()
    return filled if reasons is None else filled & ~pl.col(key).is_in(reasons.implode())


def needless(check: Check, tables: Mapping[str, Cells]) -> pl.Expr:
    """True where a reason is for a cell that is empty, and that no check has found to be so by mistake."""
    if not check.codes:
        return pl.lit(False)
    empty = pl.concat([_empty(tables[table], field, key) for table, field, key in check.codes])
    return pl.struct(POINTER).is_in(empty.to_struct().implode())


def _empty(cells: Cells, field: str, key: str) -> pl.DataFrame:
    rows = cells.sound(cells.text, (field, key)).filter(pl.col(field).is_null())
    return rows.select(field=pl.lit(field), table=pl.lit(cells.table.name), row_id=pl.col(key))
