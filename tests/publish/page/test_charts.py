"""The charts of the README: current, equal on every run, with their text as text."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from click import Choice
from click.testing import CliRunner

from legitimate_targets import load
from legitimate_targets.commands.figure import command
from legitimate_targets.datapackage.package import find
from legitimate_targets.publish.page.charts import CHARTS, chart
from tests.support.exploring import altered, with_cell


@pytest.mark.parametrize("name", CHARTS)
def test_the_chart_in_the_checkout_is_current(root: Path, name: str) -> None:
    assert (root / "charts" / f"{name}.svg").read_bytes() == chart(find(root), name), "run `make figures`"


@pytest.mark.parametrize(
    ("name", "words"),
    [("matrix", "Russia can be trusted to keep a treaty"), ("numbers", "121 of 157 Russian drones and missiles")],
)
def test_the_words_of_a_chart_are_text(name: str, words: str) -> None:
    drawn = ElementTree.fromstring(chart(find(), name))
    assert words in " ".join("".join(drawn.itertext()).split())


@pytest.mark.parametrize("name", CHARTS)
def test_markup_in_a_cell_stays_text_in_a_chart(tmp_path: Path, name: str) -> None:
    words = "</text><script>alert(1)</script>"
    tables = {"claims": load("claims"), "measures": load("measures")}
    tables = {table: frame.with_columns(**{column: frame[column] + words}) for table, frame, column in (
        ("claims", tables["claims"], "gist"), ("measures", tables["measures"], "label"))}  # fmt: skip
    drawn = ElementTree.fromstring(chart(find(altered(tmp_path / "package", **tables)), name))
    assert not [each for each in drawn.iter() if each.tag.endswith("script")]
    assert "<script>" in "".join(drawn.itertext())


def test_figure_writes_to_the_given_path(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["matrix", "--out", str(tmp_path / "x.svg")])
    assert result.exit_code == 0
    assert (tmp_path / "x.svg").read_bytes() == chart(find(), "matrix")


def test_the_command_offers_each_chart() -> None:
    (names,) = [each.type.choices for each in command.params if isinstance(each.type, Choice)]
    assert set(names) == set(CHARTS)


def test_an_unknown_chart_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no chart 'pie'; the charts are matrix, numbers"):
        chart(find(), "pie")


def test_a_chart_of_one_more_article_is_wider(tmp_path: Path) -> None:
    more = with_cell("quotes", "source_id", "S005")
    wider = chart(find(altered(tmp_path / "package", quotes=more)), "matrix")
    width = [int(ElementTree.fromstring(each).attrib["width"]) for each in (wider, chart(find(), "matrix"))]
    assert width[0] > width[1]
