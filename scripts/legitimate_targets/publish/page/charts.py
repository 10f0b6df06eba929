"""The charts for the README and for papers: two views of the page as SVG, with their text as text."""

from collections.abc import Callable, Mapping
from textwrap import wrap
from typing import Any

from legitimate_targets.datapackage.package import Package
from legitimate_targets.publish.page.articles import articles
from legitimate_targets.publish.page.data import PageData
from legitimate_targets.publish.page.evidence import Proofs
from legitimate_targets.publish.page.matrix import MEANING, Matrices, MatrixRow
from legitimate_targets.publish.page.measures import Measures
from legitimate_targets.publish.page.page import environment, read_data

LINE_CHARACTERS = 66
"""Characters in one line of a gist, at most: in letters of 14 pixels they fit into the 536 pixels left of the signs."""

UTTERANCE_ARTICLES = 2
CLAIM_ARTICLES = 3
"""The smallest number of articles of an utterance and of a claim in the chart: more rows do not fit on a page."""


def chart(package: Package, name: str) -> bytes:
    """Return the chart `matrix` or `numbers` as SVG in UTF-8; the same package gives the same bytes.

    Raises ValueError for another name, and PackageError if the package cannot be read.
    """
    if name not in CHARTS:
        raise ValueError(f"there is no chart {name!r}; the charts are {', '.join(CHARTS)}")
    data = read_data(package)
    shown = {"about": data.index, "articles": list(articles(data).values()), **CHARTS[name](data)}
    text = environment().get_template(f"{name}.svg").render(shown)
    return ("\n".join(line for line in map(str.strip, text.splitlines()) if line) + "\n").encode("utf-8")


def _matrix(data: PageData) -> dict[str, Any]:
    matrices = Matrices(data, articles(data))
    groups = (
        ("Utterances", matrices.utterances(), UTTERANCE_ARTICLES),
        ("Claims", matrices.claims(), CLAIM_ARTICLES),
    )
    return {"groups": [(name, _rows(rows, least)) for name, rows, least in groups], "meanings": MEANING}


def _rows(rows: list[MatrixRow], least: int) -> list[tuple[list[str], MatrixRow]]:
    """Return the rows in at least so many articles, each with the lines of its text."""
    chosen = [each for each in rows if len(each.articles) >= least]
    texts = [f"{each.speaker}: {each.gist}" if each.speaker else each.gist for each in chosen]
    return [(wrap(text, LINE_CHARACTERS), each) for text, each in zip(texts, chosen, strict=True)]


def _numbers(data: PageData) -> dict[str, Any]:
    measures = Measures(data, articles(data), Proofs(data)).all()
    return {"measures": [measure for measure in measures if measure.disagrees]}


CHARTS: Mapping[str, Callable[[PageData], dict[str, Any]]] = {"matrix": _matrix, "numbers": _numbers}
"""The values for the template of each chart, by its name."""
