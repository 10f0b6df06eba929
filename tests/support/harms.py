"""The harms of the hostile packages: each changes the smallest package in one way."""

import json
import os
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.paths import ROOT

MEBIBYTE = 2**20
OUTSIDE = "outside.csv"
"""Name of a file beside the package, which no validation may open."""

SECRET = "key,word\n1,secret\n"
"""Content of that file, whose last word no validation may print."""

Harm = Callable[[Path], object]
"""A change to the package in a folder; it may return another path to validate, such as that of a zip."""


def index(**more: Any) -> dict[str, Any]:
    """Return the index of the smallest package with the properties `more`."""
    return {
        "name": "words",
        "resources": [{"name": "words", "path": "words.csv", "schema": "schemas/words.json"}],
        **more,
    }


def schema(**more: Any) -> dict[str, Any]:
    """Return the schema of the only table of the smallest package with the properties `more`."""
    fields = [{"name": "key", "type": "integer"}, {"name": "word", "type": "string"}]
    return {"fields": fields, "missingValues": [""], "primaryKey": ["key"], **more}


def write_json(path: Path, value: Any) -> None:
    """Write a value as JSON, or a string as it is."""
    path.write_text(value if isinstance(value, str) else json.dumps(value))


def with_index(value: Any) -> Harm:
    """Return a harm that replaces the index by this value."""
    return lambda root: write_json(root / "datapackage.json", value)


def with_resource(**more: Any) -> Harm:
    """Return a harm that gives the table these properties in the index."""
    return with_index({"resources": [{"name": "words", "path": "words.csv", "schema": "schemas/words.json", **more}]})


def with_schema(**more: Any) -> Harm:
    """Return a harm that gives the schema these properties."""
    return lambda root: write_json(root / "schemas" / "words.json", schema(**more))


def with_field(**more: Any) -> Harm:
    """Return a harm that gives the second column these properties."""
    return with_schema(fields=[{"name": "key", "type": "integer"}, {"name": "word", "type": "string", **more}])


def with_constraint(**more: Any) -> Harm:
    """Return a harm that gives the second column these constraints."""
    return with_field(constraints=more)


def with_rule(sql: Any) -> Harm:
    """Return a harm that adds a row rule with this SQL."""
    return with_schema(rules=[{"name": "harm", "sql": sql, "message": "is harm"}])


def with_query(sql: str) -> Harm:
    """Return a harm that adds a query over several tables with this SQL."""
    text = f"-- message: is harm\n{sql}"
    return lambda root: write_json(root / "schemas" / "across" / "harm.sql", text)


def with_table(text: str | bytes) -> Harm:
    """Return a harm that replaces the table by this content."""
    data = text.encode() if isinstance(text, str) else text
    return lambda root: (root / "words.csv").write_bytes(data)


def with_link(path: str, target: str) -> Harm:
    """Return a harm that replaces a file by a link to `target`."""

    def harm(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        (root / path).symlink_to(target)

    return harm


def with_pipe(path: str) -> Harm:
    """Return a harm that replaces a file by a pipe."""

    def harm(root: Path) -> None:
        (root / path).unlink()
        os.mkfifo(root / path)

    return harm


def with_folder_as_table(root: Path) -> None:
    """Replace the table by a folder."""
    (root / "words.csv").unlink()
    (root / "words.csv").mkdir()


def with_sparse_table(size: int) -> Harm:
    """Return a harm that extends the table to this many bytes, without using the disk for them."""

    def harm(root: Path) -> None:
        with (root / "words.csv").open("r+b") as file:
            file.truncate(size)

    return harm


def as_zip(fill: Callable[[zipfile.ZipFile], object], then: Callable[[bytes], bytes] = bytes) -> Harm:
    """Return a harm that zips the package with what `fill` adds and changes the bytes of the zip by `then`."""

    def harm(root: Path) -> Path:
        target = root.with_suffix(".zip")
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(root.rglob("*.*")):
                archive.write(path, path.relative_to(root))
            fill(archive)
        target.write_bytes(then(target.read_bytes()))
        return target

    return harm


def with_zeros(size: int) -> Callable[[zipfile.ZipFile], None]:
    """Return a function that adds a file of this many zero bytes to a zip."""

    def fill(archive: zipfile.ZipFile) -> None:
        with archive.open("zeros", "w") as stream:
            for _ in range(size // MEBIBYTE):
                stream.write(bytes(MEBIBYTE))

    return fill


def with_nested(archive: zipfile.ZipFile) -> None:
    """Add zero bytes that are compressed once, twice and three times."""
    data = bytes(100 * MEBIBYTE)
    for level in range(3):
        compress = zlib.compressobj(9)
        data = compress.compress(data) + compress.flush()
        archive.writestr(f"level{level}.zip", data)


def with_many_files(archive: zipfile.ZipFile) -> None:
    """Add very many empty files."""
    for number in range(40_000):
        archive.writestr(f"{number:090}", b"", zipfile.ZIP_STORED)


def with_file_twice(archive: zipfile.ZipFile) -> None:
    """Add a second file with the name of the table."""
    with warnings.catch_warnings(action="ignore"):
        archive.writestr("words.csv", SECRET)


def with_linked_table(archive: zipfile.ZipFile) -> None:
    """Add a link as a table, and an index in a folder that names it."""
    entry = zipfile.ZipInfo("linked.csv")
    entry.external_attr = 0o120777 << 16
    archive.writestr(entry, f"../{OUTSIDE}")
    changed = index()
    changed["resources"][0]["path"] = "linked.csv"
    archive.writestr("deep/datapackage.json", json.dumps(changed))


WIDE = [{"name": f"c{number}", "type": "string"} for number in range(100_000)]
JOINED = "SELECT 'words' AS \"table\", a.line AS line, 'word' AS field, a.word AS value FROM words AS a"
READING = f"SELECT 'words' AS \"table\", 2 AS line, 'word' AS field, word AS value FROM read_csv('../{OUTSIDE}')"
ROWS = "key,word\n" + "".join(f"{number},x\n" for number in range(30_000))


def with_endless_join(root: Path) -> None:
    """Add a join that returns very many rows."""
    (root / "words.csv").write_text(ROWS)
    with_query(f"{JOINED} JOIN words AS b ON a.word = b.word JOIN words AS c ON b.word = c.word WHERE a.key >= 0")(root)


def with_counting_join(root: Path) -> None:
    """Add a join that compares very many rows and returns none of them."""
    (root / "words.csv").write_text(ROWS)
    joined = f"{JOINED} JOIN words AS b ON a.word = b.word JOIN words AS c ON b.word = c.word"
    with_query(f"{joined} WHERE c.key + b.key = -1")(root)


def with_many_patterns(root: Path) -> None:
    """Give the table 900 columns with patterns that take long to compile."""
    fields = [{"name": f"c{n}", "type": "string", "constraints": {"pattern": "^(?:\\w{400})$"}} for n in range(900)]
    write_json(root / "schemas" / "words.json", schema(fields=fields, primaryKey=["c0"]))


def with_faulty_cells(columns: int, rows: int) -> Harm:
    """Return a harm that writes a table of numbers in which every cell is faulty."""

    def harm(root: Path) -> None:
        fields = [{"name": f"c{number}", "type": "number"} for number in range(columns)]
        write_json(root / "schemas" / "words.json", schema(fields=fields, primaryKey=["c0"]))
        header = ",".join(field["name"] for field in fields)
        (root / "words.csv").write_text(f"{header}\n" + f"{',x' * columns}\n"[1:] * rows)

    return harm


def with_many_rules(root: Path) -> None:
    """Add ten thousand rules for many rows."""
    rules = [{"name": f"r{number}", "sql": f"key <> -{number}", "message": "is harm"} for number in range(10_000)]
    write_json(root / "schemas" / "words.json", schema(rules=rules))
    (root / "words.csv").write_text("key,word\n" + "".join(f"{number},x\n" for number in range(500_000)))


def with_checksums(text: str) -> Harm:
    """Return a harm that adds this list of checksums."""
    return lambda root: write_json(root / "SHA256SUMS", text)


def with_file_listed_often(root: Path) -> None:
    """Add one large file and list it under many names among the checksums."""
    (root / "large").write_bytes(bytes(100 * MEBIBYTE))
    with_checksums("".join(f"{'0' * 64}  {'./' * number}large\n" for number in range(200)))(root)


def with_many_listed(archive: zipfile.ZipFile) -> None:
    """Add very many files and the checksums of some."""
    names = [f"f{number}" for number in range(900)]
    for name in [*names, *(f"g{number}" for number in range(30_000))]:
        archive.writestr(name, b"x", zipfile.ZIP_STORED)
    archive.writestr("SHA256SUMS", "".join(f"{'0' * 64}  {name}\n" for name in names))


NEEDED = ("actors", "attributions", "figures", "measures", "names", "quotes", "reports", "sources")


def with_other_shape(root: Path) -> None:
    """Give the package all tables from which derived tables are computed, but with columns of another shape."""
    listed = [{"name": name, "path": f"{name}.csv", "schema": "schemas/words.json"} for name in NEEDED]
    listed.append({"name": "ranges", "path": "ranges.csv", "schema": "schemas/ranges.json"})
    for resource in listed:
        (root / resource["path"]).write_text("key,word\n1,one\n")
    write_json(root / "schemas" / "ranges.json", schema(derived="tables"))
    with_index(index(resources=listed))(root)


def with_many_figures(root: Path) -> None:
    """Give the package the project's tables without rules, and more figures and quotes than can be compared quickly."""
    listed = [{"name": name, "path": f"{name}.csv", "schema": f"schemas/{name}.json"} for name in (*NEEDED, "ranges")]
    for resource in listed:
        name = resource["name"]
        described = json.loads((ROOT / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
        bare = [{"name": field["name"], "type": field["type"]} for field in described["fields"]]
        more = {key: described[key] for key in ("primaryKey", "derived") if key in described}
        write_json(root / resource["schema"], {"fields": bare, "missingValues": [""], **more})
        folder = ROOT / "data" / ("derived" if name == "ranges" else "")
        header, *rows = (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        if name in ("figures", "quotes"):
            cells = [row.partition(",")[2] for row in rows]
            rows = [f"X{number:05},{cells[number % len(cells)]}" for number in range(30_000)]
        (root / resource["path"]).write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    with_index(index(resources=listed))(root)
