"""SHA256SUMS: writes the hashes of a release's files, and names the files of a package that are not what they say."""

import hashlib
from collections.abc import Iterator, Mapping

from legitimate_targets.checks.check import Check
from legitimate_targets.datapackage.limits import LARGEST_FILE, LARGEST_INDEX
from legitimate_targets.datapackage.package import INDEX, Package, read_json
from legitimate_targets.datapackage.storage import Files
from legitimate_targets.errors import PackageError
from legitimate_targets.tables.problem import Problem

PATH = "SHA256SUMS"
MOST_LISTED = 1000
LARGEST_LISTED = 2 * LARGEST_FILE
"""Bytes of all files that are listed together."""

CHECK = Check("package.sha256", "", (), "gate", "is not the file that was released: its SHA-256 differs")


def sha256sums(parts: Mapping[str, bytes]) -> bytes:
    """The file's content, as `sha256sum --check` reads it, sorted by path."""
    return "".join(f"{_digest(parts[path])}  {path}\n" for path in sorted(parts)).encode("utf-8")


def checksum_faults(package: Package) -> Iterator[Problem]:
    """The files whose bytes are not those that SHA256SUMS and the index tell, where these tell any.

    A table that cannot be read at all is no fault here: the gate reports it.
    """
    tables, left = {resource.path for resource in package.resources}, LARGEST_LISTED
    for path, digests in _told(package.files).items():
        try:
            data = package.read(path)
            left -= len(data)
            found = _digest(data)
        except PackageError as error:
            found = str(error)
            if path in tables:
                continue
        if left < 0:
            raise PackageError(f"{PATH}: what it lists has more than {LARGEST_LISTED} bytes, which is refused")
        if digests != {found}:
            yield Problem(path, None, None, CHECK.message, found, CHECK.id)


def _told(files: Files) -> dict[str, set[str]]:
    told: dict[str, set[str]] = {path: set() for path in files.damaged()}
    for resource in read_json(files, INDEX)["resources"]:
        digest = resource.get("hash")
        if isinstance(digest, str) and digest.startswith("sha256:"):
            told.setdefault(resource["path"], set()).add(digest.removeprefix("sha256:"))
    if PATH in files.names("."):
        for line in files.read(PATH, LARGEST_INDEX).decode("utf-8", "replace").splitlines():
            digest, _, path = line.partition("  ")
            told.setdefault(path, set()).add(digest)
    if len(told) > MOST_LISTED:
        raise PackageError(f"{PATH}: lists more than {MOST_LISTED} files, which is refused")
    return told


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
