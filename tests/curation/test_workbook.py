"""A workbook comes back cell by cell: what a person changed is shown and taken over, and nothing else differs."""

import datetime
import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner, Result
from openpyxl.worksheet.worksheet import Worksheet

from legitimate_targets.__main__ import program
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.curation.accept_workbook import WorkbookChanges, accept_workbook
from legitimate_targets.curation.install import install
from legitimate_targets.curation.make_workbook import editing_workbook, write_workbook
from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import CannotWrite, LegitimateTargetsError, MissingExtra, PackageError
from legitimate_targets.publish import codebook
from legitimate_targets.publish.source import read_source
from legitimate_targets.publish.xlsx import spreadsheet
from legitimate_targets.tables.csv_io import canonical_csv
from legitimate_targets.validation.validate_package import validate
from tests.support import packages
from tests.support.paths import ROOT
from tests.support.releasing import edit

pytestmark = pytest.mark.slow

Book = Any
"""A workbook of openpyxl, which comes without types."""

ADDED_BACK = "Q002"
"""A quote of the real package that a test takes out and a person adds again by the workbook."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a valid package of a few rows in every table."""
    return packages.build("base", tmp_path_factory.mktemp("small") / "package")


@pytest.fixture
def package(small: Path, tmp_path: Path) -> Path:
    """Return a copy of the small package."""
    return Path(shutil.copytree(small, tmp_path / "package"))


@pytest.fixture(scope="module")
def made(small: Path) -> bytes:
    """Return the workbook of the small package."""
    return editing_workbook(find(small))


@pytest.fixture(scope="module")
def made_of_all() -> bytes:
    """Return the workbook of the real package."""
    return editing_workbook(find(ROOT))


def opened(data: bytes) -> Book:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: Book, folder: Path) -> Path:
    path = folder / "edited.xlsx"
    book.save(path)
    return path


def cell(sheet: Worksheet, row_id: str, column: str) -> Any:
    """Return the cell of a row, named by the first column of its key, in a column."""
    number = next(row[0].row for row in sheet.iter_rows(min_row=2) if row[0].value == row_id)
    return next(each for each in sheet[number] if sheet.cell(1, each.column).value == column)


def add(sheet: Worksheet, **cells: object) -> int:
    """Write a row below the last one, and return its number."""
    number = int(sheet.max_row) + 1
    for head in sheet[1]:
        sheet.cell(number, head.column).value = cells.get(head.value)
    return number


def changed(made: bytes, package: Path, change: Callable[[Book], object], **options: Any) -> WorkbookChanges:
    """Return what comes of a workbook after a change."""
    book = opened(made)
    change(book)
    return accept_workbook(saved(book, package.parent), find(package), **options)


def refused(made: bytes, package: Path, change: Callable[[Book], object]) -> list[str]:
    """Return the faults because of which a changed workbook is refused; nothing may have been written."""
    before = state(package)
    found = changed(made, package, change, write=True)
    assert found.problems and state(package) == before
    return [str(problem) for problem in found.problems]


def state(package: Path) -> dict[str, bytes]:
    return {str(path.relative_to(package)): path.read_bytes() for path in sorted(package.rglob("*")) if path.is_file()}


def test_an_unchanged_workbook_of_the_real_package_differs_in_no_cell(made_of_all: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(made_of_all)
    assert accept_workbook(path, find(ROOT)) == WorkbookChanges()


def test_a_workbook_saved_by_another_program_differs_in_no_cell(made_of_all: bytes, tmp_path: Path) -> None:
    assert accept_workbook(saved(opened(made_of_all), tmp_path), find(ROOT)) == WorkbookChanges()


def test_a_workbook_saved_by_libreoffice_differs_in_no_cell(made_of_all: bytes, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice Calc is not there (soffice)")
    (tmp_path / "book.xlsx").write_bytes(made_of_all)
    command = [program, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "saved", "book.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "saved" / "book.xlsx").read_bytes() != made_of_all
    assert accept_workbook(tmp_path / "saved" / "book.xlsx", find(ROOT)) == WorkbookChanges()


def test_the_workbook_of_a_release_differs_in_no_cell_for_every_type(releasable: Path, tmp_path: Path) -> None:
    (data,) = spreadsheet(read_source(find(releasable))).values()
    assert accept_workbook(saved(opened(data), tmp_path), find(releasable)) == WorkbookChanges()


def test_the_workbook_of_one_package_is_always_the_same_bytes(made: bytes, small: Path) -> None:
    assert editing_workbook(find(small)) == made


def test_a_workbook_never_replaces_a_file(small: Path, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_text("a person's work")
    with pytest.raises(CannotWrite, match="exists, and may hold changes that are in no package yet"):
        write_workbook(find(small), path)
    assert path.read_text() == "a person's work"


def of_row(sheet: str, row_id: str, column: str, value: object) -> Callable[[Book], None]:
    """Return the change of one cell of a row, named by the first column of its key."""
    return lambda book: setattr(cell(book[sheet], row_id, column), "value", value)


def gist(words: str) -> Callable[[Book], None]:
    """Return the change of one cell of text."""
    return of_row("claims", "few-drones", "gist", words)


def test_changed_cells_are_shown_and_nothing_is_written(made: bytes, package: Path) -> None:
    before = state(package)
    found = changed(made, package, gist("New words"))
    assert found.problems == []
    assert [str(each) for each in found.edits] == ["claims few-drones gist: Drones are few -> New words"]
    assert list(found.counts()) == ["claims: 1 cell"]
    assert state(package) == before


def test_changed_cells_are_taken_over_and_no_other_byte_of_a_table_changes(made: bytes, package: Path) -> None:
    before = state(package)
    assert changed(made, package, gist("New words"), write=True).problems == []
    after = {path: data for path, data in state(package).items() if before.get(path) != data}
    assert after.pop("data/README.md")
    claims = before["data/claims.csv"]
    assert after == {"data/claims.csv": claims.replace(b"Drones are few", b"New words")} != {"data/claims.csv": claims}
    assert validate(package) == []


def test_an_emptied_cell_is_empty(made: bytes, package: Path) -> None:
    found = changed(made, package, of_row("actors", "ann", "country", None), write=True)
    assert ([str(each) for each in found.edits], found.problems) == (["actors ann country: AU -> (empty)"], [])
    assert b"\nann,Ann,person,mayor,oz,,other,Q1\n" in (package / "data" / "actors.csv").read_bytes()


def test_a_long_text_is_shown_from_where_it_differs(made: bytes, package: Path) -> None:
    long = "Drones are few and far between over the sea and over the land, "
    changed(made, package, gist(long + "by day"), write=True)
    found = changed(editing_workbook(find(package)), package, gist(long + "by night"))
    assert str(found.edits[0]) == "claims few-drones gist: ...d over the land, by day -> ...d over the land, by night"


def test_derived_tables_and_the_codebook_are_written_again(made: bytes, package: Path) -> None:
    before = state(package)["data/derived/ranges.csv"]
    assert changed(made, package, of_row("figures", "F002", "value", 6), write=True).problems == []
    after = state(package)["data/derived/ranges.csv"]
    assert after == before.replace(b"\nall-drones,5,5,", b"\nall-drones,5,6,") != before
    assert codebook.is_current(find(package))
    assert validate(package) == []


def test_a_change_with_which_the_package_has_faults_is_refused_with_its_cell(made: bytes, package: Path) -> None:
    assert refused(made, package, of_row("quotes", "Q001", "speaker_id", "nobody"))[0].startswith(
        "quotes!I2: speaker_id: is not in actors (nobody) ["
    )


def test_what_would_be_refused_is_said_before_anything_is_written(made: bytes, package: Path) -> None:
    before = state(package)
    change = of_row("quotes", "Q001", "speaker_id", "nobody")
    found = changed(made, package, change)
    assert found.problems[0].path == "quotes!I2"
    assert state(package) == before


def set_cell(sheet: str, address: str, value: object) -> Callable[[Book], None]:
    """Return the change of one cell by its address."""
    return lambda book: book[sheet].__setitem__(address, value)


def deleted(sheet: str, row: int) -> Callable[[Book], None]:
    """Return the deletion of one row."""
    return lambda book: book[sheet].delete_rows(row)


def number_for_day(book: Book) -> None:
    """Write a plain number into a cell of a day."""
    book["utterances"]["D2"].number_format = "General"
    book["utterances"]["D2"] = 45000


REFUSED: dict[str, tuple[Callable[[Book], object], str]] = {
    "a formula": (
        set_cell("figures", "H2", "=1+2"),
        "figures!H2: value: is a formula; put its value there instead (=1+2) [workbook.formula]",
    ),
    "an error": (
        set_cell("figures", "H2", "#N/A"),
        "figures!H2: value: is an error of the spreadsheet program (#N/A) [workbook.formula]",
    ),
    "text for a number": (
        set_cell("figures", "H2", "three"),
        "figures!H2: value: is text, and the column is of the type number; type plain digits, with the decimal sign of "
        "your program (three) [workbook.type]",
    ),
    "a fraction for an integer": (
        set_cell("quotes", "C2", 41.5),
        "quotes!C2: start: is a number, and the column is of the type integer; type plain digits (41.5) "
        "[workbook.type]",
    ),
    "true for a number": (
        set_cell("figures", "H2", True),
        "figures!H2: value: is true or false, and the column is of the type number; type plain digits, with the "
        "decimal sign of your program (True) [workbook.type]",
    ),
    "a number for text": (
        set_cell("claims", "B2", 5),
        "claims!B2: gist: is a number, and the column is of the type string; give the cell the number format Text, "
        "then type the value again (5) [workbook.type]",
    ),
    "a number for a day": (
        number_for_day,
        "utterances!D2: said_on: is a number, and the column is of the type date; type the day as 2025-09-05 (45000) "
        "[workbook.type]",
    ),
    "a day as people write it": (
        set_cell("utterances", "D2", "5/9/2025"),
        "utterances!D2: said_on: is text, and the column is of the type date; type the day as 2025-09-05 (5/9/2025) "
        "[workbook.type]",
    ),
    "a time for a day": (
        set_cell("utterances", "D2", datetime.datetime(2025, 5, 5, 12)),
        "utterances!D2: said_on: is a date or a time, and the column is of the type date; type the day as 2025-09-05 "
        "(2025-05-05 12:00:00) [workbook.type]",
    ),
    "a day for text": (
        set_cell("claims", "B2", datetime.datetime(2025, 5, 5)),
        "claims!B2: gist: is a date or a time, and the column is of the type string; give the cell the number format "
        "Text, then type the value again (2025-05-05 00:00:00) [workbook.type]",
    ),
    "a code that is not in the list": (
        set_cell("quotes", "G2", "sentense"),
        "quotes!G2: kind: is not one of fragment, pseudo, sentence, term (sentense) [workbook.code]",
    ),
    "a line break": (
        set_cell("claims", "B2", "two\nlines"),
        "claims!B2: gist: holds a line break; write the text in one line (two\\u000alines) [workbook.line_break]",
    ),
    "merged cells": (
        lambda book: book["claims"].merge_cells("B2:C3"),
        "claims!B2:C3: are merged cells; split them [workbook.merged]",
    ),
    "a changed key": (
        set_cell("quotes", "A2", "Q077"),
        "quotes!A2: quote_id: is part of the key, which was Q001; use `legitimate-targets rename` (Q077) "
        "[workbook.key]",
    ),
    "a changed part of a key": (
        set_cell("attributions", "C2", 9),
        "attributions!C2: hop: is part of the key, which was figures/F001/1; use `legitimate-targets rename` (9) "
        "[workbook.key]",
    ),
    "a key that another row has": (
        set_cell("quotes", "A3", "Q001"),
        "quotes!A3: quote_id: is part of the key, which was Q002; use `legitimate-targets rename` (Q001) "
        "[workbook.key]",
    ),
    "a new row with a key that another row has": (
        lambda book: add(book["claims"], claim_id="few-drones", gist="x"),
        "claims!A4: claim_id: gives the row the key of row 3 (few-drones) [workbook.key]",
    ),
    "a missing row": (
        deleted("claims", 3),
        "claims: is not in the sheet; to take a row out, use `legitimate-targets remove claims` (few-drones) "
        "[workbook.row_missing]",
    ),
    "a missing sheet": (
        lambda book: book.remove(book["claims"]),
        "claims: is missing; make a new workbook with `legitimate-targets workbook`, and change that one "
        "[workbook.sheet]",
    ),
    "no hashes": (
        lambda book: book.remove(book["row hashes"]),
        "row hashes: is missing; make a new workbook with `legitimate-targets workbook`, and change that one "
        "[workbook.sheet]",
    ),
    "an unknown sheet": (
        lambda book: book.create_sheet("Sheet1"),
        "Sheet1: is not a table of the package; take the sheet out [workbook.sheet]",
    ),
    "a missing column": (
        lambda book: book["claims"].delete_cols(5),
        "claims!1:1: event_id: is missing; give the column its name in the first row [workbook.column]",
    ),
    "an unknown column": (
        set_cell("claims", "F1", "remark"),
        "claims!F1: is not a column of claims; take it out, or name it as it was (remark) [workbook.column]",
    ),
    "a column that is there twice": (
        set_cell("claims", "F1", "gist"),
        "claims!F1: is the name of an earlier column too (gist) [workbook.column]",
    ),
    "a cell outside of the table": (
        set_cell("claims", "H3", "a remark"),
        "claims!H3: is in a column that has no name in the first row (a remark) [workbook.column]",
    ),
    "words to find in a table without spans": (
        set_cell("claims", "F1", "find"),
        "claims!F1: is not a column of claims; take it out, or name it as it was (find) [workbook.column]",
    ),
    "a cell of a derived table": (
        set_cell("ranges", "B2", 99),
        "ranges!B2: lowest: is in a table that a command writes, and is never edited (99) [workbook.derived]",
    ),
    "a sheet that never ends": (
        set_cell("claims", "A1048576", "x"),
        "claims: goes on to row 1048576; delete the empty rows at its end [workbook.sheet]",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_workbook_cannot_change_is_refused_with_its_cell(name: str, made: bytes, package: Path) -> None:
    change, message = REFUSED[name]
    assert refused(made, package, change) == [message]


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)], ids=["empty", "text", "empty zip"])
def test_a_file_that_is_no_workbook_is_refused(data: bytes, small: Path, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(data)
    with pytest.raises(PackageError, match=r"book.xlsx: (is not a workbook|cannot be unpacked)"):
        accept_workbook(path, find(small))


def test_columns_in_another_order_and_rows_in_another_order_change_nothing(made: bytes, package: Path) -> None:
    def shuffle(book: Book) -> None:
        sheet = book["claims"]
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        for number, row in enumerate([rows[0], *rows[:0:-1]], 1):
            for column, value in enumerate(reversed(row), 1):
                sheet.cell(number, column).value = value

    assert changed(made, package, shuffle) == WorkbookChanges()


@pytest.mark.parametrize(("value", "written"), [(4.0, "4"), (4.5, "4.5"), ("4", "4")])
def test_a_number_is_written_in_its_one_form(value: object, written: str, made: bytes, package: Path) -> None:
    found = changed(made, package, of_row("figures", "F001", "value", value))
    assert [(each.column, each.new) for each in found.edits] == [("value", written)]


def test_a_row_that_only_the_package_changed_stays_as_it_is(made: bytes, package: Path) -> None:
    edit(package / "data" / "claims.csv", "Drones were in the air", "Meanwhile changed")
    found = changed(made, package, gist("New words"), write=True)
    assert ([each.key for each in found.edits], found.problems, found.kept) == (["few-drones"], [], 1)
    written = (package / "data" / "claims.csv").read_text("utf-8")
    assert "Meanwhile changed" in written and "New words" in written


def test_a_row_that_person_and_package_changed_is_refused(made: bytes, package: Path) -> None:
    edit(package / "data" / "claims.csv", "Drones are few", "Meanwhile changed")
    assert refused(made, package, gist("New words")) == [
        "claims!B3: gist: is in a row that the package added, changed or took out after the workbook was made; make a "
        "new workbook with `legitimate-targets workbook`, and change that one (New words) [workbook.changed_since]"
    ]


def test_a_workbook_that_was_taken_over_differs_in_no_cell(made: bytes, package: Path) -> None:
    changed(made, package, gist("New words"), write=True)
    assert changed(made, package, gist("New words")).edits == []


def words_of(texts: Path, package: Path, row: dict[str, Any]) -> dict[str, object]:
    """Return the cells of a person who gives the words of a span in place of its position."""
    if row["start"] is None:
        return row
    names = dict(pl.read_csv(package / "data" / "sources.csv").select("source_id", "file_name").iter_rows())
    text = (texts / names[row["source_id"]]).read_text("utf-8")
    start, end = int(row["start"]), int(row["end"])
    words = text[start:end]
    count = sum(text.startswith(words, at) for at in range(start + 1))
    find_words = {} if "text" in row else {"find": words}
    return row | {"start": None, "end": None, "sha256": None, "occurrence": count} | find_words


def taken_out(package: Path) -> dict[str, list[dict[str, Any]]]:
    """Take one quote out of a package, with its way and its evidence, and return the rows by table."""
    tables = read_plan(find(package)).tables
    taken, left = {}, {}
    for name, column in (("quotes", "quote_id"), ("attributions", "row_id"), ("evidence", "row_id")):
        rows = pl.read_csv(package / tables[name].path, infer_schema=False)
        is_taken = pl.col(column) == ADDED_BACK
        taken[name] = rows.filter(is_taken).rows(named=True)
        left[tables[name].path] = canonical_csv(rows.filter(~is_taken), tables[name])
    with exclusive(find(package)):
        assert install(find(package), left) == []
    return taken


def test_a_quote_with_its_way_and_evidence_is_added_by_a_workbook(package_copy: Path, texts: Path) -> None:
    before = state(package_copy)
    rows = taken_out(package_copy)
    assert len(rows["quotes"]) == 1 and len(rows["attributions"]) >= 2 and rows["evidence"]
    made = editing_workbook(find(package_copy))

    def add_rows(book: Book) -> None:
        for name, found in rows.items():
            for row in found:
                add(book[name], **words_of(texts, package_copy, row))

    found = changed(made, package_copy, add_rows, texts=texts, write=True)
    assert found.problems == []
    assert {each.column for each in found.edits} == {None}
    assert state(package_copy) == before


def test_a_new_row_without_a_span_needs_the_texts(made: bytes, package: Path) -> None:
    def add_row(book: Book) -> None:
        add(book["quotes"], quote_id="Q050", source_id="S000", text="dog", kind="term", position="body")

    (message,) = refused(made, package, add_row)
    assert "start: is empty; give the folder of the articles (--texts)" in message
    assert changed(made, package, add_row, texts=package / "texts").problems[0].path.startswith("quotes!")


def test_words_that_are_not_in_the_text_are_refused_with_their_cell(made: bytes, package: Path) -> None:
    def add_row(book: Book) -> None:
        add(book["quotes"], quote_id="Q050", source_id="S000", text="no such words", kind="term", position="body")

    found = changed(made, package, add_row, texts=package / "texts", write=True)
    row = opened(made)["quotes"].max_row + 1
    assert [str(each) for each in found.problems] == [
        f"quotes!F{row}: text: is not in the text (no such words) [quotes.span.anchor]"
    ]


def run(*arguments: str) -> Result:
    """Run a command in this process, and raise what its program would print as one line."""
    done = CliRunner().invoke(program, arguments)
    if isinstance(done.exception, LegitimateTargetsError):
        raise done.exception
    return done


def test_the_commands_make_a_workbook_show_its_changes_and_take_them_over(package: Path, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    assert run("workbook", str(package), "--out", str(path)).output == f"{path}: {path.stat().st_size} bytes\n"
    with pytest.raises(CannotWrite, match="choose another name"):
        run("workbook", str(package), "--out", str(path))
    accept = ("accept", str(path), "--package", str(package))
    assert run(*accept, "--write").stdout == "no cell differs\n"
    book = openpyxl.load_workbook(path)
    gist("New words")(book)
    book.save(path)
    lines = ["claims few-drones gist: Drones are few -> New words", "claims: 1 cell"]
    closing = "valid; nothing was written (--write takes the changes over)"
    assert run(*accept).stdout.splitlines() == [*lines, closing]
    done = "taken over; make a new workbook before you change more"
    assert run(*accept, "--write").stdout.splitlines() == [*lines, done]
    set_cell("claims", "B2", 5)(book)
    book.save(path)
    refusal = run(*accept)
    assert (refusal.exit_code, refusal.stderr) == (1, "1 fault; nothing was written\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(("book.xlsx", "--rows", "quotes"), "--rows is for a draft"), (("draft", "--write"), "--write is for a workbook")],
)
def test_options_of_the_other_kind_are_refused(arguments: tuple[str, ...], message: str) -> None:
    done = run("accept", *arguments)
    assert (done.exit_code, message in done.stderr) == (2, True)


def test_without_openpyxl_the_extra_that_brings_it_is_named(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtra, match="openpyxl is not installed; install it with the extra `spreadsheet`"):
        accept_workbook(small, find(small))
