"""What `make bench` measures of others that read the file themselves: Frictionless and DuckDB."""

from pathlib import Path

from benchmarks.validate.fields import CODE, FIELDS, KINDS, REQUIRED, STATES, Cell

SQL_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN"}


def frictionless(folder: Path) -> set[Cell]:
    """The package with both tables, and the rule as a check of rows."""
    from frictionless import Checklist, Package, checks

    package = Package(str(folder / "datapackage.json"))
    rule = checks.row_constraint(formula="not ended or begun <= ended")  # type: ignore[attr-defined]
    report = package.validate(Checklist(checks=[rule]), limit_errors=10_000)
    (task,) = (task for task in report.tasks if task.name == "rows")
    return {cell for error in task.errors for cell in _named(error)}


def _named(error: object) -> list[Cell]:
    line = getattr(error, "row_number", 0)
    if getattr(error, "type", "") == "row-constraint":
        return [(line, None)]
    names = getattr(error, "field_names", None) or [getattr(error, "field_name", None)]
    return [(line, "id" if getattr(error, "type", "") == "primary-key" else names[0])]


def duckdb(folder: Path) -> set[Cell]:
    """One read with types, which sets rows that do not convert aside and names their cells, and one query."""
    import duckdb as engine

    columns = {name: SQL_TYPES[type_] for name, (type_, _) in FIELDS.items()}
    con = engine.connect()
    con.execute(
        "CREATE TABLE read AS SELECT row_number() OVER () AS n, * FROM read_csv(?, header = true, columns = ?,"
        " delim = ',', quote = '\"', store_rejects = true)",
        [str(folder / "rows.csv"), columns],
    )
    con.execute("CREATE TABLE stations AS SELECT * FROM read_csv(?)", [str(folder / "stations.csv")])
    rejected = con.execute("SELECT DISTINCT line, column_name FROM reject_errors").fetchall()
    wrong = [con.execute(f"SELECT n FROM read WHERE {sql}").fetchall() for _, sql in _queries()]
    aside = sorted(line for line, _ in rejected)
    found = {(_line(n, aside), column) for (column, _), rows in zip(_queries(), wrong, strict=True) for (n,) in rows}
    return found | {(line, column) for line, column in rejected}


def _line(number: int, aside: list[int]) -> int:
    """The line of the file of a row, before which lines were set aside."""
    line = number + 1
    for rejected in aside:
        line += rejected <= line
    return line


def _queries() -> list[tuple[str | None, str]]:
    """For each constraint its column, null for the rule, and the condition of a faulty row."""
    found: list[tuple[str | None, str]] = [(name, f"{name} IS NULL") for name in REQUIRED]
    for name, (_, limits) in FIELDS.items():
        for kind, sign in (("minimum", "<"), ("maximum", ">")):
            if kind in limits:
                found.append((name, f"{name} {sign} '{limits[kind]}'"))
    return [
        *found,
        *((name, f"{name} NOT IN {codes}") for name, codes in (("kind", KINDS), ("state", STATES))),
        ("code", f"NOT regexp_matches(code, '{CODE}')"),
        ("note", "length(note) > 40"),
        ("id", "n IN (SELECT n FROM read QUALIFY row_number() OVER (PARTITION BY id ORDER BY n) > 1)"),
        ("station", "station NOT IN (SELECT station FROM stations)"),
        (None, "begun > ended"),
    ]
