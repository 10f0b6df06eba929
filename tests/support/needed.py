"""What some tests need that a system may lack: the articles' texts, a browser, and the CSV files of an npm package.

Without it a test is skipped, and named at the end of the run. With the variable CI set, only the texts may be missing,
which are no part of the project.
"""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from tests.support.paths import ROOT, TEXTS

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SPECTRUM = ROOT / "build" / "csv-spectrum" / "package"
"""Where `make` puts the files of the npm package csv-spectrum."""

NO_TEXTS = "the articles' texts are not there (../shared/texts)"
NO_BROWSER = f"the tests of the page need one of {', '.join(BROWSERS)}"
NO_SPECTRUM = "the npm package csv-spectrum is not there (make build/csv-spectrum)"


def texts() -> Path:
    """Return the folder with the articles' texts, or skip the test."""
    if not TEXTS.is_dir():
        pytest.skip(NO_TEXTS)
    return TEXTS


def browser() -> str:
    """Return the path of a browser's program, or leave out the test."""
    found = [path for path in map(shutil.which, BROWSERS) if path]
    return found[0] if found else _leave_out(NO_BROWSER)


def spectrum() -> Path:
    """Return the folder with the CSV files of csv-spectrum, or leave out the test."""
    return SPECTRUM if SPECTRUM.is_dir() else _leave_out(NO_SPECTRUM)


def _leave_out(reason: str) -> NoReturn:
    """Skip the test, or fail if this is a run that must be complete."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
