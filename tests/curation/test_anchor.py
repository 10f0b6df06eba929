"""`anchor` finds the span of words in their text; if one cannot be found, it says why and writes nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legitimate_targets import validate
from legitimate_targets.__main__ import program
from legitimate_targets.articles.find import places
from legitimate_targets.errors import PackageError
from tests.support import packages
from tests.support.generated_packages import Rows
from tests.support.packages import read, write

POSITION = {"start": "", "end": "", "sha256": ""}
TABLES = ("names", "quotes", "reports", "figures", "attributions", "evidence")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return the valid package with its texts, from which tests remove spans."""
    return packages.build("base", tmp_path)


def run(base: Path) -> Result:
    """Run the command `anchor` on a package."""
    return CliRunner().invoke(program, ["anchor", str(base), "--texts", str(base / "texts")])


def edit(base: Path, table: str, line: int, **cells: str) -> Path:
    """Change cells of one row of a table, and add the columns that it does not have."""
    path = base / "data" / f"{table}.csv"
    rows: Rows = read(path)
    extra = [name for name in cells if name not in rows[0]]
    rows[line - 2].update(cells)
    write(path, rows, (*rows[0], *(name for name in extra if name not in rows[0])))
    return path


def shown_words(table: str, line: int) -> str:
    """Return the words that a row of the base package spans."""
    row = read(packages.BASE / f"{table}.csv")[line - 2]
    text = (packages.BASE / "texts" / {"S000": "one.txt", "S001": "two.txt"}[row["source_id"]]).read_text()
    return text[int(row["start"]) : int(row["end"])]


@pytest.mark.parametrize(("table", "line", "occurrence"), [("quotes", 2, ""), ("names", 4, "1"), ("figures", 6, "2")])
def test_a_row_gets_its_span_from_its_own_text(base: Path, table: str, line: int, occurrence: str) -> None:
    path = base / "data" / f"{table}.csv"
    before = path.read_bytes()
    edit(base, table, line, **POSITION, occurrence=occurrence)
    result = run(base)
    assert (result.exit_code, result.output, path.read_bytes()) == (0, "anchored 1 row\n", before)


@pytest.mark.parametrize(("table", "line"), [("reports", 2), ("attributions", 2), ("evidence", 2)])
def test_a_row_without_a_text_gets_its_span_from_a_temporary_column(base: Path, table: str, line: int) -> None:
    path = base / "data" / f"{table}.csv"
    before = path.read_bytes()
    words = shown_words(table, line)
    source = read(path)[line - 2]
    text = (base / "texts" / {"S000": "one.txt", "S001": "two.txt"}[source["source_id"]]).read_text()
    number = [start for start, _ in places(text, words)].index(int(source["start"])) + 1
    edit(base, table, line, **POSITION, find=words, occurrence=str(number))
    assert (run(base).exit_code, path.read_bytes()) == (0, before)


def test_first_and_last_words_span_the_text_between_them(base: Path) -> None:
    path = base / "data" / "reports.csv"
    before = path.read_bytes()
    edit(base, "reports", 2, **POSITION, find="3 of \N{HORIZONTAL ELLIPSIS} flew")
    assert (run(base).exit_code, path.read_bytes()) == (0, before)
    assert validate(base, base / "texts") == []


def test_a_temporary_column_without_words_is_dropped(base: Path) -> None:
    path = base / "data" / "reports.csv"
    before = path.read_bytes()
    edit(base, "reports", 2, find="")
    assert (run(base).output.splitlines()[0], path.read_bytes()) == ("anchored 0 rows", before)


def test_nothing_to_anchor_changes_nothing(base: Path) -> None:
    before = {table: (base / "data" / f"{table}.csv").read_bytes() for table in TABLES}
    assert run(base).exit_code == 0
    assert {table: (base / "data" / f"{table}.csv").read_bytes() for table in TABLES} == before


LACK = "which such a row may lack; to give it one, write its words into a column find"
ROWS = {path.stem: read(path) for path in packages.BASE.glob("*.csv")}
SPANNED = sum(bool(row.get("start")) for rows in ROWS.values() for row in rows)
LACKING = {table: sum(not row["start"] for row in ROWS[table]) for table in ("attributions", "evidence")}


def test_a_package_without_anything_to_anchor_says_how_to_move_a_span(base: Path) -> None:
    assert run(base).output.splitlines() == [
        "anchored 0 rows",
        f"{SPANNED} rows have a span already; to move one, change its words and empty its start, end and sha256",
        f"attributions: {LACKING['attributions']} rows have no span, {LACK}",
        f"evidence: {LACKING['evidence']} rows have no span, {LACK}",
    ]


def test_changed_words_whose_span_is_still_filled_are_not_anchored_and_the_remedy_is_said(base: Path) -> None:
    edit(base, "quotes", 2, text="Other words")
    assert run(base).output.splitlines()[:2] == [
        "anchored 0 rows",
        f"{SPANNED} rows have a span already; to move one, change its words and empty its start, end and sha256",
    ]


WORDLESS: dict[str, tuple[str, dict[str, str], str]] = {
    "no column find": (
        "reports",
        {},
        "reports: 1 row has no span, and the table has no column find; add it, with the first and last words of each "
        "span",
    ),
    "empty find": ("reports", {"find": ""}, "reports: 1 row has no span and no words in the column find; write them there"),
    "empty text": ("quotes", {"text": ""}, "quotes: 1 row has no span and no text to find it by; write the words there"),
}  # fmt: skip


@pytest.mark.parametrize("name", WORDLESS)
def test_a_row_without_span_and_words_is_counted_and_the_remedy_is_said(base: Path, name: str) -> None:
    table, cells, sentence = WORDLESS[name]
    edit(base, table, 2, **POSITION, **cells)
    assert sentence in run(base).output.splitlines()


def test_rows_that_are_anchored_leave_nothing_to_explain(base: Path) -> None:
    edit(base, "quotes", 2, **POSITION)
    edit(base, "reports", 2, **POSITION)
    assert run(base).output == "anchored 1 row\n"


FAULTS: dict[str, tuple[str, dict[str, str], str]] = {
    "not found": ("reports", {**POSITION, "find": "no such words"}, "find: is not in the text (no such words)"),
    "several places": (
        "reports",
        {**POSITION, "find": "Ann"},
        "find: occurs 3 times in the text, say which in a column occurrence: 1 at 0-3 '[Ann",
    ),
    "no such place": (
        "reports",
        {**POSITION, "find": "Ann", "occurrence": "4"},
        "occurrence: is not one of the places",
    ),
    "no number": (
        "reports",
        {**POSITION, "find": "Ann", "occurrence": "first"},
        "occurrence: is not one of the places",
    ),
    "half a span": ("quotes", {"start": ""}, "start: is empty, although another of start, end and sha256 is filled"),
    "span and words": ("reports", {"find": "Ann"}, "find: has a span already"),
    "unknown source": ("quotes", {**POSITION, "source_id": "S009"}, "source_id: is not a source with a text (S009)"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_row_that_cannot_be_anchored_is_reported_and_nothing_is_written(base: Path, name: str) -> None:
    table, cells, message = FAULTS[name]
    good = edit(base, "figures", 6, **POSITION, occurrence="2")
    path = edit(base, table, 2, **cells)
    before = path.read_bytes(), good.read_bytes()
    result = run(base)
    assert result.exit_code == 1
    assert result.output.startswith(f"data/{table}.csv:2: {message}")
    assert result.output.rstrip().endswith(f"[{table}.span.anchor]")
    assert (path.read_bytes(), good.read_bytes()) == before


def test_a_text_that_is_not_the_coded_one_is_refused(base: Path) -> None:
    (base / "texts" / "one.txt").write_text("another text")
    result = run(base)
    assert isinstance(result.exception, PackageError)
    assert "is not the text that was coded" in str(result.exception)


def test_places_are_in_code_points_and_may_overlap() -> None:
    assert list(places("\U0001f600aaa", "aa")) == [(1, 3), (2, 4)]


def test_last_words_must_come_after_the_first() -> None:
    assert list(places("b a", "a...b")) == []
    assert list(places("a x b a y b", "a ... b")) == [(0, 5), (6, 11)]


def test_empty_words_are_nowhere() -> None:
    assert list(places("a", "...")) == []
