"""Finds the last release of a package that is in a git checkout: the newest one in its changelog that has a tag."""

from collections.abc import Iterator
from contextlib import contextmanager

from legitimate_targets.datapackage.changelog import read_changelog
from legitimate_targets.datapackage.git import Revision, tags
from legitimate_targets.datapackage.package import Package, package_of
from legitimate_targets.datapackage.storage import Folder
from legitimate_targets.errors import PackageError


def tag_of(version: str) -> str:
    """Return the git tag of a release: `v0.2.0`."""
    return f"v{version}"


@contextmanager
def last_release(package: Package) -> Iterator[Package | None]:
    """Yield the last release of a package; None if none is found, of which nothing can then be said.

    None is found for a zip, for a folder that is in no git checkout or beside no changelog, for a checkout without the
    tag of a release in that changelog, and if that tag has no package in the place of this one.
    """
    tag = _newest_tag(package)
    if tag is None or not isinstance(package.files, Folder):
        yield None
        return
    with Revision(package.files.root, f"refs/tags/{tag}") as files:
        try:
            released = package_of(files)
        except PackageError:
            released = None
        yield released


def _newest_tag(package: Package) -> str | None:
    known = tags(package.files.root.resolve()) if isinstance(package.files, Folder) else set()
    if not known:
        return None
    try:
        versions = [release.version for release in read_changelog(package)]
    except PackageError:
        return None
    return next((tag for tag in map(tag_of, versions) if tag in known), None)
