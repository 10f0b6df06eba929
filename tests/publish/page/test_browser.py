"""The page in a real browser: no requests, complaints or barriers; filters, addresses, sorting and downloads work."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from legitimate_targets import load
from legitimate_targets.datapackage.package import find
from legitimate_targets.publish.page.page import page
from tests.support.browsing import Visiting, chromium, visiting

pytestmark = pytest.mark.slow

SCHEMES = ("light", "dark")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
WIDTHS = (360, 390, 768, 1280, 1920)
OPEN = "document.querySelectorAll('details').forEach((each) => { each.open = true })"
THIN = """
for (const list of document.querySelectorAll("tbody, ul, ol, table, dl, svg"))
  [...list.children].slice(6).forEach((each) => each.remove());
"""
"""Repeated rows come from one template: six of each represent all of them, in the checks that take long."""

SHOWN = "document.querySelectorAll('[data-a]:not([hidden])').length"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "index.html"
    path.write_bytes(page(find()))
    return path


@pytest.fixture
def visit(browser: Browser, written: Path) -> Iterator[Visiting]:
    with visiting(browser, written) as opened:
        yield opened


def in_table(page: Page, table: str) -> int:
    """Return how many rows of quotes, figures or reports are not filtered out."""
    return page.locator(f"[id^='{table}'][data-a]:not([hidden])").count()


def violations(opened: Page, rules: Mapping[str, list[str]] = RULES) -> list[tuple[str, str]]:
    """Return each rule of axe that the page breaks, with the first element that breaks it."""
    opened.evaluate(OPEN)
    found = Axe().run(opened, options=rules).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found]


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 360), ("dark", 1280)])
def test_axe_finds_no_violation_in_either_scheme(visit: Visiting, scheme: str, width: int) -> None:
    opened = visit(color_scheme=scheme, viewport={"width": width, "height": 900}).page
    opened.evaluate(THIN)
    assert violations(opened) == []


def test_axe_finds_no_violation_in_the_whole_page(visit: Visiting) -> None:
    assert violations(visit(viewport={"width": 1280, "height": 900}).page) == []


def test_axe_would_find_a_violation(visit: Visiting) -> None:
    opened = visit().page
    opened.evaluate(THIN)
    opened.evaluate("document.querySelector('#sentence h2').style.color = '#ddd'")
    assert "color-contrast" in {rule for rule, _ in violations(opened, {"runOnly": ["cat.color"]})}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_page_asks_for_nothing_but_itself_and_says_nothing(visit: Visiting, scheme: str) -> None:
    visited = visit(color_scheme=scheme)
    visited.page.evaluate(OPEN)
    visited.page.locator("[name=text]").fill("drones")
    assert visited.requests == [visited.address]
    assert visited.complaints == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(visit: Visiting, width: int) -> None:
    opened = visit(viewport={"width": width, "height": 900}).page
    opened.evaluate(OPEN)
    assert opened.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("name", ["quotes", "figures", "claims", "utterances", "measures"])
def test_a_download_has_the_bytes_of_the_csv(visit: Visiting, tmp_path: Path, name: str) -> None:
    opened = visit().page
    with opened.expect_download() as download:
        opened.locator(f"a[download='{name}.csv']").click()
    download.value.save_as(tmp_path / name)
    assert (tmp_path / name).read_bytes() == find().read(f"data/{name}.csv")
    assert download.value.suggested_filename == f"{name}.csv"


@pytest.mark.parametrize(
    ("query", "table", "expected"),
    [
        ("?article=S003", "Q", load("quotes").filter(source_id="S003").height),
        ("?article=S001", "F", load("figures").filter(source_id="S001").height),
        ("?speaker=peskov", "Q", load("quotes").filter(speaker_id="peskov").height),
        ("?speaker=peskov", "R", load("reports").filter(claimant_id="peskov").height),
        ("?article=S004&speaker=macron", "R", load("reports").filter(source_id="S004", claimant_id="macron").height),
        ("?topic=energy", "R", load("reports").join(load("claims").filter(topic="energy"), on="claim_id").height),
    ],
)
def test_an_address_with_filters_shows_the_rows_that_match_and_no_others(
    visit: Visiting, query: str, table: str, expected: int
) -> None:
    assert in_table(visit(query).page, table) == expected > 0


def test_words_are_found_whatever_their_case_and_kept_in_the_address(visit: Visiting) -> None:
    opened = visit("#Q020").page
    opened.locator("summary", has_text="Filter").click()
    opened.locator("[name=text]").fill("CONSCRIPTION needs")
    assert in_table(opened, "Q") == 1
    assert opened.evaluate("location.search + location.hash") == "?text=CONSCRIPTION+needs#Q020"
    opened.reload()
    assert in_table(opened, "Q") == 1


def test_show_all_shows_all_again(visit: Visiting) -> None:
    opened = visit("?article=S000&text=nothing+has+these+words").page
    assert opened.evaluate(SHOWN) == 0
    opened.get_by_role("button", name="Show all").click()
    opened.wait_for_function(f"{SHOWN} === document.querySelectorAll('[data-a]').length")
    assert opened.evaluate("location.search") == ""


@pytest.mark.parametrize("row", ["Q014", "F017", "R225", "S003", "N075", "claims/ryazan-refinery-hit", "actors/putin"])
def test_an_address_opens_its_row(visit: Visiting, row: str) -> None:
    shown = visit(f"#{row}").page.locator(f"[id='{row}']")
    assert shown.is_visible()
    place = shown.bounding_box()
    assert place is not None and 0 <= place["y"] < 720


def test_a_sign_of_the_matrix_leads_to_its_row(visit: Visiting) -> None:
    opened = visit().page
    opened.locator(".matrix td a").first.click()
    assert opened.locator(":target").is_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_all_content_is_there(visit: Visiting, script: bool) -> None:
    visited = visit(java_script_enabled=script)
    text = visited.page.locator("body").evaluate("(body) => body.textContent") if script else visited.page.content()
    for table in ("quotes", "figures", "claims", "utterances", "measures", "events", "actors"):
        column = {"quotes": "text", "figures": "text", "claims": "gist", "utterances": "gist", "actors": "name"}
        for cell in load(table)[column.get(table, "label")]:
            assert cell in text


def test_without_script_lists_open_and_no_dead_control_is_shown(visit: Visiting) -> None:
    opened = visit(java_script_enabled=False).page
    assert not opened.locator("form").is_visible()
    assert opened.locator("th button").count() == 0
    opened.locator("summary", has_text="quotes of").click()
    assert opened.locator("#Q014").is_visible()


def test_a_table_is_sorted_up_and_down_and_says_so(visit: Visiting) -> None:
    opened = visit().page
    head = opened.locator("#tables th", has_text="Rows").first
    rows = "[...document.querySelectorAll('#tables table')[0].tBodies[0].rows].map((row) => +row.cells[2].textContent)"
    for state, order in (("ascending", False), ("descending", True)):
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == state
        numbers = opened.evaluate(rows)
        assert numbers == sorted(numbers, reverse=order) and len(set(numbers)) > 5


def test_every_control_is_reached_and_worked_by_keyboard(visit: Visiting) -> None:
    opened = visit(viewport={"width": 1280, "height": 900}).page
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.className") == "skip"
    seen: list[str] = []
    while "Filter" not in (seen[-1] if seen else ""):
        opened.keyboard.press("Tab")
        seen.append(opened.evaluate("document.activeElement.textContent"))
        assert len(seen) < 30
    opened.keyboard.press("Enter")
    opened.keyboard.press("Tab")
    opened.keyboard.press("ArrowDown")
    assert opened.evaluate("location.search") == "?article=S000"
    assert opened.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_script_or_picture_from_a_cell_would_be_refused(visit: Visiting) -> None:
    visited = visit()
    added = "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s);"
    picture = "const i = new Image(); i.src = 'http://127.0.0.1:9/'; document.body.append(i); window.ran"
    assert visited.page.evaluate(f"{added} {picture}") is None
    assert [("Content Security Policy" in each) for each in visited.complaints] == [True, True]
