"""One mutant of a rule: the file that was changed, and the check that it concerns."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.datapackage.limits import LARGEST_FILE
from legitimate_targets.datapackage.package import Package, find
from tests.support.paths import ROOT

Schema = dict[str, Any]


@dataclass(frozen=True)
class Mutant:
    """A schema or query with one small change; `rule` is the id of the changed check, and `way` the change."""

    rule: str
    sort: str
    way: str
    path: str
    text: str

    @property
    def id(self) -> str:
        """The name of the mutant."""
        return f"{self.rule}: {self.way}"

    def plan(self) -> Plan:
        """Return the plan with the changed file; raise PackageError if it is no plan."""
        altered = replace(find(ROOT), files=Altered(self.path, self.text.encode("utf-8")))
        return replace(read_plan(altered), untrusted=False)


@dataclass(frozen=True)
class Altered:
    """The files of the project, except for one that was changed."""

    path: str
    data: bytes

    def read(self, path: str, most: int = LARGEST_FILE) -> bytes:
        return self.data if path == self.path else _read(path)

    def names(self, folder: str) -> list[str]:
        return find(ROOT).files.names(folder)

    def damaged(self) -> list[str]:
        return []


@cache
def _read(path: str) -> bytes:
    return find(ROOT).read(path)


def schemas(package: Package) -> Mapping[str, tuple[str, Schema]]:
    """Return, by table, the path of its schema and the schema."""
    return {each.name: (each.schema, json.loads(package.read(each.schema))) for each in package.resources}
