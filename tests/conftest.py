"""What several test modules share: the checkout, packages, releases, a session of Spark, and what was not run."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import needed, releasing
from tests.support.grouped_packages import build_group
from tests.support.packages import Broken
from tests.support.paths import ROOT, TESTS, TEXTS

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

LONGEST = (
    "publish/page/test_browser.py",
    "checks/test_broken.py",
    "checks/test_pandera_backend.py",
    "publish/page/test_hostile.py",
    "publish/test_build.py",
    "spark/test_conformance.py",
    "curation/test_accept.py",
    "checks/test_differential.py",
    "validation/test_hostile.py",
    "derive/test_fresh.py",
)
"""The files that take longest. They are begun first, so that no process is left with one when the others are done."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that says on which Spark the tests of spark/ run."""
    parser.addoption("--remote", help="the Spark of tests/spark: sc://host:port or local[N]; by default Sail")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first."""
    order = {str(TESTS / name): place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(str(item.path), len(order)))


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that `make` fills once for all processes of a run; no test may change it."""
    own = factory.getbasetemp()
    place = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with (place / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / name).is_dir():
            make(place / f"{name}.part")
            (place / f"{name}.part").rename(place / name)
    return place / name


@pytest.fixture(scope="session")
def spark(request: pytest.FixtureRequest) -> "Iterator[SparkSession]":
    """One session for all tests of spark/, on Sail or where `--remote` says, with the settings of tests/spark."""
    from legitimate_targets.spark.session import session

    with session(request.config.getoption("--remote")) as connected:
        yield connected


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the checkout, the folder that holds datapackage.json."""
    return ROOT


@pytest.fixture
def package_copy(tmp_path: Path) -> Path:
    """Return a copy of the package that a test may damage."""
    copy = tmp_path / "package"
    for folder in ("data", "schemas"):
        shutil.copytree(ROOT / folder, copy / folder)
    shutil.copy(ROOT / "datapackage.json", copy)
    return copy


@pytest.fixture(scope="session")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Broken]:
    """Return a function that builds broken packages by name, put together if they are several, and validates them."""

    @cache
    def built(*names: str) -> Broken:
        return Broken.of(build_group(names, tmp_path_factory.mktemp(names[0])))

    return built


@pytest.fixture(scope="session")
def releasable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the package that may be released."""
    return made_once(tmp_path_factory, "releasable", releasing.releasable)


@pytest.fixture(scope="session")
def releases(releasable: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return two builds of the release under different settings, each the folder that holds its folder and its zip."""
    folder = made_once(tmp_path_factory, "release", lambda part: releasing.build_twice(releasable, part))
    return folder / "out-0", folder / "out-1"


@pytest.fixture(scope="session")
def released(releases: tuple[Path, Path]) -> Path:
    """Return the folder of a release."""
    (folder,) = (path for path in releases[0].iterdir() if path.is_dir())
    return folder


@pytest.fixture
def old(releasable: Path, tmp_path: Path) -> Path:
    """Return a package as it was, to compare with `new`."""
    return Path(shutil.copytree(releasable, tmp_path / "old"))


@pytest.fixture
def new(old: Path, tmp_path: Path) -> Path:
    """Return a copy of `old` to change."""
    return Path(shutil.copytree(old, tmp_path / "new"))


@pytest.fixture(scope="session")
def texts() -> Path:
    """Return the folder with the articles' texts."""
    return needed.texts()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say whether the spans were checked against the articles, and name each test that was not run, with the reason."""
    skipped: dict[str, list[str]] = {}
    for report in terminalreporter.getreports("skipped"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else "skipped"
        skipped.setdefault(reason.removeprefix("Skipped: "), []).append(report.nodeid)
    for reason, names in skipped.items():
        terminalreporter.section(f"not run: {reason}")
        terminalreporter.write_line("\n".join(names))
    if TEXTS.is_dir():
        terminalreporter.write_line("the articles' texts are there: spans were checked against them")
