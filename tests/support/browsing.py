"""A real Chromium for the tests of the page, and visits that record every request, message and error."""

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
    """An open page, with its requests and its complaints since it was opened."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, after: str = "") -> "Visit":
        """Open the page at its address, followed by a query or a fragment."""
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
    """Yield a function that opens the page at `path` in a new context, with settings as Playwright names them."""
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
