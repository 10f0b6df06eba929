"""Builds hostile packages: each is the smallest package with one harm in it."""

import json
from pathlib import Path

from tests.support.harms import (
    JOINED,
    MEBIBYTE,
    OUTSIDE,
    READING,
    SECRET,
    WIDE,
    Harm,
    counting_join,
    endless_join,
    faulty_cells,
    folder_for_table,
    index,
    listed_again,
    many_patterns,
    many_rules,
    other_shape,
    schema,
    with_constraint,
    with_field,
    with_file_twice,
    with_index,
    with_link,
    with_linked_table,
    with_many_files,
    with_many_listed,
    with_nested,
    with_pipe,
    with_query,
    with_resource,
    with_rule,
    with_schema,
    with_sparse_table,
    with_sums,
    with_table,
    with_zeros,
    write_json,
    zipped,
)

HARMS: dict[str, Harm] = {
    "link to a file outside": with_link("words.csv", f"../{OUTSIDE}"),
    "link to the list of users": with_link("words.csv", "/etc/passwd"),
    "link to an endless device": with_link("words.csv", "/dev/zero"),
    "link to itself": with_link("words.csv", "words.csv"),
    "schema that is a link outside": with_link("schemas/words.json", f"../../{OUTSIDE}"),
    "index that is a link to a device": with_link("datapackage.json", "/dev/zero"),
    "table that is a pipe": with_pipe("words.csv"),
    "schema that is a pipe": with_pipe("schemas/words.json"),
    "table that is a folder": folder_for_table,
    "remote table": with_resource(path="http://127.0.0.1:9/words.csv"),
    "remote table with upper case": with_resource(path="HTTPS://127.0.0.1/words.csv"),
    "table in a bucket": with_resource(path="s3://bucket/words.csv"),
    "table of a file address": with_resource(path="file:///etc/passwd"),
    "table of a share": with_resource(path="\\\\host\\share\\words.csv"),
    "remote schema": with_resource(schema="http://127.0.0.1:9/words.json"),
    "absolute table": with_resource(path="/etc/passwd"),
    "table above": with_resource(path=f"../{OUTSIDE}"),
    "table above by a detour": with_resource(path=f"schemas/../../{OUTSIDE}"),
    "table with a zero byte": with_resource(path="words.csv\0"),
    "table with a long path": with_resource(path="a" * 100_000),
    "table in a deep folder": with_resource(path="a/" * 5000),
    "table with a pattern for a path": with_resource(path="*.csv"),
    "list of paths": with_resource(path=["words.csv", "words.csv"]),
    "schema in the index": with_resource(schema=schema()),
    "name that is a number": with_resource(name=7),
    "name that is a query": with_resource(name=f"words UNION SELECT * FROM read_csv('../{OUTSIDE}')"),
    "two tables of one name": with_index(index(resources=index()["resources"] * 2)),
    "very many tables": with_index(
        index(resources=[{"name": f"t{n}", "path": f"{n}", "schema": "s"} for n in range(20_000)])
    ),
    "tables that are an object": with_index(index(resources={"words": 1})),
    "index that is a list": with_index([]),
    "index that is a text": with_index('"words"'),
    "empty index": with_index(""),
    "index with a name twice": with_index('{"resources": [], "resources": []}'),
    "index with NaN": with_index('{"resources": NaN}'),
    "index with infinity": with_index('{"version": -Infinity}'),
    "index with a number of 100,000 digits": with_index(f'{{"version": {"9" * 100_000}}}'),
    "index with 100,000 brackets": with_index("[" * 100_000),
    "index with 100,000 objects in each other": with_index('{"a":' * 100_000),
    "index with half a pair of surrogates": with_index(
        '{"resources": [{"name": "\\ud800", "path": "a", "schema": "b"}]}'
    ),
    "very large index": with_index(index(description="x" * 40 * MEBIBYTE)),
    "version that is an object": with_index(index(version={"a": [1, 2]})),
    "version without an end": with_index(index(version="9" * 100_000)),
    "index in another encoding": lambda root: (root / "datapackage.json").write_bytes(
        json.dumps(index()).encode("utf-16")
    ),
    "fields that are an object": with_schema(fields={"key": "integer"}),
    "fields that are numbers": with_schema(fields=[1, 2]),
    "fields without a name": with_schema(fields=[{"type": "string"}]),
    "a field twice": with_schema(fields=[{"name": "key", "type": "string"}] * 2),
    "a list of a million files": with_sums("".join(f"{'0' * 64}  f{number}\n" for number in range(1_000_000))),
    "a list of very many files": with_sums("".join(f"{'0' * 64}  f{number}\n" for number in range(50_000))),
    "a list of one large file by many names": listed_again,
    "a zip with a list of its very many files": zipped(with_many_listed),
    "tables of another shape to derive from": other_shape,
    "a field with a reserved name": with_field(name="line"),
    "a field with a query for a name": with_field(name="a FROM read_csv('x') --"),
    "a field with a list for a type": with_field(type=["string"]),
    "very many fields": with_schema(fields=WIDE),
    "constraints that are a list": with_field(constraints=["required"]),
    "a pattern that is a number": with_constraint(pattern=5),
    "a pattern that would hang others": with_constraint(pattern="^(?:(a+)+b)$"),
    "a pattern with a reference back": with_constraint(pattern="^(?:(a)\\1)$"),
    "a pattern that is too large": with_constraint(pattern="^(?:(?:\\w{1000}){1000})$"),
    "a very long pattern": with_constraint(pattern=f"^(?:{'a?' * 500_000})$"),
    "a thousand patterns": many_patterns,
    "an enum that is a text": with_constraint(enum="one"),
    "an enum of lists": with_constraint(enum=[["one"]]),
    "a length that is a text": with_constraint(minLength="many"),
    "a bound that is an object": with_schema(
        fields=[{"name": "key", "type": "integer", "constraints": {"minimum": {}}}]
    ),
    "a bound beyond all bounds": with_schema(
        fields=[
            {"name": "key", "type": "integer", "constraints": {"maximum": 10**400}},
            {"name": "word", "type": "string"},
        ]
    ),
    "a key that is a number": with_schema(primaryKey=3),
    "a key of an unknown column": with_schema(primaryKey=["nowhere"]),
    "a reference that is a text": with_schema(foreignKeys=["key"]),
    "a reference to nothing": with_schema(
        foreignKeys=[{"fields": ["key"], "reference": {"resource": "x", "fields": ["y"]}}]
    ),
    "a span that is a list": with_schema(span=[]),
    "rules that are an object": with_schema(rules={"sql": "1 = 1"}),
    "a rule that is a number": with_rule(1),
    "a rule that reads a file": with_rule(f"word IN (SELECT word FROM read_csv('../{OUTSIDE}'))"),
    "a rule that reads a file by another name": with_rule(f"\"read_csv\"('../{OUTSIDE}') = word"),
    "a rule that is no SQL": with_rule("((((("),
    "a rule with 100,000 brackets": with_rule("(" * 100_000 + "key = 1" + ")" * 100_000),
    "a query that reads a file": with_query(READING),
    "a query that reads a file after a comment": with_query(READING.replace("read_csv(", "read_csv/**/(")),
    "a query that reads a file in quotes": with_query(READING.replace("read_csv", '"read_csv"')),
    "a query that reads a file of another kind": with_query(READING.replace("read_csv", "READ_PARQUET")),
    "two queries": with_query(f"{JOINED}; DROP TABLE words"),
    "a query that never ends": with_query(
        "WITH RECURSIVE r AS (SELECT key FROM words UNION ALL SELECT key FROM r) SELECT * FROM r"
    ),
    "a join that never ends": endless_join,
    "a join that counts forever": counting_join,
    "a query that is no text": lambda root: (root / "schemas" / "across" / "harm.sql").write_bytes(b"\xff\xfe"),
    "a very long cell": with_table(f"key,word\n1,{'x' * 60 * MEBIBYTE}\n"),
    "a very long cell in quotes": with_table(f'key,word\n1,"{"x" * 60 * MEBIBYTE}\n'),
    "very many quotes": with_table(f"key,word\n1,{chr(34) * 40 * MEBIBYTE}\n"),
    "a very long header": with_table("k" * 60 * MEBIBYTE + "\n"),
    "very many cells": with_table("key,word\n" + "," * 60 * MEBIBYTE + "\n"),
    "very many empty lines": with_table("key,word\n" + "\n" * 15 * MEBIBYTE),
    "very many faulty lines": with_table("key,word\n" + "x,\n" * 7 * MEBIBYTE),
    "very many faulty cells": faulty_cells(100, 100_000),
    "very many rows of one faulty cell": faulty_cells(1, 4_000_000),
    "very many rules for very many rows": many_rules,
    "very many marks to compose": with_table("key,word\n1,a" + "\u0301" * 10 * MEBIBYTE + "\n"),
    "two gibibytes of nothing": with_sparse_table(2 * 1024 * MEBIBYTE),
    "a hundred mebibytes of nothing": with_sparse_table(100 * MEBIBYTE),
    "a bomb": zipped(with_zeros(200 * MEBIBYTE)),
    "a small bomb": zipped(with_zeros(64 * MEBIBYTE)),
    "a bomb in a bomb": zipped(with_nested),
    "a zip of very many files": zipped(with_many_files),
    "a zip with a file twice": zipped(with_file_twice),
    "a zip with a link for a table": zipped(with_linked_table, lambda data: data.replace(b"words.csv", b"lost0.csv")),
    "a zip that is cut off": zipped(lambda archive: None, lambda data: data[: len(data) // 2]),
    "a zip with damaged bytes": zipped(lambda archive: None, lambda data: data[:60] + b"\xff" * 20 + data[80:]),
    "a zip with a password": zipped(
        lambda archive: None, lambda data: data.replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0")
    ),
    "a zip of an unknown method": zipped(
        lambda archive: None, lambda data: data.replace(b"\x14\0\0\0\x08\0", b"\x14\0\0\0\x63\0")
    ),
    "a zip without an index": zipped(
        lambda archive: None, lambda data: data.replace(b"datapackage.json", b"datapackage.jsom")
    ),
}


def build(name: str, folder: Path) -> Path:
    """Write the package `name` below `folder`, beside a file that it must not read; return the path to validate."""
    (folder / OUTSIDE).write_text(SECRET)
    root = folder / "package"
    (root / "schemas" / "across").mkdir(parents=True)
    (root / "words.csv").write_text("key,word\n1,one\n2,two\n")
    write_json(root / "datapackage.json", index())
    write_json(root / "schemas" / "words.json", schema())
    target = HARMS[name](root)
    return target if isinstance(target, Path) else root
