"""What the tests of the page share: a real Chromium, and a visit that notes every request, message and error."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support import needed

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass
class Visit:
    """A page that was opened, and what it asked for and complained of since."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, after: str = "") -> "Visit":
        """Opens the page at its address, with a query or a fragment behind it."""
        self.page.goto(self.address + after)
        return self


Visiting = Callable[..., Visit]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium; leave out the test if the system has none."""
    program = needed.browser()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def visiting(browser: Browser, path: Path) -> Iterator[Visiting]:
    """A function that opens the page at `path` in a fresh context with the given settings, as Playwright names them."""
    contexts = []

    def visit(after: str = "", **settings: Any) -> Visit:
        context = browser.new_context(**settings)
        contexts.append(context)
        visited = Visit(context.new_page(), path.as_uri())
        visited.page.on("request", lambda request: visited.requests.append(request.url))
        visited.page.on("console", lambda message: visited.complaints.append(message.text))
        visited.page.on("pageerror", lambda error: visited.complaints.append(str(error)))
        return visited.open(after)

    yield visit
    for context in contexts:
        context.close()
