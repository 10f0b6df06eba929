"""Writes a citation in the styles that people paste: a sentence, APA, BibTeX and CITATION.cff."""

import json
import re
from collections.abc import Callable, Mapping

from legitimate_targets.publish.citation import Citation

CFF = "CITATION.cff"
"""Where the citation of the whole release stands in a package."""

MESSAGE = "If you use these data, please cite them as below."
SPECIAL = re.compile(r"[\\&%$#_{}~^]")
ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def text(cited: Citation) -> str:
    """One sentence for a footnote."""
    names, part = " and ".join(cited.authors), f", {cited.part}" if cited.part else ""
    return f"{names}, {cited.title}, version {cited.version} ({cited.day}){part}. Data set, {cited.licence}.\n"


def apa(cited: Citation) -> str:
    """A data set by the seventh edition of the APA style."""
    part = f"; {cited.part}" if cited.part else ""
    names = ", & ".join(cited.authors)
    return f"{names}. ({cited.day.year}). {cited.title} (Version {cited.version}{part}) [Data set].\n"


def bibtex(cited: Citation) -> str:
    """An entry that every BibTeX style knows."""
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


def cff(cited: Citation) -> str:
    """A CITATION.cff, version 1.2.0; each value is JSON, which is YAML that needs no second thought."""
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


def _latex(value: str) -> str:
    return SPECIAL.sub(lambda found: ESCAPED.get(found[0], f"\\{found[0]}"), value)


STYLES: Mapping[str, Callable[[Citation], str]] = {"text": text, "bibtex": bibtex, "apa": apa, "cff": cff}
