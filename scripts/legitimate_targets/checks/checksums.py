"""SHA256SUMS: writes the hashes of a release's files, and names the files whose hash is not the one listed."""

from collections.abc import Iterator, Mapping

from legitimate_targets.checks.check import Check
from legitimate_targets.datapackage.limits import LARGEST_FILE, LARGEST_INDEX
from legitimate_targets.datapackage.package import INDEX, Package, read_json
from legitimate_targets.datapackage.storage import Files, sha256_hex
from legitimate_targets.errors import PackageError, Problem

PATH = "SHA256SUMS"
MOST_LISTED = 1000
"""Files that SHA256SUMS may list: each is read whole."""

LARGEST_LISTED = 2 * LARGEST_FILE
"""Bytes of all files together that are read to compare their hashes."""

CHECK = Check("package.sha256", "", (), "gate", "is not the file that was released: its SHA-256 differs")


def sha256sums(parts: Mapping[str, bytes]) -> bytes:
    """Return the content of SHA256SUMS, as `sha256sum --check` reads it, sorted by path."""
    return "".join(f"{sha256_hex(parts[path])}  {path}\n" for path in sorted(parts)).encode("utf-8")


def checksum_faults(package: Package) -> Iterator[Problem]:
    """Yield the files whose bytes do not have the hash that SHA256SUMS or the index gives, if either gives one.

    A table that cannot be read at all is left to the gate. Raises PackageError if too much is listed.
    """
    tables, left = {resource.path for resource in package.resources}, LARGEST_LISTED
    for path, digests in _expected_digests(package.files).items():
        try:
            data = package.read(path)
            left -= len(data)
            found = sha256_hex(data)
        except PackageError as error:
            found = str(error)
            if path in tables:
                continue
        if left < 0:
            raise PackageError(
                f"{PATH}: the files that it lists have more than {LARGEST_LISTED} bytes; that is the limit"
            )
        if digests != {found}:
            yield Problem(path, None, None, CHECK.message, found, CHECK.id)


def _expected_digests(files: Files) -> dict[str, set[str]]:
    """Return the hashes that are given for each path; a file that cannot be unpacked has none, so it differs."""
    expected: dict[str, set[str]] = {path: set() for path in files.damaged()}
    for resource in read_json(files, INDEX)["resources"]:
        digest = resource.get("hash")
        if isinstance(digest, str) and digest.startswith("sha256:"):
            expected.setdefault(resource["path"], set()).add(digest.removeprefix("sha256:"))
    if PATH in files.names("."):
        for line in files.read(PATH, LARGEST_INDEX).decode("utf-8", "replace").splitlines():
            digest, _, path = line.partition("  ")
            expected.setdefault(path, set()).add(digest)
    if len(expected) > MOST_LISTED:
        raise PackageError(f"{PATH}: lists more than {MOST_LISTED} files; that is the limit")
    return expected
