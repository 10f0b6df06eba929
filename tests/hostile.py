"""Builds hostile packages: each is the smallest package with one thing in it that means harm."""

import json
import os
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

MEBIBYTE = 2**20
ROOT = Path(__file__).resolve().parents[1]
OUTSIDE = "outside.csv"
SECRET = "key,word\n1,secret\n"
Harm = Callable[[Path], object]


def build(name: str, folder: Path) -> Path:
    """Writes the package `name` below `folder`, beside a file that it must not read; the path to validate."""
    (folder / OUTSIDE).write_text(SECRET)
    root = folder / "package"
    (root / "schemas" / "across").mkdir(parents=True)
    (root / "words.csv").write_text("key,word\n1,one\n2,two\n")
    _write(root / "datapackage.json", index())
    _write(root / "schemas" / "words.json", schema())
    target = HARMS[name](root)
    return target if isinstance(target, Path) else root


def index(**more: Any) -> dict[str, Any]:
    """The index of the smallest package, and what else stands in it."""
    return {
        "name": "words",
        "resources": [{"name": "words", "path": "words.csv", "schema": "schemas/words.json"}],
        **more,
    }


def schema(**more: Any) -> dict[str, Any]:
    """The schema of its one table, and what else stands in it."""
    fields = [{"name": "key", "type": "integer"}, {"name": "word", "type": "string"}]
    return {"fields": fields, "missingValues": [""], "primaryKey": ["key"], **more}


def _write(path: Path, value: Any) -> None:
    path.write_text(value if isinstance(value, str) else json.dumps(value))


def _index(value: Any) -> Harm:
    return lambda root: _write(root / "datapackage.json", value)


def _resource(**more: Any) -> Harm:
    return _index({"resources": [{"name": "words", "path": "words.csv", "schema": "schemas/words.json", **more}]})


def _schema(**more: Any) -> Harm:
    return lambda root: _write(root / "schemas" / "words.json", schema(**more))


def _field(**more: Any) -> Harm:
    return _schema(fields=[{"name": "key", "type": "integer"}, {"name": "word", "type": "string", **more}])


def _constraint(**more: Any) -> Harm:
    return _field(constraints=more)


def _rule(sql: Any) -> Harm:
    return _schema(rules=[{"name": "harm", "sql": sql, "message": "is harm"}])


def _query(sql: str) -> Harm:
    text = f"-- message: is harm\n{sql}"
    return lambda root: _write(root / "schemas" / "across" / "harm.sql", text)


def _table(text: str | bytes) -> Harm:
    data = text.encode() if isinstance(text, str) else text
    return lambda root: (root / "words.csv").write_bytes(data)


def _link(path: str, target: str) -> Harm:
    def harm(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        (root / path).symlink_to(target)

    return harm


def _pipe(path: str) -> Harm:
    def harm(root: Path) -> None:
        (root / path).unlink()
        os.mkfifo(root / path)

    return harm


def _folder(root: Path) -> None:
    (root / "words.csv").unlink()
    (root / "words.csv").mkdir()


def _sparse(size: int) -> Harm:
    def harm(root: Path) -> None:
        with (root / "words.csv").open("r+b") as file:
            file.truncate(size)

    return harm


def _zip(fill: Callable[[zipfile.ZipFile], object], then: Callable[[bytes], bytes] = bytes) -> Harm:
    def harm(root: Path) -> Path:
        target = root.with_suffix(".zip")
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(root.rglob("*.*")):
                archive.write(path, path.relative_to(root))
            fill(archive)
        target.write_bytes(then(target.read_bytes()))
        return target

    return harm


def _zeros(size: int) -> Callable[[zipfile.ZipFile], None]:
    def fill(archive: zipfile.ZipFile) -> None:
        with archive.open("zeros", "w") as stream:
            for _ in range(size // MEBIBYTE):
                stream.write(bytes(MEBIBYTE))

    return fill


def _nested(archive: zipfile.ZipFile) -> None:
    data = bytes(100 * MEBIBYTE)
    for level in range(3):
        compress = zlib.compressobj(9)
        data = compress.compress(data) + compress.flush()
        archive.writestr(f"level{level}.zip", data)


def _many(archive: zipfile.ZipFile) -> None:
    for number in range(40_000):
        archive.writestr(f"{number:090}", b"", zipfile.ZIP_STORED)


def _twice(archive: zipfile.ZipFile) -> None:
    with warnings.catch_warnings(action="ignore"):
        archive.writestr("words.csv", SECRET)


def _linked(archive: zipfile.ZipFile) -> None:
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


def _cross(root: Path) -> None:
    """A join without an end over many rows."""
    (root / "words.csv").write_text(ROWS)
    _query(f"{JOINED} JOIN words AS b ON a.word = b.word JOIN words AS c ON b.word = c.word WHERE a.key >= 0")(root)


def _counted(root: Path) -> None:
    (root / "words.csv").write_text(ROWS)
    _query(f"{JOINED} JOIN words AS b ON a.word = b.word JOIN words AS c ON b.word = c.word WHERE c.key + b.key = -1")(
        root
    )


def _patterns(root: Path) -> None:
    """A thousand patterns that take long to compile."""
    fields = [{"name": f"c{n}", "type": "string", "constraints": {"pattern": "^(?:\\w{400})$"}} for n in range(900)]
    _write(root / "schemas" / "words.json", schema(fields=fields, primaryKey=["c0"]))


def _faulty(columns: int, rows: int) -> Harm:
    """A table of so many numbers, none of which is one."""

    def harm(root: Path) -> None:
        fields = [{"name": f"c{number}", "type": "number"} for number in range(columns)]
        _write(root / "schemas" / "words.json", schema(fields=fields, primaryKey=["c0"]))
        header = ",".join(field["name"] for field in fields)
        (root / "words.csv").write_text(f"{header}\n" + f"{',x' * columns}\n"[1:] * rows)

    return harm


def _rules(root: Path) -> None:
    """Ten thousand rules over many rows."""
    rules = [{"name": f"r{number}", "sql": f"key <> -{number}", "message": "is harm"} for number in range(10_000)]
    _write(root / "schemas" / "words.json", schema(rules=rules))
    (root / "words.csv").write_text("key,word\n" + "".join(f"{number},x\n" for number in range(500_000)))


def _sums(text: str) -> Harm:
    return lambda root: _write(root / "SHA256SUMS", text)


def _listed_again(root: Path) -> None:
    (root / "large").write_bytes(bytes(100 * MEBIBYTE))
    _sums("".join(f"{'0' * 64}  {'./' * number}large\n" for number in range(200)))(root)


def _many_listed(archive: zipfile.ZipFile) -> None:
    names = [f"f{number}" for number in range(900)]
    for name in [*names, *(f"g{number}" for number in range(30_000))]:
        archive.writestr(name, b"x", zipfile.ZIP_STORED)
    archive.writestr("SHA256SUMS", "".join(f"{'0' * 64}  {name}\n" for name in names))


NEEDED = ("actors", "attributions", "figures", "measures", "names", "quotes", "reports", "sources")


def _other_shape(root: Path) -> None:
    """All tables that the rules of derived tables read, by their names alone."""
    listed = [{"name": name, "path": f"{name}.csv", "schema": "schemas/words.json"} for name in NEEDED]
    listed.append({"name": "ranges", "path": "ranges.csv", "schema": "schemas/ranges.json"})
    for resource in listed:
        (root / resource["path"]).write_text("key,word\n1,one\n")
    _write(root / "schemas" / "ranges.json", schema(derived="tables"))
    _index(index(resources=listed))(root)


def many_figures(root: Path) -> None:
    """The project's tables without their rules, and so many figures and quotes that each is compared with each."""
    listed = [{"name": name, "path": f"{name}.csv", "schema": f"schemas/{name}.json"} for name in (*NEEDED, "ranges")]
    for resource in listed:
        name = resource["name"]
        described = json.loads((ROOT / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
        bare = [{"name": field["name"], "type": field["type"]} for field in described["fields"]]
        more = {key: described[key] for key in ("primaryKey", "derived") if key in described}
        _write(root / resource["schema"], {"fields": bare, "missingValues": [""], **more})
        folder = ROOT / "data" / ("derived" if name == "ranges" else "")
        header, *rows = (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        if name in ("figures", "quotes"):
            cells = [row.partition(",")[2] for row in rows]
            rows = [f"X{number:05},{cells[number % len(cells)]}" for number in range(30_000)]
        (root / resource["path"]).write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    _index(index(resources=listed))(root)


HARMS: dict[str, Harm] = {
    "link to a file outside": _link("words.csv", f"../{OUTSIDE}"),
    "link to the list of users": _link("words.csv", "/etc/passwd"),
    "link to an endless device": _link("words.csv", "/dev/zero"),
    "link to itself": _link("words.csv", "words.csv"),
    "schema that is a link outside": _link("schemas/words.json", f"../../{OUTSIDE}"),
    "index that is a link to a device": _link("datapackage.json", "/dev/zero"),
    "table that is a pipe": _pipe("words.csv"),
    "schema that is a pipe": _pipe("schemas/words.json"),
    "table that is a folder": _folder,
    "remote table": _resource(path="http://127.0.0.1:9/words.csv"),
    "remote table with upper case": _resource(path="HTTPS://127.0.0.1/words.csv"),
    "table in a bucket": _resource(path="s3://bucket/words.csv"),
    "table behind a file address": _resource(path="file:///etc/passwd"),
    "table of a share": _resource(path="\\\\host\\share\\words.csv"),
    "remote schema": _resource(schema="http://127.0.0.1:9/words.json"),
    "absolute table": _resource(path="/etc/passwd"),
    "table above": _resource(path=f"../{OUTSIDE}"),
    "table above by a detour": _resource(path=f"schemas/../../{OUTSIDE}"),
    "table with a zero byte": _resource(path="words.csv\0"),
    "table with a long path": _resource(path="a" * 100_000),
    "table in a deep folder": _resource(path="a/" * 5000),
    "table with a pattern for a path": _resource(path="*.csv"),
    "list of paths": _resource(path=["words.csv", "words.csv"]),
    "schema in the index": _resource(schema=schema()),
    "name that is a number": _resource(name=7),
    "name that is a query": _resource(name=f"words UNION SELECT * FROM read_csv('../{OUTSIDE}')"),
    "two tables of one name": _index(index(resources=index()["resources"] * 2)),
    "very many tables": _index(
        index(resources=[{"name": f"t{n}", "path": f"{n}", "schema": "s"} for n in range(20_000)])
    ),
    "tables that are an object": _index(index(resources={"words": 1})),
    "index that is a list": _index([]),
    "index that is a text": _index('"words"'),
    "empty index": _index(""),
    "index with a name twice": _index('{"resources": [], "resources": []}'),
    "index with NaN": _index('{"resources": NaN}'),
    "index with infinity": _index('{"version": -Infinity}'),
    "index with a number of 100,000 digits": _index(f'{{"version": {"9" * 100_000}}}'),
    "index with 100,000 brackets": _index("[" * 100_000),
    "index with 100,000 objects in each other": _index('{"a":' * 100_000),
    "index with half a pair of surrogates": _index('{"resources": [{"name": "\\ud800", "path": "a", "schema": "b"}]}'),
    "very large index": _index(index(description="x" * 40 * MEBIBYTE)),
    "version that is an object": _index(index(version={"a": [1, 2]})),
    "version without an end": _index(index(version="9" * 100_000)),
    "index in another encoding": lambda root: (root / "datapackage.json").write_bytes(
        json.dumps(index()).encode("utf-16")
    ),
    "fields that are an object": _schema(fields={"key": "integer"}),
    "fields that are numbers": _schema(fields=[1, 2]),
    "fields without a name": _schema(fields=[{"type": "string"}]),
    "a field twice": _schema(fields=[{"name": "key", "type": "string"}] * 2),
    "a list of a million files": _sums("".join(f"{'0' * 64}  f{number}\n" for number in range(1_000_000))),
    "a list of very many files": _sums("".join(f"{'0' * 64}  f{number}\n" for number in range(50_000))),
    "a list of one large file by many names": _listed_again,
    "a zip with a list of its very many files": _zip(_many_listed),
    "tables of another shape to derive from": _other_shape,
    "a field with a reserved name": _field(name="line"),
    "a field with a query for a name": _field(name="a FROM read_csv('x') --"),
    "a field with a list for a type": _field(type=["string"]),
    "very many fields": _schema(fields=WIDE),
    "constraints that are a list": _field(constraints=["required"]),
    "a pattern that is a number": _constraint(pattern=5),
    "a pattern that would hang others": _constraint(pattern="^(?:(a+)+b)$"),
    "a pattern with a reference back": _constraint(pattern="^(?:(a)\\1)$"),
    "a pattern that is too large": _constraint(pattern="^(?:(?:\\w{1000}){1000})$"),
    "a very long pattern": _constraint(pattern=f"^(?:{'a?' * 500_000})$"),
    "a thousand patterns": _patterns,
    "an enum that is a text": _constraint(enum="one"),
    "an enum of lists": _constraint(enum=[["one"]]),
    "a length that is a text": _constraint(minLength="many"),
    "a bound that is an object": _schema(fields=[{"name": "key", "type": "integer", "constraints": {"minimum": {}}}]),
    "a bound beyond all bounds": _schema(
        fields=[
            {"name": "key", "type": "integer", "constraints": {"maximum": 10**400}},
            {"name": "word", "type": "string"},
        ]
    ),
    "a key that is a number": _schema(primaryKey=3),
    "a key of an unknown column": _schema(primaryKey=["nowhere"]),
    "a reference that is a text": _schema(foreignKeys=["key"]),
    "a reference to nothing": _schema(
        foreignKeys=[{"fields": ["key"], "reference": {"resource": "x", "fields": ["y"]}}]
    ),
    "a span that is a list": _schema(span=[]),
    "rules that are an object": _schema(rules={"sql": "1 = 1"}),
    "a rule that is a number": _rule(1),
    "a rule that reads a file": _rule(f"word IN (SELECT word FROM read_csv('../{OUTSIDE}'))"),
    "a rule that reads a file by another name": _rule(f"\"read_csv\"('../{OUTSIDE}') = word"),
    "a rule that is no SQL": _rule("((((("),
    "a rule with 100,000 brackets": _rule("(" * 100_000 + "key = 1" + ")" * 100_000),
    "a query that reads a file": _query(READING),
    "a query that reads a file behind a comment": _query(READING.replace("read_csv(", "read_csv/**/(")),
    "a query that reads a file in quotes": _query(READING.replace("read_csv", '"read_csv"')),
    "a query that reads a file of another kind": _query(READING.replace("read_csv", "READ_PARQUET")),
    "two queries": _query(f"{JOINED}; DROP TABLE words"),
    "a query that never ends": _query(
        "WITH RECURSIVE r AS (SELECT key FROM words UNION ALL SELECT key FROM r) SELECT * FROM r"
    ),
    "a join that never ends": _cross,
    "a join that counts for ever": _counted,
    "a query that is no text": lambda root: (root / "schemas" / "across" / "harm.sql").write_bytes(b"\xff\xfe"),
    "a very long cell": _table(f"key,word\n1,{'x' * 60 * MEBIBYTE}\n"),
    "a very long cell in quotes": _table(f'key,word\n1,"{"x" * 60 * MEBIBYTE}\n'),
    "very many quotes": _table(f"key,word\n1,{chr(34) * 40 * MEBIBYTE}\n"),
    "a very long header": _table("k" * 60 * MEBIBYTE + "\n"),
    "very many cells": _table("key,word\n" + "," * 60 * MEBIBYTE + "\n"),
    "very many empty lines": _table("key,word\n" + "\n" * 15 * MEBIBYTE),
    "very many faulty lines": _table("key,word\n" + "x,\n" * 7 * MEBIBYTE),
    "very many faulty cells": _faulty(100, 100_000),
    "very many rows of one faulty cell": _faulty(1, 4_000_000),
    "very many rules for very many rows": _rules,
    "very many marks to compose": _table("key,word\n1,a" + "\u0301" * 10 * MEBIBYTE + "\n"),
    "two gibibytes of nothing": _sparse(2 * 1024 * MEBIBYTE),
    "a hundred mebibytes of nothing": _sparse(100 * MEBIBYTE),
    "a bomb": _zip(_zeros(200 * MEBIBYTE)),
    "a small bomb": _zip(_zeros(64 * MEBIBYTE)),
    "a bomb in a bomb": _zip(_nested),
    "a zip of very many files": _zip(_many),
    "a zip with a file twice": _zip(_twice),
    "a zip with a link for a table": _zip(_linked, lambda data: data.replace(b"words.csv", b"lost0.csv")),
    "a zip that is cut off": _zip(lambda archive: None, lambda data: data[: len(data) // 2]),
    "a zip with damaged bytes": _zip(lambda archive: None, lambda data: data[:60] + b"\xff" * 20 + data[80:]),
    "a zip with a password": _zip(
        lambda archive: None, lambda data: data.replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0")
    ),
    "a zip of an unknown method": _zip(
        lambda archive: None, lambda data: data.replace(b"\x14\0\0\0\x08\0", b"\x14\0\0\0\x63\0")
    ),
    "a zip without an index": _zip(
        lambda archive: None, lambda data: data.replace(b"datapackage.json", b"datapackage.jsom")
    ),
}
