"""Generates data/README.md, the codebook, from schemas, vocabulary, coding rules and the tables themselves."""

from collections.abc import Mapping

import polars as pl

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.loading import load
from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.datapackage.package import INDEX, Package, read_json
from legitimate_targets.datapackage.write import put
from legitimate_targets.errors import PackageError
from legitimate_targets.publish import codebook_agreement, codebook_codes, codebook_columns, markdown
from legitimate_targets.tables.model import Table

PATH = "data/README.md"
"""Where the codebook stands in a package."""

NEEDED = ("evidence", "rules", "vocabulary")
"""The tables that a package must have to have a codebook."""

ABOUT = """\
Written by `legitimate-targets codebook` from the schemas, the vocabulary, the coding rules and the tables; a change by
hand is overwritten, and fails the checks. The empty cell is the only missing value. How to read a type, a pattern and
a rule stands in [schemas/README.md](../schemas/README.md)."""


def codebook(package: Package) -> str:
    """The codebook of a package as Markdown; raises PackageError when the package cannot be read."""
    for name in NEEDED:
        package.resource(name)
    plan, frames = read_plan(package), load(package=package)
    limits = read_json(package.files, INDEX).get("limits", [])
    parts = ["# Codebook", ABOUT, "## Tables", overview(plan, frames)]
    for table in plan.tables.values():
        parts += _table(table, plan, frames)
    parts += ["## Rules over several tables", _rules(_across(plan))]
    parts += ["## Codes", *codebook_codes.lists(plan, frames)]
    parts += ["## Coding rules", *codebook_codes.coding_rules(frames["rules"])]
    parts += codebook_agreement.section(frames)
    parts += ["## Limits", markdown.bullets(limits)]
    return "\n\n".join(parts) + "\n"


def is_current(package: Package) -> bool:
    """Whether the codebook that stands in the package is the one that `codebook` gives."""
    current = codebook(package).encode("utf-8")
    try:
        return package.read(PATH) == current
    except PackageError:
        return False


def write(package: Package) -> None:
    """Puts the codebook in its place; raises PackageError for a zip. To be called inside `alone`."""
    put(package, {PATH: codebook(package).encode("utf-8")})


def overview(plan: Plan, frames: Mapping[str, pl.DataFrame], page: str = "") -> str:
    """The table of the tables with their row counts; the names link to the headings of `page`."""
    rows = [
        (f"[{name}]({page}{markdown.anchor(name)})", table.description, frames[name].height)
        for name, table in plan.tables.items()
    ]
    return markdown.table(("table", "content", "rows"), rows, numbers=("rows",))


def _table(table: Table, plan: Plan, frames: Mapping[str, pl.DataFrame]) -> list[str]:
    frame = frames[table.name]
    facts = [f"{frame.height} rows in `{table.path}`.", f"Key: {_together(table.primary_key)}."]
    facts += [f"Together unique: {_together(key)}." for key in table.unique_keys]
    columns = codebook_columns.columns(table, frame, frames["evidence"])
    checks = [check for check in plan.of(table.name) if check.kind in ("rule", "order", "length", "hash")]
    rules = ["Rules over one row:", _rules(checks)] if checks else []
    return [f"### {table.name}", table.description, " ".join(facts), columns, *rules]


def _together(columns: tuple[str, ...]) -> str:
    return ", ".join(markdown.code(column) for column in columns)


def _across(plan: Plan) -> list[Check]:
    """The rules that stand in schemas/across, without what every span and all evidence is held to."""
    return [check for check in plan.kind("across") if check.id.startswith("across.")]


def _rules(checks: list[Check]) -> str:
    return markdown.bullets(f"{markdown.code(check.id)}: {check.message}." for check in checks)
