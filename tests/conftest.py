"""What several test modules share: the checkout, the articles' texts, and word of the tests that need them."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from legitimate_targets.spark.session import session
from tests.support import packages, releasing

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

from tests.support.paths import ROOT, TEXTS

ABSENT = "the articles' texts are not there (../shared/texts)"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--remote`: the Spark that the tests of scale/ run on, in place of Sail; `--every-package`: all of them."""
    parser.addoption("--every-package", action="store_true", help="compare every package of tests/broken, not a third")
    parser.addoption("--remote", help="sc://host:port or local[N]; by default Sail in this process")


@pytest.fixture(scope="session")
def spark(request: pytest.FixtureRequest) -> "Iterator[SparkSession]":
    """One session for all tests of scale/, on Sail or where `--remote` says, with the settings of tests/spark."""
    with session(request.config.getoption("--remote")) as connected:
        yield connected


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout: the folder that holds datapackage.json."""
    return ROOT


@pytest.fixture
def package_copy(tmp_path: Path) -> Path:
    """A copy of the package that a test may damage."""
    copy = tmp_path / "package"
    for folder in ("data", "schemas"):
        shutil.copytree(ROOT / folder, copy / folder)
    shutil.copy(ROOT / "datapackage.json", copy)
    return copy


@pytest.fixture(scope="session")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], packages.Broken]:
    """A package of tests/broken by its name, built and validated once for all tests."""

    @cache
    def built(name: str) -> packages.Broken:
        return packages.Broken.of(packages.build(name, tmp_path_factory.mktemp(name)))

    return built


@pytest.fixture(scope="session")
def releasable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package that may be released; a test that changes it copies it."""
    return releasing.releasable(tmp_path_factory.mktemp("releasable"))


@pytest.fixture(scope="session")
def releases(releasable: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two builds of the release under different settings, each the folder that holds it and its zip."""
    return releasing.build_twice(releasable, tmp_path_factory.mktemp("release"))


@pytest.fixture(scope="session")
def released(releases: tuple[Path, Path]) -> Path:
    """The folder of a release."""
    (folder,) = (path for path in releases[0].iterdir() if path.is_dir())
    return folder


@pytest.fixture
def old(releasable: Path, tmp_path: Path) -> Path:
    """A package as it was, to compare with `new`."""
    return Path(shutil.copytree(releasable, tmp_path / "old"))


@pytest.fixture
def new(old: Path, tmp_path: Path) -> Path:
    """A copy of `old`, for changes."""
    return Path(shutil.copytree(old, tmp_path / "new"))


@pytest.fixture(scope="session")
def texts() -> Path:
    """The folder with the articles' texts; a test that asks for it is not run, and named as such, without it."""
    if not TEXTS.is_dir():
        pytest.skip(ABSENT)
    return TEXTS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says plainly whether the spans were checked against the articles, and names each test that was not run."""
    names = list(_without_texts(terminalreporter))
    if TEXTS.is_dir():
        terminalreporter.write_line("the articles' texts are there: spans were checked against them")
        return
    terminalreporter.section(f"not run: {ABSENT}")
    for name in names:
        terminalreporter.write_line(name)


def _without_texts(reporter: pytest.TerminalReporter) -> Iterator[str]:
    for report in reporter.getreports("skipped"):
        if isinstance(report.longrepr, tuple) and ABSENT in report.longrepr[2]:
            yield report.nodeid
