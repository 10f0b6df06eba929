"""What every part of a release is made from: the package, its plan, its typed tables and its entry in the changelog."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from legitimate_targets.checks.loading import load
from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.datapackage.changelog import Release, release_of
from legitimate_targets.datapackage.package import INDEX, Package, read_json
from legitimate_targets.publish.citation import citation
from legitimate_targets.publish.cite import text
from legitimate_targets.tables.model import Table

Parts = Mapping[str, bytes]
"""Files of a release: their bytes by their path in it."""


@dataclass(frozen=True)
class Source:
    """A package that is to be released: its index as it stands, and its tables as polars frames with their types."""

    package: Package
    index: Mapping[str, Any]
    plan: Plan
    frames: Mapping[str, pl.DataFrame]
    release: Release

    @property
    def name(self) -> str:
        """Name of the release, of its folder and of its zip: `legitimate-targets-0.1.0`."""
        return f"{self.index['name']}-{self.release.version}"

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in the order of the package."""
        return tuple(self.plan.tables.values())

    @property
    def about(self) -> pl.DataFrame:
        """What a file that travels alone says of itself, as rows of a property and its value."""
        facts = [("title", self.index["title"]), ("description", self.index["description"])]
        facts += [("version", self.release.version), ("released_on", self.release.day.isoformat())]
        facts += [("licence", f"{entry['title']}, {entry['path']}") for entry in self.index["licenses"]]
        facts.append(("citation", text(citation(self.package)).strip()))
        facts += [("limit", limit) for limit in self.index.get("limits", [])]
        return pl.DataFrame(facts, schema=["property", "value"], orient="row")


def read_source(package: Package) -> Source:
    """The source of a release; raises PackageError where the package cannot be read or has no entry of its version."""
    index = read_json(package.files, INDEX)
    return Source(package, index, read_plan(package), load(package=package), release_of(package))
