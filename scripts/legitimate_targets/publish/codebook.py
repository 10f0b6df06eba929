"""Generates the codebook, data/README.md, from the schemas, the vocabulary, the coding rules and the tables."""

from collections.abc import Iterator, Mapping

import polars as pl

from legitimate_targets.checks.check import Check
from legitimate_targets.checks.loading import load
from legitimate_targets.checks.plan import Plan, read_plan
from legitimate_targets.datapackage.package import INDEX, Package, read_json
from legitimate_targets.datapackage.write import put
from legitimate_targets.errors import PackageError
from legitimate_targets.publish import markdown
from legitimate_targets.publish.code_lists import CodeList, code_lists
from legitimate_targets.publish.codebook_columns import columns
from legitimate_targets.tables.model import Table

PATH = "data/README.md"
"""The path of the codebook in a package."""

NEEDED = ("evidence", "rules", "vocabulary")
"""The tables that a package must have so that a codebook can be written."""

ABOUT = """\
The command `legitimate-targets codebook` writes this file from the schemas, the vocabulary, the coding rules and the
tables. Do not edit it: a change by hand fails the checks and is overwritten. The empty cell is the only missing value.
[schemas/README.md](../schemas/README.md) says how to read a type, a pattern and a rule."""

AGREEMENT = ("coders", "agreement", "settlements")
"""The tables of the section on agreement; a package that lacks one has no such section."""

ABOUT_AGREEMENT = """\
Two coders, neither of whom saw the other's work, coded the columns below; their raw values are in
`data/audit/codings.csv`. Alpha is Krippendorff's alpha, computed before any disagreement was settled; it is empty for a
column whose values do not vary. The units are the pairs of rows, one of each coder, that overlap in the text. For
`span` the units are all rows of either coder, and two rows agree if their spans are equal to the character."""


def codebook(package: Package) -> str:
    """Return the codebook of a package as Markdown; raise PackageError if the package cannot be read."""
    for name in NEEDED:
        package.resource(name)
    plan, frames = read_plan(package), load(package=package)
    limits = read_json(package.files, INDEX).get("limits", [])
    parts = ["# Codebook", ABOUT, "## Tables", overview(plan, frames)]
    for table in plan.tables.values():
        parts += _table(table, plan, frames)
    parts += ["## Rules across tables", _rules(_across(plan))]
    parts.append("## Codes")
    for each in code_lists(plan.tables, frames):
        parts += [f"### {each.name}", markdown.bullets(_origins(each.rows)), _codes(each)]
    parts += ["## Coding rules", *_coding_rules(frames["rules"])]
    parts += _agreement(frames)
    parts += ["## Limits", markdown.bullets(limits)]
    return "\n\n".join(parts) + "\n"


def is_current(package: Package) -> bool:
    """Return whether the codebook in the package is the one that `codebook` returns."""
    current = codebook(package).encode("utf-8")
    try:
        return package.read(PATH) == current
    except PackageError:
        return False


def write(package: Package) -> None:
    """Write the codebook into a package that the caller has locked; raise PackageError for a zip."""
    put(package, {PATH: codebook(package).encode("utf-8")})


def overview(plan: Plan, frames: Mapping[str, pl.DataFrame], page: str = "") -> str:
    """Return the list of tables with their numbers of rows; each name links to its heading in the file `page`."""
    rows = [
        (f"[{name}]({page}{markdown.anchor(name)})", table.description, frames[name].height)
        for name, table in plan.tables.items()
    ]
    return markdown.table(("table", "content", "rows"), rows, numbers=("rows",))


def _table(table: Table, plan: Plan, frames: Mapping[str, pl.DataFrame]) -> list[str]:
    frame = frames[table.name]
    facts = [f"{frame.height} rows in `{table.path}`.", f"Key: {_together(table.primary_key)}."]
    facts += [f"Unique together: {_together(key)}." for key in table.unique_keys]
    checks = [check for check in plan.of(table.name) if check.kind in ("rule", "order", "length", "hash")]
    rules = ["Rules for each row:", _rules(checks)] if checks else []
    described = columns(table, frame, frames["evidence"])
    return [f"### {table.name}", table.description, " ".join(facts), described, *rules]


def _together(names: tuple[str, ...]) -> str:
    return ", ".join(markdown.code(name) for name in names)


def _across(plan: Plan) -> list[Check]:
    """Return the rules of schemas/across, without those that hold for every span and all evidence."""
    return [check for check in plan.kind("across") if check.id.startswith("across.")]


def _rules(checks: list[Check]) -> str:
    return markdown.bullets(f"{markdown.code(check.id)}: {check.message}." for check in checks)


def _origins(codes: pl.DataFrame) -> Iterator[str]:
    """Yield one sentence per origin of the codes of a list; most lists have one origin."""
    for (origin, deviation), group in codes.group_by("origin", "deviation", maintain_order=True):
        named = "" if group.height == codes.height else f" ({', '.join(map(markdown.code, group['code']))})"
        yield f"Origin: {origin}{named}" + (f"; {deviation}." if deviation else ".")


def _codes(codes: CodeList) -> str:
    rows = [(markdown.code(each.code), each.label, each.definition, *each.counts) for each in codes.codes]
    return markdown.table(("code", "label", "definition", *codes.columns), rows, numbers=codes.columns)


def _coding_rules(rules: pl.DataFrame) -> Iterator[str]:
    """Yield heading, text and examples of each coding rule, by its number."""
    for rule in rules.sort("number").iter_rows(named=True):
        yield f"### {rule['number']}. {rule['rule_id']} ({rule['table']})"
        yield rule["rule"]
        examples = [f"Plain example: {markdown.code(rule['plain'])}."] if rule["plain"] else []
        if rule["borderline"]:
            examples += [f"Borderline example: {markdown.code(rule['borderline'])}. {rule['why_borderline']}"]
        if examples:
            yield markdown.bullets(examples)


def _agreement(frames: Mapping[str, pl.DataFrame]) -> Iterator[str]:
    """Yield the section on agreement: coders, agreement per round and column, and settlements."""
    if any(name not in frames for name in AGREEMENT):
        return
    yield "## How far two coders agree"
    yield ABOUT_AGREEMENT
    yield _rows(frames["coders"], ("coder_id", "kind", "description", "given"))
    yield _rows(frames["agreement"], tuple(frames["agreement"].columns))
    yield "The disagreements of the coders, and the values that the tables now have:"
    yield _rows(frames["settlements"], ("table", "field", "disagreement", "settled", "rule_id"))


def _rows(frame: pl.DataFrame, names: tuple[str, ...]) -> str:
    """Return these columns of a frame as a Markdown table."""
    numbers = tuple(name for name in names if frame.schema[name].is_numeric())
    cells = frame.select(pl.col(names).cast(pl.String).fill_null(""))
    return markdown.table(names, cells.rows(), numbers=numbers)
