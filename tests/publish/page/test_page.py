"""The page as a file: its size, bytes, addresses and links, and how much of the articles it holds."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from legitimate_targets import load
from legitimate_targets.commands.explore import command
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import CannotWrite
from legitimate_targets.publish.page.data import PageData
from legitimate_targets.publish.page.downloads import downloads
from legitimate_targets.publish.page.links import links
from legitimate_targets.publish.page.page import page, read_data
from legitimate_targets.publish.page.sentence import Piece, compared
from tests.project.test_completeness import Coding
from tests.project.test_editions import LONGEST, longest_shared, prose, words

MOST = 300_000
SETTINGS = ({"PYTHONHASHSEED": "1", "TZ": "UTC"}, {"PYTHONHASHSEED": "77", "TZ": "Asia/Kathmandu", "LC_ALL": "C"})
SHOWN = ("quotes", "figures", "reports", "claims", "utterances", "measures", "events", "places", "actors", "names")


class Reader(HTMLParser):
    """The ids, the links and the text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.words: list[str] = []
        self._skipped = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipped = tag in ("style", "script")
        for name, value in attrs:
            kind = {"id": self.ids, "href": self.links, "src": self.loads, "srcset": self.loads}.get(name)
            if kind is not None:
                kind.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._skipped = False

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.words.append(data)


@pytest.fixture(scope="module")
def data() -> PageData:
    return read_data(find())


@pytest.fixture(scope="module")
def made() -> bytes:
    return page(find())


@pytest.fixture(scope="module")
def reader(made: bytes) -> Reader:
    return Reader(made.decode("utf-8"))


def test_the_page_is_smaller_than_300_kilobytes(made: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\nindex.html: {len(made)} bytes")
    assert len(made) < MOST


def test_two_builds_are_equal_in_bytes(tmp_path: Path) -> None:
    for number, settings in enumerate(SETTINGS):
        command_line = [sys.executable, "-m", "legitimate_targets", "explore", "--out", str(tmp_path / str(number))]
        subprocess.run(command_line, env={**os.environ, **settings}, check=True, capture_output=True)
    assert (tmp_path / "0").read_bytes() == (tmp_path / "1").read_bytes()


@pytest.mark.parametrize("table", SHOWN)
def test_each_row_has_an_address(reader: Reader, data: PageData, table: str) -> None:
    expected = {key if re.fullmatch("[A-Z][0-9]+", key) else f"{table}/{key}" for key in data.keyed[table]}
    assert expected <= set(reader.ids) and expected


def test_no_address_is_given_twice(reader: Reader) -> None:
    assert len(set(reader.ids)) == len(reader.ids)


def test_each_link_within_the_page_leads_somewhere(reader: Reader) -> None:
    inner = {unquote(link[1:]) for link in reader.links if link.startswith("#")}
    assert inner - set(reader.ids) == {"m0", "m1", "m2", "m3", "m4"} - set(reader.ids)


def test_a_link_out_is_the_known_address_of_an_article_or_the_licence(reader: Reader, data: PageData) -> None:
    known = {url for url in load("sources")["url"] if url} | {each["path"] for each in data.index["licenses"]}
    out = {link.split("#")[0] for link in reader.links if "//" in link and not link.startswith("data:")}
    assert out == known
    assert reader.loads == []


def test_a_table_too_large_for_the_page_is_named_by_its_place(reader: Reader, data: PageData) -> None:
    paths = {table.path for table in data.tables.values()}
    held = [link for link in reader.links if link.startswith("data:text/csv")]
    assert len(held) > 6
    assert len(held) + len(paths & set(reader.links)) == len(paths)


def test_no_link_holds_a_table_where_there_is_no_room(data: PageData) -> None:
    assert not any(each.link for each in downloads(data, 0))
    assert all(each.link for each in downloads(data, 10_000_000))


def test_a_text_fragment_opens_an_article_at_the_words_of_its_row(data: PageData, texts: Path) -> None:
    checked = 0
    for (table, key), link in links(data).items():
        row = data.keyed[table][key]
        source = data.keyed["sources"][row["source_id"] or ""]
        text = (texts / (source["file_name"] or "")).read_bytes().decode("utf-8")
        first, _, last = link.split("#:~:text=")[1].partition(",")
        start = re.search(rf"(?<!\w){re.escape(unquote(first))}(?!\w)", text, re.IGNORECASE)
        assert start, (table, key)
        begin, end = int(row["start"] or 0), int(row["end"] or 0)
        assert start.start() == begin if table != "reports" else begin <= start.start() < end, (table, key)
        assert text.find(unquote(last), start.start()) < end
        checked += 1
    assert checked > 100


def test_words_that_appear_earlier_in_their_article_have_no_link(data: PageData) -> None:
    found = links(data)
    assert ("quotes", "Q032") not in found and ("quotes", "Q035") in found
    assert not {key for _, key in found} & set(load("quotes").filter(source_id="S000")["quote_id"])


def test_the_page_holds_no_more_than_eight_words_of_an_article_in_a_row(
    reader: Reader, root: Path, texts: Path
) -> None:
    coding = Coding(root / "data", texts)
    stretches = [stretch for source in coding.texts for stretch in prose(coding, source)]
    assert max(len(longest_shared(words(text), stretches)) for text in reader.words if len(text) > 20) <= LONGEST


@pytest.mark.parametrize(
    ("usual", "text", "pieces"),
    [
        ("If any troops come", "If any troops come,", [("If any troops come,", "same")]),
        ("If any come", "If some come", [("If", "same"), ("any", "gone"), ("some", "added"), ("come", "same")]),
        ("They are targets", "They are targets for ruin", [("They are targets", "same"), ("for ruin", "added")]),
        ("They are now targets", "They are targets", [("They are", "same"), ("now", "gone"), ("targets", "same")]),
        ("", "Targets", [("Targets", "added")]),
    ],
)
def test_a_version_is_compared_with_the_usual_one_word_by_word(
    usual: str, text: str, pieces: list[tuple[str, str]]
) -> None:
    assert compared(usual, text) == [Piece(*piece) for piece in pieces]


def test_explore_writes_to_the_given_path(tmp_path: Path, made: bytes) -> None:
    result = CliRunner().invoke(command, ["--out", str(tmp_path / "page.html")])
    assert (result.exit_code, result.output) == (0, f"{tmp_path / 'page.html'}: {len(made)} bytes\n")
    assert (tmp_path / "page.html").read_bytes() == made


def test_explore_says_where_it_cannot_write(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["--out", str(tmp_path / "nowhere" / "page.html")])
    assert isinstance(result.exception, CannotWrite) and "cannot be written: No such file" in str(result.exception)
