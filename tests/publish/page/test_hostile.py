"""Cells that would break a careless page: markup, other scripts, very many rows, and no rows at all."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import polars as pl
import pytest
from playwright.sync_api import Browser

from legitimate_targets import load
from legitimate_targets.datapackage.package import find
from legitimate_targets.publish.page.data import NEEDED
from legitimate_targets.publish.page.page import page
from tests.support.browsing import Visit, chromium, visiting
from tests.support.exploring import altered, many_quotes, with_cell

pytestmark = pytest.mark.slow

SECONDS = 3
MANY = 10_000
MARKUP = "</q></table><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>\"'&amp;<!-- {{ 7 * 7 }}"
HOSTILE = {
    "markup": MARKUP,
    "from right to left": "אין שלום בלי ביטחון, العربية",
    "beyond the basic plane": "\N{MUSICAL SYMBOL G CLEF}\N{CJK UNIFIED IDEOGRAPH-20000}\N{PILE OF POO}",
    "one very long word": "x" * 5000,
}


OVERRIDDEN = "safe \N{RIGHT-TO-LEFT OVERRIDE}txet\N{POP DIRECTIONAL FORMATTING} again"
"""Printed text may hold such characters; names and gists may not."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def write(folder: Path, package: Path) -> Path:
    (folder / "index.html").write_bytes(page(find(package)))
    return folder / "index.html"


def fine(visited: Visit) -> bool:
    """Return whether a page made no request, logged no complaint, ran no script of a cell, and fits its window."""
    wide = visited.page.evaluate("document.documentElement.scrollWidth")
    ran = visited.page.evaluate("window.ran")
    return (visited.requests, visited.complaints, wide, ran) == ([visited.address], [], 390, None)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_words_are_shown_as_they_are(browser: Browser, tmp_path: Path, words: str) -> None:
    tables = {
        "quotes": with_cell("quotes", "text", words),
        "sources": with_cell("sources", "headline", words),
        "figures": with_cell("figures", "text", words),
        "actors": with_cell("actors", "name", words),
        "claims": with_cell("claims", "gist", words),
        "names": with_cell("names", "form", words),
    }
    with visiting(browser, write(tmp_path, altered(tmp_path / "package", **tables))) as visit:
        visited = visit("#Q001", viewport={"width": 390, "height": 800})
        visited.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
        for place in ("#Q001 q", "#S000 bdi", "#F001 bdi", "#actors\\/abc-news td"):
            assert visited.page.locator(place).first.text_content() == words
        assert fine(visited)


def test_a_direction_set_in_printed_words_ends_with_them(browser: Browser, tmp_path: Path) -> None:
    tables = {"quotes": with_cell("quotes", "text", OVERRIDDEN), "figures": with_cell("figures", "text", OVERRIDDEN)}
    with visiting(browser, write(tmp_path, altered(tmp_path / "package", **tables))) as visit:
        visited = visit("#Q001", viewport={"width": 390, "height": 800})
        for place in ("#Q001 q", "#F001 bdi"):
            words = visited.page.locator(place).first
            assert words.text_content() == OVERRIDDEN
            assert words.evaluate("(each) => getComputedStyle(each).unicodeBidi") == "plaintext"
        assert fine(visited)


def test_markup_in_keys_and_addresses_does_nothing(browser: Browser, tmp_path: Path) -> None:
    key = 'a" onclick="window.ran = 1"><script>window.ran = 1</script>'
    tables = {
        "claims": with_cell("claims", "claim_id", key),
        "sources": with_cell("sources", "url", "javascript:window.ran=1"),
        "quotes": with_cell("quotes", "speaker_id", key),
    }
    with visiting(browser, write(tmp_path, altered(tmp_path / "package", **tables))) as visit:
        visited = visit(viewport={"width": 390, "height": 800})
        assert visited.page.locator("[onclick], [href^='javascript']").count() == 0
        assert visited.page.locator("tbody[id^='claims/a']").first.get_attribute("id") is not None
        assert fine(visited)


@pytest.mark.parametrize("table", NEEDED)
def test_a_page_is_built_where_a_table_is_empty(tmp_path: Path, table: str) -> None:
    package = altered(tmp_path / "package", **{table: load(table).clear()})
    assert b"<section id=tables>" in page(find(package))


def test_a_page_of_empty_tables_says_so(browser: Browser, tmp_path: Path) -> None:
    tables = {name: load(name).clear() for name in NEEDED}
    with visiting(browser, write(tmp_path, altered(tmp_path / "package", **tables))) as visit:
        visited = visit(viewport={"width": 390, "height": 800})
        text = visited.page.locator("main").inner_text()
        assert all(words in text for words in ("No sentence is quoted", "0 of 0 utterances", "No event has a day"))
        assert fine(visited)


def test_ten_thousand_quotes_are_ready_to_be_filtered_in_three_seconds(
    browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, altered(tmp_path / "package", quotes=many_quotes(MANY)))
    with visiting(browser, path) as visit:
        blank = visit()
        start = perf_counter()
        visited = blank.open("?text=conscription+needs")
        visited.page.locator("#n-quotes", has_text=f" of {MANY}").wait_for(state="attached")
        seconds = perf_counter() - start
        left = visited.page.locator("[id^='Q'][data-a]:not([hidden])").count()
    with capsys.disabled():
        print(f"\n{MANY} quotes: {path.stat().st_size} bytes, filtered {seconds:.2f} s after opening")
    assert left == many_quotes(MANY).filter(pl.col("text").str.contains("conscription needs")).height > 100
    assert seconds < SECONDS
