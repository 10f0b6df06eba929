"""The pictures of the README: current, the same on each run, with their text as text."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from click import Choice
from click.testing import CliRunner

from legitimate_targets import load
from legitimate_targets.commands.figure import command
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError
from legitimate_targets.publish.page.svg import FIGURES, figure
from tests.support.exploring import altered, with_cell


@pytest.mark.parametrize("name", FIGURES)
def test_the_picture_in_the_checkout_is_current(root: Path, name: str) -> None:
    assert (root / "charts" / f"{name}.svg").read_bytes() == figure(find(root), name), "run `make figures`"


@pytest.mark.parametrize(
    ("name", "words"),
    [("matrix", "Russia can be trusted to keep a treaty"), ("numbers", "121 of 157 Russian drones and missiles")],
)
def test_the_words_of_a_picture_are_text(name: str, words: str) -> None:
    drawn = ElementTree.fromstring(figure(find(), name))
    assert words in " ".join("".join(drawn.itertext()).split())


@pytest.mark.parametrize("name", FIGURES)
def test_markup_in_a_cell_stays_text_in_a_picture(tmp_path: Path, name: str) -> None:
    words = "</text><script>alert(1)</script>"
    tables = {"claims": load("claims"), "measures": load("measures")}
    tables = {table: frame.with_columns(**{column: frame[column] + words}) for table, frame, column in (
        ("claims", tables["claims"], "gist"), ("measures", tables["measures"], "label"))}  # fmt: skip
    drawn = ElementTree.fromstring(figure(find(altered(tmp_path / "package", **tables)), name))
    assert not [each for each in drawn.iter() if each.tag.endswith("script")]
    assert "<script>" in "".join(drawn.itertext())


def test_figure_writes_where_it_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["matrix", "--out", str(tmp_path / "x.svg")])
    assert result.exit_code == 0
    assert (tmp_path / "x.svg").read_bytes() == figure(find(), "matrix")


def test_the_command_offers_each_picture() -> None:
    (names,) = [each.type.choices for each in command.params if isinstance(each.type, Choice)]
    assert set(names) == set(FIGURES)


def test_an_unknown_picture_is_answered_with_those_there_are() -> None:
    with pytest.raises(PackageError, match="no picture 'chart'; there are matrix, numbers"):
        figure(find(), "chart")


def test_a_picture_of_one_article_more_is_wider(tmp_path: Path) -> None:
    more = with_cell("quotes", "source_id", "S005")
    wider = figure(find(altered(tmp_path / "package", quotes=more)), "matrix")
    width = [int(ElementTree.fromstring(each).attrib["width"]) for each in (wider, figure(find(), "matrix"))]
    assert width[0] > width[1]
