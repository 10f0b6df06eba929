"""Says what forbids to release a package: faults, parts that are not current or not committed, its version number."""

from collections.abc import Iterator

from legitimate_targets.datapackage import changelog
from legitimate_targets.datapackage.changelog import read_changelog
from legitimate_targets.datapackage.git import has_revision, package_at, uncommitted
from legitimate_targets.datapackage.last_release import tag_of
from legitimate_targets.datapackage.package import INDEX, Package
from legitimate_targets.datapackage.storage import Folder
from legitimate_targets.errors import PackageError
from legitimate_targets.publish import changes, codebook
from legitimate_targets.publish.citation import CFF, as_cff, citation
from legitimate_targets.publish.diff import CHANGES, compare_packages
from legitimate_targets.publish.source import LICENCES
from legitimate_targets.validation.validate_package import validate

MADE_FROM = ("data", "schemas", "scripts", INDEX, changelog.PATH, CFF, *LICENCES)
"""The paths from which a release is made; all must be committed, so that the commit gives the same release again."""


def release_blockers(package: Package, before: str | None = None) -> Iterator[str]:
    """Yield a sentence for each reason why the package may not be released.

    `before` is the earlier release: a folder, a zip or a git revision, by default the git tag of its version.
    Raises PackageError if the package is not a folder, or if the earlier release cannot be found.
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
    yield from _change_blockers(package, before)


def _not_current(package: Package) -> Iterator[str]:
    if not codebook.is_current(package):
        yield f"{codebook.PATH}: is not current; run `legitimate-targets codebook`"
    if package.read(CFF) != as_cff(citation(package)).encode("utf-8"):
        yield f"{CFF}: is not current; run `legitimate-targets cite --style cff > {CFF}`"


def _change_blockers(package: Package, before: str | None) -> Iterator[str]:
    """Yield what is wrong with the version number, the changelog and the table of changes."""
    place = before or _earlier_tag(package)
    if place is None:
        expected = changes.first_table(package)
    else:
        with package_at(place, package.where(".")) as old:
            diff = compare_packages(old, package)
        yield from changes.change_blockers(diff, package)
        expected = changes.table_of(diff, package)
    path = package.resource(CHANGES).path
    if package.read(path) != expected:
        yield f"{path}: is not current; run `legitimate-targets diff {place} . --write`"


def _earlier_tag(package: Package) -> str | None:
    """Return the git tag of the earlier release; None if the version is the first in the changelog."""
    versions = [release.version for release in read_changelog(package)]
    later = versions.index(package.version) if package.version in versions else 0
    if len(versions) <= later + 1:
        return None
    tag = tag_of(versions[later + 1])
    if not has_revision(tag, package.where(".")):
        raise PackageError(f"there is no git tag {tag} of the earlier release; give its folder or zip with --before")
    return tag
