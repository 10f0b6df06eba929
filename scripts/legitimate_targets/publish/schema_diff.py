"""Compares the schemas of two packages: the tables, columns and codes that were added, removed or changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from legitimate_targets.datapackage.versions import Step
from legitimate_targets.tables.model import Field, Table

Tables = Mapping[str, Table]


@dataclass(frozen=True)
class Alteration:
    """One change to a table, a column or a code, and the step of the version number that it calls for."""

    table: str
    what: str
    step: Step

    def __str__(self) -> str:
        return f"{self.table}: {self.what}"


def alterations(old: Tables, new: Tables) -> Iterator[Alteration]:
    """Yield each change from the tables of `old` to those of `new`, sorted by table.

    A change that can break a program that reads the tables calls for a major step, an addition for a minor one, and
    a new description for a patch.
    """
    for name in sorted({*old, *new}):
        if name not in new:
            yield Alteration(name, "the table is gone", Step.MAJOR)
        elif name not in old:
            yield Alteration(name, "the table is new", Step.MINOR)
        else:
            yield from _of_table(old[name], new[name])


def _of_table(old: Table, new: Table) -> Iterator[Alteration]:
    if old.path != new.path:
        yield Alteration(new.name, f"is {new.path}, was {old.path}", Step.MAJOR)
    if old.primary_key != new.primary_key:
        yield Alteration(new.name, f"its key is {', '.join(new.primary_key)}", Step.MAJOR)
    if old.description != new.description:
        yield Alteration(new.name, "has a new description", Step.PATCH)
    yield from _columns(old, new)


def _columns(old: Table, new: Table) -> Iterator[Alteration]:
    before, after = ({field.name: field for field in table.fields} for table in (old, new))
    for name in dict.fromkeys([*before, *after]):
        if name not in after:
            yield Alteration(new.name, f"the column {name} is gone", Step.MAJOR)
        elif name not in before:
            yield Alteration(new.name, f"the column {name} is new", Step.MINOR)
        else:
            yield from _column(new.name, before[name], after[name])


def _column(table: str, old: Field, new: Field) -> Iterator[Alteration]:
    """Yield the changes to one column.

    A new description calls for a patch only: if it changes the meaning, the author says so in bold in the changelog.
    """
    if old.type != new.type or bool(old.codes) != bool(new.codes):
        yield Alteration(table, f"the column {new.name} has a new type", Step.MAJOR)
    elif old.codes or new.codes:
        gone, come = ([code for code in a.codes if code not in b.codes] for a, b in ((old, new), (new, old)))
        if gone:
            yield Alteration(table, f"codes of {new.name} are gone: {', '.join(gone)}", Step.MAJOR)
        if come:
            yield Alteration(table, f"codes of {new.name} are new: {', '.join(come)}", Step.MINOR)
    if old.required and not new.required:
        yield Alteration(table, f"the column {new.name} may be empty now", Step.MAJOR)
    if old.description != new.description:
        yield Alteration(table, f"the column {new.name} has a new description", Step.PATCH)
