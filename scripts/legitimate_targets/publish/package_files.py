"""The package itself as a part of a release: index, CSV files and schemas, and the documents around them."""

import hashlib
import json
from pathlib import Path
from typing import Any

from legitimate_targets.datapackage import changelog
from legitimate_targets.datapackage.package import ACROSS, INDEX
from legitimate_targets.publish import codebook, load_standalone
from legitimate_targets.publish.citation import CFF, as_cff, citation
from legitimate_targets.publish.source import LICENCES, LOADER, Parts, ReleaseSource

SCHEMAS_GUIDE = "schemas/README.md"
CODEBOOK = "CODEBOOK.md"


def package_files(source: ReleaseSource) -> Parts:
    """Return datapackage.json, the CSV file and the schema of each table, the rules, the codebook and the guide."""
    paths = [path for table in source.tables for path in (table.path, table.schema)]
    paths += [f"{ACROSS}/{name}" for name in source.package.files.names(ACROSS)]
    parts = {path: source.package.read(path) for path in [*paths, codebook.PATH, SCHEMAS_GUIDE]}
    return {INDEX: _index(source, parts), **parts}


def documents(source: ReleaseSource) -> Parts:
    """Return the codebook, the citation, the loader, the licences and the changelog.

    This codebook is one folder above the one in data/, and its links to files are changed accordingly.
    """
    book = codebook.codebook(source.package).replace("](../", "](")
    return {
        CODEBOOK: book.encode("utf-8"),
        CFF: as_cff(citation(source.package)).encode("utf-8"),
        LOADER: Path(load_standalone.__file__).read_bytes(),
        **{path: source.package.read(path) for path in (*LICENCES, changelog.PATH)},
    }


def _index(source: ReleaseSource, parts: Parts) -> bytes:
    """Return the index with the day of the release, and with the hash, bytes and rows of each table."""
    resources = [_resource(entry, source, parts) for entry in source.index["resources"]]
    index = {**source.index, "created": f"{source.release.day}T00:00:00Z", "resources": resources}
    return (json.dumps(index, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _resource(entry: dict[str, Any], source: ReleaseSource, parts: Parts) -> dict[str, Any]:
    data = parts[entry["path"]]
    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    return {**entry, "hash": digest, "bytes": len(data), "rows": source.frames[entry["name"]].height}
