"""The wheel, installed into an empty environment away from the checkout, loads the tables in both engines."""

import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from legitimate_targets import load
from legitimate_targets.datapackage.package import find
from legitimate_targets.publish.page.page import page

pytestmark = pytest.mark.slow
PROGRAM = """
import legitimate_targets, pathlib, sys
inside = pathlib.Path(legitimate_targets.__file__).is_relative_to(sys.prefix)
quotes = legitimate_targets.load("quotes", engine=sys.argv[1])
print(inside, type(quotes).__module__.split(".")[0], len(quotes), list(quotes.columns) == sys.argv[2].split(","))
"""


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command and return what it prints; fail with that if its exit code is not 0."""
    result = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def environment(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, install it with its extra `pandas`, and return the interpreter of that environment."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ("pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, root)
    run(sys.executable, "-m", *build, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    pins = re.findall(r"^[\w.-]+==\S+(?: ;[^\\\n]*)?", (root / "requirements" / "test.lock").read_text(), re.MULTILINE)
    (folder / "constraints.txt").write_text("\n".join(pins))
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", "-c", "constraints.txt", f"{wheel}[pandas]", cwd=folder)
    return python


@pytest.mark.parametrize("engine", ["polars", "pandas"])
def test_the_installed_wheel_loads_its_own_tables(environment: Path, tmp_path: Path, engine: str) -> None:
    quotes = load("quotes")
    printed = run(environment, "-c", PROGRAM, engine, ",".join(quotes.columns), cwd=tmp_path)
    assert printed.split() == ["True", engine, str(quotes.height), "True"]


def test_the_installed_command_validates_the_installed_package(environment: Path, tmp_path: Path) -> None:
    assert run(environment.parent / "legitimate-targets", "validate", cwd=tmp_path).startswith("valid: ")


def test_the_installed_command_cites_the_installed_package(environment: Path, tmp_path: Path) -> None:
    cited = run(environment.parent / "legitimate-targets", "cite", "Q014", cwd=tmp_path)
    assert f"version {find().version}" in cited and "table quotes, row Q014" in cited


def test_the_installed_command_names_the_extra_of_the_page_and_makes_the_page_with_it(
    environment: Path, tmp_path: Path
) -> None:
    explore: list[str | Path] = [environment.parent / "legitimate-targets", "explore", "--out", tmp_path / "index.html"]
    lacking = subprocess.run(explore, capture_output=True, text=True, check=False)
    assert (lacking.returncode, lacking.stdout) == (2, "")
    assert lacking.stderr == "jinja2 is not installed; install it with the extra `explorer`\n"
    pins = environment.parents[2] / "constraints.txt"
    run(environment, "-m", "pip", "install", "--quiet", "-c", pins, "jinja2", cwd=tmp_path)
    run(*explore, cwd=tmp_path)
    assert (tmp_path / "index.html").read_bytes() == page(find())


def test_the_wheel_requires_only_click_and_polars(environment: Path, tmp_path: Path) -> None:
    program = "from importlib.metadata import requires; print(*requires('legitimate-targets'), sep='\\n')"
    required = [line for line in run(environment, "-c", program, cwd=tmp_path).splitlines() if "extra ==" not in line]
    assert [re.match(r"[\w-]+", line)[0] for line in required] == ["click", "polars"]  # type: ignore[index]


def test_the_wheel_has_the_version_of_the_package(environment: Path, tmp_path: Path) -> None:
    program = "from importlib.metadata import version; print(version('legitimate-targets'))"
    assert run(environment, "-c", program, cwd=tmp_path).strip() == find().version


def test_the_wheel_carries_code_and_licences_and_no_tests(environment: Path) -> None:
    names = {path.name for path in environment.parents[1].rglob("*") if "legitimate_targets" in str(path)}
    assert {"py.typed", "datapackage.json", "quotes.csv", "quotes.json", "LICENSE", "LICENSE-DATA"} <= names
    assert not {"conftest.py", "broken"} & names
