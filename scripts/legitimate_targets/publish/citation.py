"""Says how to cite a release, one of its tables or one of its rows, in the styles that people paste."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from legitimate_targets.checks.loading import load
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.changelog import release_of
from legitimate_targets.datapackage.package import INDEX, Package, read_json, unknown_name
from legitimate_targets.errors import PackageError
from legitimate_targets.publish.row_key import find_table, keys
from legitimate_targets.tables.cell_text import KEY_SEPARATOR

CFF = "CITATION.cff"
"""The path, in a package, of the citation of the whole release."""

MESSAGE = "If you use these data, please cite them as below."
SPECIAL = re.compile(r"[\\&%$#_{}~^]")
"""Characters that LaTeX reads as commands."""

ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
"""Escapes of the special characters before which a backslash means something else."""


@dataclass(frozen=True)
class Citation:
    """A release, with the table and the key of the row if only a part of it is cited."""

    title: str
    authors: tuple[str, ...]
    version: str
    day: date
    licence: str
    name: str
    description: str
    keywords: tuple[str, ...]
    table: str = ""
    row: str = ""

    @property
    def part(self) -> str:
        """The cited part, as in `table quotes, row Q014`; empty for the whole release."""
        row = f", row {self.row}" if self.row else ""
        return f"table {self.table}{row}" if self.table else ""


def citation(package: Package, part: str | None = None) -> Citation:
    """Return the citation of a package or of its `part`: a table, the key of a row, or both as in `quotes/Q014`.

    The cells of a key with several columns are joined by a slash: `vocabulary/kind/term`. Raises PackageError if
    there is no such part, with the nearest names, or if rows of several tables have the key.
    """
    whole = _whole(package)
    if part is None:
        return whole
    if part in {resource.name for resource in package.resources}:
        return replace(whole, table=part)
    table, row = _find(package, part)
    return replace(whole, table=table, row=row)


def as_text(cited: Citation) -> str:
    """Return the citation as one sentence for a footnote."""
    names, part = " and ".join(cited.authors), f", {cited.part}" if cited.part else ""
    return f"{names}, {cited.title}, version {cited.version} ({cited.day}){part}. Data set, {cited.licence}.\n"


def as_apa(cited: Citation) -> str:
    """Return the citation in the style for data sets of the APA Publication Manual, seventh edition."""
    part = f"; {cited.part}" if cited.part else ""
    names = ", & ".join(cited.authors)
    return f"{names}. ({cited.day.year}). {cited.title} (Version {cited.version}{part}) [Data set].\n"


def as_bibtex(cited: Citation) -> str:
    """Return the citation as a BibTeX entry of the type misc, which every style knows."""
    key = "-".join(filter(None, (cited.name, cited.version, cited.table, cited.row)))
    note = ", ".join(filter(None, ("Data set", f"version {cited.version}", cited.part, cited.licence)))
    fields = {
        "author": " and ".join(f"{{{_latex(name)}}}" for name in cited.authors),
        "title": f"{{{_latex(cited.title)}}}",
        "year": str(cited.day.year),
        "month": str(cited.day.month),
        "note": _latex(note),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{re.sub(r'[^A-Za-z0-9.:/+-]', '-', key)},\n{lines}}}\n"


def as_cff(cited: Citation) -> str:
    """Return the citation as a CITATION.cff of version 1.2.0, each value in JSON, which is YAML too."""
    title = f"{cited.title}: {cited.part}" if cited.part else cited.title
    entries: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": MESSAGE,
        "type": "dataset",
        "title": title,
        "abstract": cited.description,
        "authors": [{"name": name} for name in cited.authors],
        "version": cited.version,
        "date-released": cited.day.isoformat(),
        "license": cited.licence,
        "keywords": list(cited.keywords),
    }
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in entries.items())


STYLES: Mapping[str, Callable[[Citation], str]] = {
    "text": as_text,
    "bibtex": as_bibtex,
    "apa": as_apa,
    "cff": as_cff,
}


def _whole(package: Package) -> Citation:
    index, release = read_json(package.files, INDEX), release_of(package)
    try:
        return Citation(
            title=index["title"],
            authors=tuple(person["title"] for person in index["contributors"] if "creator" in person["roles"]),
            version=release.version,
            day=release.day,
            licence=index["licenses"][0]["name"],
            name=index["name"],
            description=index["description"],
            keywords=tuple(index["keywords"]),
        )
    except (KeyError, IndexError, TypeError) as error:
        raise PackageError(f"{INDEX}: lacks what a citation needs: {error}") from None


def _find(package: Package, part: str) -> tuple[str, str]:
    """Return the table and the key of the row that `part` names."""
    frames = load(package=package)
    keys_of = {name: keys(table, frames[name]) for name, table in read_plan(package).tables.items()}
    table, _, row = part.partition(KEY_SEPARATOR)
    if row in keys_of.get(table, ()):
        return table, row
    if not any(part in known for known in keys_of.values()):
        raise unknown_name("table or row", part, [*keys_of, *(key for known in keys_of.values() for key in known)])
    return find_table(keys_of, part), part


def _latex(value: str) -> str:
    return SPECIAL.sub(lambda found: ESCAPED.get(found[0], f"\\{found[0]}"), value)
