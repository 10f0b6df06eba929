"""The seventh view: the codes with how often each is used, how far two coders agree, and how to cite."""

from collections.abc import Iterator
from dataclasses import dataclass

from legitimate_targets.errors import PackageError
from legitimate_targets.publish import cite, codebook_codes
from legitimate_targets.publish.citation import citation
from legitimate_targets.publish.page.data import Material, Row


@dataclass(frozen=True)
class Code:
    """One code: its label, what it means, and how many cells of each column of the list hold it."""

    code: str
    label: str
    definition: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class CodeList:
    """One list of codes, and the columns that take their codes from it."""

    name: str
    columns: tuple[str, ...]
    codes: tuple[Code, ...]


def code_lists(material: Material) -> Iterator[CodeList]:
    """The lists in the order of the vocabulary."""
    for (name,), rows in material.frames["vocabulary"].group_by("list", maintain_order=True):
        counts = codebook_codes.counts(str(name), material.plan, material.frames)
        codes = tuple(
            Code(code, label, definition, tuple(column.get(code, 0) for column in counts.values()))
            for code, label, definition in rows.select("code", "label", "definition").iter_rows()
        )
        yield CodeList(str(name), tuple(counts), codes)


def agreement(material: Material) -> list[Row]:
    """How far two coders agree, a row a column and round; none before anything was coded twice."""
    return material.rows["agreement"]


def cited(material: Material) -> str:
    """The citation of the package, empty where it has no entry in a changelog to be cited by."""
    try:
        return cite.text(citation(material.package)).strip()
    except PackageError:
        return ""
