"""The codebook's lists of codes, with how often each column uses each code, and its coding rules."""

from collections.abc import Iterator, Mapping

import polars as pl

from legitimate_targets.checks.plan import Plan
from legitimate_targets.publish import markdown


def lists(plan: Plan, frames: Mapping[str, pl.DataFrame]) -> Iterator[str]:
    """Heading, origin and table of each list of the vocabulary, in its order."""
    for (name,), codes in frames["vocabulary"].group_by("list", maintain_order=True):
        yield f"### {name}"
        yield markdown.bullets(_origins(codes))
        yield _codes(codes, counts(str(name), plan, frames))


def coding_rules(rules: pl.DataFrame) -> Iterator[str]:
    """Each rule under its number, with the rows that show it."""
    for rule in rules.sort("number").iter_rows(named=True):
        yield f"### {rule['number']}. {rule['rule_id']} ({rule['table']})"
        yield rule["rule"]
        examples = [f"Plain: {markdown.code(rule['plain'])}."] if rule["plain"] else []
        if rule["borderline"]:
            examples += [f"Borderline: {markdown.code(rule['borderline'])}. {rule['why_borderline']}"]
        if examples:
            yield markdown.bullets(examples)


def _origins(codes: pl.DataFrame) -> Iterator[str]:
    """One sentence for each origin of a list's codes; most lists have one."""
    for (origin, deviation), group in codes.group_by("origin", "deviation", maintain_order=True):
        named = "" if group.height == codes.height else f" ({', '.join(map(markdown.code, group['code']))})"
        yield f"Origin: {origin}{named}" + (f"; {deviation}." if deviation else ".")


def counts(list_: str, plan: Plan, frames: Mapping[str, pl.DataFrame]) -> dict[str, dict[str, int]]:
    """For each column that takes its codes from the list: how many cells hold which code."""
    return {
        f"{table.name}.{field.name}": dict(frames[table.name][field.name].cast(pl.String).value_counts().iter_rows())
        for table in plan.tables.values()
        for field in table.fields
        if field.list == list_
    }


def _codes(codes: pl.DataFrame, counts: Mapping[str, Mapping[str, int]]) -> str:
    rows = [
        (markdown.code(code), label, definition, *(column.get(code, 0) for column in counts.values()))
        for code, label, definition in codes.select("code", "label", "definition").iter_rows()
    ]
    return markdown.table(("code", "label", "definition", *counts), rows, numbers=counts)
