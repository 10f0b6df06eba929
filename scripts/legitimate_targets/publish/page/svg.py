"""The pictures for the README and for papers: two charts of the page as SVG with text as text."""

from collections.abc import Callable, Mapping
from textwrap import wrap
from typing import Any

from legitimate_targets.datapackage.package import Package
from legitimate_targets.errors import PackageError
from legitimate_targets.publish.page.articles import articles
from legitimate_targets.publish.page.data import Material, read
from legitimate_targets.publish.page.evidence import Proofs
from legitimate_targets.publish.page.matrix import MEANING, Carrier, Carriers
from legitimate_targets.publish.page.numbers import Numbers
from legitimate_targets.publish.page.page import environment

LINE = 66
"""Characters in a line of a row's text, at most."""

SEVERAL = 3
"""In how many articles a claim stands, at least, to be in the picture; of utterances it is two."""


def figure(package: Package, name: str) -> bytes:
    """The picture with that name as SVG in UTF-8: `matrix` or `numbers`. The same package gives the same bytes.

    Raises PackageError for another name, and where the package cannot be read.
    """
    if name not in FIGURES:
        raise PackageError(f"there is no picture {name!r}; there are {', '.join(FIGURES)}")
    material = read(package)
    shown = {"about": material.index, "articles": list(articles(material).values()), **FIGURES[name](material)}
    text = environment().get_template(f"{name}.svg").render(shown)
    return ("\n".join(line for line in map(str.strip, text.splitlines()) if line) + "\n").encode("utf-8")


def _matrix(material: Material) -> dict[str, Any]:
    carriers = Carriers(material, articles(material))
    groups = (("Utterances", carriers.utterances(), 2), ("Claims", carriers.claims(), SEVERAL))
    return {"groups": [(name, _rows(rows, least)) for name, rows, least in groups], "meanings": MEANING}


def _rows(carriers: list[Carrier], least: int) -> list[tuple[list[str], Carrier]]:
    """Those in enough articles, each with the lines of its text."""
    chosen = [each for each in carriers if len(each.articles) >= least]
    return [(wrap(f"{each.speaker}: {each.gist}" if each.speaker else each.gist, LINE), each) for each in chosen]


def _numbers(material: Material) -> dict[str, Any]:
    shown = articles(material)
    measures = Numbers(material, shown, Proofs(material)).measures()
    return {"measures": [measure for measure in measures if measure.disagrees]}


FIGURES: Mapping[str, Callable[[Material], dict[str, Any]]] = {"matrix": _matrix, "numbers": _numbers}
"""Each picture and what its template shows."""
