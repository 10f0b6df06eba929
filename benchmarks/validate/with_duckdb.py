"""What `make bench` measures of DuckDB, which reads the file itself."""

from pathlib import Path

from benchmarks.validate.fields import CODE, FIELDS, KINDS, NOTE_LENGTH, REQUIRED, STATES, Cell

SQL_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN"}


def duckdb(folder: Path) -> set[Cell]:
    """Return the faults by one typed read, which sets rows aside that do not convert, and one query per constraint."""
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
    """Return the line of the file of a row; the lines in `aside` have no row."""
    line = number + 1
    for rejected in aside:
        line += rejected <= line
    return line


def _queries() -> list[tuple[str | None, str]]:
    """Return for each constraint its column, None for the row rule, and the condition of a faulty row."""
    found: list[tuple[str | None, str]] = [(name, f"{name} IS NULL") for name in REQUIRED]
    for name, (_, limits) in FIELDS.items():
        for kind, sign in (("minimum", "<"), ("maximum", ">")):
            if kind in limits:
                found.append((name, f"{name} {sign} '{limits[kind]}'"))
    return [
        *found,
        *((name, f"{name} NOT IN {codes}") for name, codes in (("kind", KINDS), ("state", STATES))),
        ("code", f"NOT regexp_matches(code, '{CODE}')"),
        ("note", f"length(note) > {NOTE_LENGTH}"),
        ("id", "n IN (SELECT n FROM read QUALIFY row_number() OVER (PARTITION BY id ORDER BY n) > 1)"),
        ("station", "station NOT IN (SELECT station FROM stations)"),
        (None, "begun > ended"),
    ]
