"""Makes all mutants of the rules of the project: of its schemas and of its queries over several tables."""

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from legitimate_targets.datapackage.package import ACROSS, find
from tests.mutation import constraints, keys, sql
from tests.mutation.mutant import Mutant, schemas
from tests.support.paths import ROOT


def mutants() -> list[Mutant]:
    """Return all mutants, in the order of tables and rules."""
    return [*_of_schemas(), *_of_queries()]


def _of_schemas() -> Iterator[Mutant]:
    found = schemas(find(ROOT))
    tables = {name: schema for name, (_, schema) in found.items()}
    for name, (path, schema) in found.items():
        for rule, sort, way, changed in (*constraints.mutants(schema), *keys.mutants(schema, tables)):
            yield Mutant(f"{name}.{rule}", sort, way, path, json.dumps(changed))


def _of_queries() -> Iterator[Mutant]:
    package = find(ROOT)
    for name in package.files.names(ACROSS):
        path = f"{ACROSS}/{name}"
        message, query = package.read(path).decode("utf-8").split("\n", 1)
        rule = f"across.{PurePosixPath(name).stem}"
        yield Mutant(rule, "query", "asks nothing", path, f"{message}\n{query} LIMIT 0")
        for way, text in sql.changes(query):
            yield Mutant(rule, "query", way, path, f"{message}\n{text}")
