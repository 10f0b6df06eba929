"""The lines of docs/formats.md for each format run in an unpacked release, and help() shows how to begin."""

import pydoc
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

import legitimate_targets
from tests.support.paths import ROOT

SECTION = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")


def snippets(language: str) -> list[str]:
    """Return the blocks of the section in one language; there is at least one."""
    found: list[str] = re.findall(rf"```{language}\n(.*?)```", SECTION, re.DOTALL)
    assert found, f"there is no snippet in {language}"
    return found


@pytest.mark.parametrize("code", snippets("py"))
def test_a_python_snippet_runs_in_the_unpacked_release(code: str, released: Path) -> None:
    command = [sys.executable, "-B", "-c", code]
    result = subprocess.run(command, cwd=released, capture_output=True, text=True, check=False)
    assert (result.returncode, bool(result.stdout)) == (0, True), result.stderr


def test_duckdb_runs_the_snippet_on_the_parquet_files(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(released)
    (query,) = snippets("sql")
    with closing(duckdb.connect()) as database:
        rows = database.execute(query).fetchall()
    counted = legitimate_targets.load("quotes").group_by("source_id").len().sort("source_id").rows()
    assert rows == counted


def test_sqlite_runs_the_snippet(released: Path) -> None:
    (query,) = snippets("sqlite")
    with closing(sqlite3.connect(released / "legitimate-targets.sqlite")) as database:
        assert database.execute(query).fetchall()


def test_datasette_serves_a_view_of_the_file(released: Path) -> None:
    (command,) = re.findall(r"`datasette ([^`]+)`", SECTION)
    page = f"/{Path(command).stem}/quotes_in_full.json?_size=1&_shape=array"
    run = [sys.executable, "-m", "datasette", command, "--get", page]
    result = subprocess.run(run, cwd=released, capture_output=True, text=True, check=False)
    assert '"speaker": "Vladimir Putin"' in result.stdout, result.stderr


def test_every_file_that_the_section_names_is_in_the_release(released: Path) -> None:
    named = set(re.findall(r"[\w./-]+\.(?:parquet|sqlite|xlsx|json|py|md)\b", SECTION)) | {"SHA256SUMS"}
    assert {name for name in named if not (released / name).is_file()} == set()


@pytest.mark.parametrize("page", ["CODEBOOK.md", "CHANGELOG.md", "data/README.md", "schemas/README.md"])
def test_every_link_of_a_released_page_leads_to_a_released_file(page: str, released: Path) -> None:
    path = released / page
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).is_file()] == []


def test_help_shows_how_to_begin_and_every_public_function() -> None:
    text = pydoc.plain(pydoc.render_doc(legitimate_targets))
    assert 'load("quotes", engine="pandas")' in text
    assert all(f"    {name}(" in text for name in ("load", "schema", "validate"))
    assert "Raises PackageError" in text
