"""Makes the harms that hostile packages hold: each changes the smallest package in one way."""

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
SECRET = "key,word\n1,secret\n"
Harm = Callable[[Path], object]


def index(**more: Any) -> dict[str, Any]:
    """Return the index of the smallest package, with further properties."""
    return {
        "name": "words",
        "resources": [{"name": "words", "path": "words.csv", "schema": "schemas/words.json"}],
        **more,
    }


def schema(**more: Any) -> dict[str, Any]:
    """Return the schema of the one table of the smallest package, with further properties."""
    fields = [{"name": "key", "type": "integer"}, {"name": "word", "type": "string"}]
    return {"fields": fields, "missingValues": [""], "primaryKey": ["key"], **more}


def write_json(path: Path, value: Any) -> None:
    """Write a value as JSON, and a text as it is."""
    path.write_text(value if isinstance(value, str) else json.dumps(value))


def with_index(value: Any) -> Harm:
    """Return the harm of this value as the index."""
    return lambda root: write_json(root / "datapackage.json", value)


def with_resource(**more: Any) -> Harm:
    """Return the harm of these properties of the table in the index."""
    return with_index({"resources": [{"name": "words", "path": "words.csv", "schema": "schemas/words.json", **more}]})


def with_schema(**more: Any) -> Harm:
    """Return the harm of these properties of the schema."""
    return lambda root: write_json(root / "schemas" / "words.json", schema(**more))


def with_field(**more: Any) -> Harm:
    """Return the harm of these properties of the second column."""
    return with_schema(fields=[{"name": "key", "type": "integer"}, {"name": "word", "type": "string", **more}])


def with_constraint(**more: Any) -> Harm:
    """Return the harm of these constraints on the second column."""
    return with_field(constraints=more)


def with_rule(sql: Any) -> Harm:
    """Return the harm of this SQL as a row rule."""
    return with_schema(rules=[{"name": "harm", "sql": sql, "message": "is harm"}])


def with_query(sql: str) -> Harm:
    """Return the harm of this SQL as a query over tables."""
    text = f"-- message: is harm\n{sql}"
    return lambda root: write_json(root / "schemas" / "across" / "harm.sql", text)


def with_table(text: str | bytes) -> Harm:
    """Return the harm of this text or these bytes as the table."""
    data = text.encode() if isinstance(text, str) else text
    return lambda root: (root / "words.csv").write_bytes(data)


def with_link(path: str, target: str) -> Harm:
    """Return the harm of a link to `target` in place of a file."""

    def harm(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        (root / path).symlink_to(target)

    return harm


def with_pipe(path: str) -> Harm:
    """Return the harm of a pipe in place of a file."""

    def harm(root: Path) -> None:
        (root / path).unlink()
        os.mkfifo(root / path)

    return harm


def folder_for_table(root: Path) -> None:
    """Put a folder in place of the table."""
    (root / "words.csv").unlink()
    (root / "words.csv").mkdir()


def with_sparse_table(size: int) -> Harm:
    """Return the harm of a table that is stretched to `size` bytes."""

    def harm(root: Path) -> None:
        with (root / "words.csv").open("r+b") as file:
            file.truncate(size)

    return harm


def zipped(fill: Callable[[zipfile.ZipFile], object], then: Callable[[bytes], bytes] = bytes) -> Harm:
    """Return the harm of a zip of the package, with what `fill` adds, and its bytes changed by `then`."""

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
    """Return what adds a file of `size` zero bytes."""

    def fill(archive: zipfile.ZipFile) -> None:
        with archive.open("zeros", "w") as stream:
            for _ in range(size // MEBIBYTE):
                stream.write(bytes(MEBIBYTE))

    return fill


def with_nested(archive: zipfile.ZipFile) -> None:
    """Add zips of a zip of zero bytes."""
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
    """Add the table again."""
    with warnings.catch_warnings(action="ignore"):
        archive.writestr("words.csv", SECRET)


def with_linked_table(archive: zipfile.ZipFile) -> None:
    """Add a link for a table."""
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


def endless_join(root: Path) -> None:
    """Add a join over many rows that never ends."""
    (root / "words.csv").write_text(ROWS)
    with_query(f"{JOINED} JOIN words AS b ON a.word = b.word JOIN words AS c ON b.word = c.word WHERE a.key >= 0")(root)


def counting_join(root: Path) -> None:
    """Add a join that counts and never ends."""
    (root / "words.csv").write_text(ROWS)
    joined = f"{JOINED} JOIN words AS b ON a.word = b.word JOIN words AS c ON b.word = c.word"
    with_query(f"{joined} WHERE c.key + b.key = -1")(root)


def many_patterns(root: Path) -> None:
    """Add a thousand patterns that take long to compile."""
    fields = [{"name": f"c{n}", "type": "string", "constraints": {"pattern": "^(?:\\w{400})$"}} for n in range(900)]
    write_json(root / "schemas" / "words.json", schema(fields=fields, primaryKey=["c0"]))


def faulty_cells(columns: int, rows: int) -> Harm:
    """Return the harm of a table of numbers in which no cell is a number."""

    def harm(root: Path) -> None:
        fields = [{"name": f"c{number}", "type": "number"} for number in range(columns)]
        write_json(root / "schemas" / "words.json", schema(fields=fields, primaryKey=["c0"]))
        header = ",".join(field["name"] for field in fields)
        (root / "words.csv").write_text(f"{header}\n" + f"{',x' * columns}\n"[1:] * rows)

    return harm


def many_rules(root: Path) -> None:
    """Add ten thousand rules over many rows."""
    rules = [{"name": f"r{number}", "sql": f"key <> -{number}", "message": "is harm"} for number in range(10_000)]
    write_json(root / "schemas" / "words.json", schema(rules=rules))
    (root / "words.csv").write_text("key,word\n" + "".join(f"{number},x\n" for number in range(500_000)))


def with_sums(text: str) -> Harm:
    """Return the harm of this list of checksums."""
    return lambda root: write_json(root / "SHA256SUMS", text)


def listed_again(root: Path) -> None:
    """List one large file by many names among the checksums."""
    (root / "large").write_bytes(bytes(100 * MEBIBYTE))
    with_sums("".join(f"{'0' * 64}  {'./' * number}large\n" for number in range(200)))(root)


def with_many_listed(archive: zipfile.ZipFile) -> None:
    """Add very many files, and checksums of some."""
    names = [f"f{number}" for number in range(900)]
    for name in [*names, *(f"g{number}" for number in range(30_000))]:
        archive.writestr(name, b"x", zipfile.ZIP_STORED)
    archive.writestr("SHA256SUMS", "".join(f"{'0' * 64}  {name}\n" for name in names))


NEEDED = ("actors", "attributions", "figures", "measures", "names", "quotes", "reports", "sources")


def other_shape(root: Path) -> None:
    """Add all tables that the rules of derived tables read, with nothing but their names."""
    listed = [{"name": name, "path": f"{name}.csv", "schema": "schemas/words.json"} for name in NEEDED]
    listed.append({"name": "ranges", "path": "ranges.csv", "schema": "schemas/ranges.json"})
    for resource in listed:
        (root / resource["path"]).write_text("key,word\n1,one\n")
    write_json(root / "schemas" / "ranges.json", schema(derived="tables"))
    with_index(index(resources=listed))(root)


def many_figures(root: Path) -> None:
    """Write the project's tables without their rules, with so many figures and quotes that comparing all takes long."""
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
