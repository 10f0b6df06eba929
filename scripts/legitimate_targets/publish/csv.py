"""The canonical part of a release: the CSV files, their schemas, and an index with the hash and size of each table."""

import hashlib
import json
from typing import Any

from legitimate_targets.datapackage.package import ACROSS, INDEX
from legitimate_targets.publish import codebook
from legitimate_targets.publish.source import Parts, Source

SCHEMAS_GUIDE = "schemas/README.md"


def files(source: Source) -> Parts:
    """datapackage.json, the CSV of every table, the codebook beside them and everything in schemas/ that they need."""
    paths = [path for table in source.tables for path in (table.path, table.schema)]
    paths += [f"{ACROSS}/{name}" for name in source.package.files.names(ACROSS)]
    parts = {path: source.package.read(path) for path in [*paths, codebook.PATH, SCHEMAS_GUIDE]}
    return {INDEX: _index(source, parts), **parts}


def _index(source: Source, parts: Parts) -> bytes:
    """The index as it stands, with the day of the release and what tells a damaged table from a whole one."""
    resources = [_resource(entry, source, parts) for entry in source.index["resources"]]
    index = {**source.index, "created": f"{source.release.day}T00:00:00Z", "resources": resources}
    return (json.dumps(index, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _resource(entry: dict[str, Any], source: Source, parts: Parts) -> dict[str, Any]:
    data = parts[entry["path"]]
    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    return {**entry, "hash": digest, "bytes": len(data), "rows": source.frames[entry["name"]].height}
