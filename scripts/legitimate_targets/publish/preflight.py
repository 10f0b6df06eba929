"""Says what forbids to release a package as it stands: faults, what is stale or not committed, its version."""

from collections.abc import Iterator

from legitimate_targets.datapackage import changelog
from legitimate_targets.datapackage.changelog import read_changelog
from legitimate_targets.datapackage.git import has_revision, package_at, uncommitted
from legitimate_targets.datapackage.package import INDEX, Package
from legitimate_targets.datapackage.storage import Folder
from legitimate_targets.errors import PackageError
from legitimate_targets.publish import changes, codebook
from legitimate_targets.publish.citation import citation
from legitimate_targets.publish.cite import CFF, cff
from legitimate_targets.publish.diff import CHANGES, compare
from legitimate_targets.publish.documents import LICENCES
from legitimate_targets.validation.validate_package import validate

MADE_FROM = ("data", "schemas", "scripts", INDEX, changelog.PATH, CFF, *LICENCES)
"""What a release is made from: it must be committed, so that the release can be made again from its commit."""


def faults(package: Package, before: str | None = None) -> Iterator[str]:
    """What forbids a release, a sentence each; `before` is the earlier release, by default the git tag of its version.

    Raises PackageError where the package is no folder, or the earlier release cannot be found.
    """
    if not isinstance(package.files, Folder):
        raise PackageError("a release is made from a checkout and not from a zip")
    found = [str(problem) for problem in validate(package.files.root) if not problem.note]
    yield from found
    if found:
        return
    yield from _not_current(package)
    for path in uncommitted(package.files.root, MADE_FROM):
        yield f"{path}: is not committed"
    yield from _of_changes(package, before)


def _not_current(package: Package) -> Iterator[str]:
    if not codebook.is_current(package):
        yield f"{codebook.PATH}: is not current; run `legitimate-targets codebook`"
    if package.read(CFF) != cff(citation(package)).encode("utf-8"):
        yield f"{CFF}: is not current; run `legitimate-targets cite --style cff > {CFF}`"


def _of_changes(package: Package, before: str | None) -> Iterator[str]:
    """Faults of the version number, of the changelog and of the table of changes."""
    place = before or _earlier(package)
    if place is None:
        fresh = changes.first(package)
    else:
        with package_at(place, package.where(".")) as old:
            difference = compare(old, package)
        yield from changes.faults(difference, package)
        fresh = changes.table_of(difference, package)
    path = package.resource(CHANGES).path
    if package.read(path) != fresh:
        yield f"{path}: is not current; run `legitimate-targets diff {place} . --write`"


def _earlier(package: Package) -> str | None:
    """The git tag of the release before; none for the first in the changelog."""
    versions = [release.version for release in read_changelog(package)]
    later = versions.index(package.version) if package.version in versions else 0
    if len(versions) <= later + 1:
        return None
    tag = f"v{versions[later + 1]}"
    if not has_revision(tag, package.where(".")):
        raise PackageError(f"there is no git tag {tag} of the release before; give its folder or zip with --before")
    return tag
