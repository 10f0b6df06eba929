"""Reads what every part of a release is made from: the package, its plan, its typed tables and its changelog entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from legitimate_targets.checks.loading import load
from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.datapackage.changelog import Release, release_of
from legitimate_targets.datapackage.package import INDEX, Package, read_json
from legitimate_targets.publish.citation import as_text, citation
from legitimate_targets.tables.model import Table

LICENCES = ("LICENSE", "LICENSE-DATA")
LOADER = "load.py"
"""The path, in a release, of the program that loads its tables."""

Parts = Mapping[str, bytes]
"""Files of a release: their bytes by their path in the release."""


@dataclass(frozen=True)
class ReleaseSource:
    """A package that is to be released, its index as JSON, and its tables as typed polars frames."""

    package: Package
    index: Mapping[str, Any]
    plan: Plan
    frames: Mapping[str, pl.DataFrame]
    release: Release

    @property
    def name(self) -> str:
        """The name of the release, of its folder and of its zip: `legitimate-targets-0.1.0`."""
        return f"{self.index['name']}-{self.release.version}"

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in the order of the package."""
        return tuple(self.plan.tables.values())

    @property
    def about(self) -> pl.DataFrame:
        """Rows (property, value) that describe the release, for a file that is passed on alone."""
        facts = [("title", self.index["title"]), ("description", self.index["description"])]
        facts += [("version", self.release.version), ("released_on", self.release.day.isoformat())]
        facts += [("licence", f"{entry['title']}, {entry['path']}") for entry in self.index["licenses"]]
        facts.append(("citation", as_text(citation(self.package)).strip()))
        facts += [("limit", limit) for limit in self.index.get("limits", [])]
        return pl.DataFrame(facts, schema=["property", "value"], orient="row")


def read_source(package: Package) -> ReleaseSource:
    """Return the source of a release.

    Raises PackageError if the package cannot be read, or if its changelog has no entry for its version.
    """
    index = read_json(package.files, INDEX)
    return ReleaseSource(package, index, read_plan(package), load(package=package), release_of(package))
