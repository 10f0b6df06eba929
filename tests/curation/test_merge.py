"""Three versions of a table are merged by key and cell; what cannot be merged is marked, and said."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from legitimate_targets.__main__ import program
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import PackageError
from legitimate_targets.validation.validate_package import validate_package
from tests.support import packages

Version = str
Edit = Callable[[str], str]
TABLE = "data/quotes.csv"


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Build the valid package in the working directory, which is in no git repository."""
    folder = packages.build("base", tmp_path / "checkout")
    monkeypatch.chdir(folder)
    yield folder


def merge(base: Path, ours: Edit, theirs: Edit, path: str = TABLE) -> tuple[Result, str]:
    """Merge two edits of a file of the package; return what the command did, and the merged text."""
    before = (base / path).read_text("utf-8")
    names = [base / name for name in ("base.tmp", "ours.tmp", "theirs.tmp")]
    for name, text in zip(names, (before, ours(before), theirs(before)), strict=True):
        name.write_text(text, encoding="utf-8", newline="")
    result = CliRunner().invoke(program, ["merge", *map(str, names), "--path", path])
    return result, names[1].read_text("utf-8")


def replaced(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return edit


def without(line_start: str) -> Edit:
    return lambda text: "".join(line for line in text.splitlines(True) if not line.startswith(line_start))


def added(*lines: str) -> Edit:
    return lambda text: text + "".join(f"{line}\n" for line in lines)


def both(*edits: Edit) -> Edit:
    def edit(text: str) -> str:
        for each in edits:
            text = each(text)
        return text

    return edit


def unchanged(text: str) -> str:
    return text


Q003 = "Q003,S000,109,112,cd6357efdd966de8c0cb2f876cc89ec74ce35f0968e11743987084bd42fb8944,dog,term,body,,,,,,"
Q006 = "Q006,S000,120,123,77af778b51abd4a3c51c5ddd97204a9c3ae614ebccb75a606c3b6865aed6744e,cat,term,body,,,,,,"
Q007 = Q006.replace("Q006,S000,120,123", "Q007,S001,54,58").replace("cat", "Post")
Q006_HERE, Q006_THERE = Q006, Q007.replace("Q007", "Q006")

MERGED: dict[str, tuple[Edit, Edit, Edit]] = {
    "one side changed a cell": (replaced("dog,term", "dog,pseudo"), unchanged, replaced("dog,term", "dog,pseudo")),
    "two cells of one row": (
        replaced("dog,term,body", "dog,pseudo,body"),
        replaced("dog,term,body", "dog,term,headline"),
        replaced("dog,term,body", "dog,pseudo,headline"),
    ),
    "neighbouring rows": (
        replaced("dog,term", "dog,pseudo"),
        replaced("to Oz,sentence", "to Oz,fragment"),
        both(replaced("dog,term", "dog,pseudo"), replaced("to Oz,sentence", "to Oz,fragment")),
    ),
    "the same change": (replaced("dog,term", "dog,pseudo"),) * 3,
    "rows added on both sides": (added(Q006), added(Q007), added(Q006, Q007)),
    "the same row added on both sides": (added(Q006), added(Q006), added(Q006)),
    "a row removed on one side": (without("Q003"), replaced("we go,sent", "we go,frag"), both(without("Q003"), replaced("we go,sent", "we go,frag"))),
    "a row removed on both sides": (without("Q003"), without("Q003"), without("Q003")),
    "a cell emptied and another filled": (
        replaced("named,go,said,post,", "named,go,said,,"),
        replaced("context,go,,,Q001", "context,go,,post,Q001"),
        both(replaced("named,go,said,post,", "named,go,said,,"), replaced("context,go,,,Q001", "context,go,,post,Q001")),
    ),
    "a side saved by a spreadsheet": (
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        replaced("dog,term", "dog,pseudo"),
        replaced("dog,term", "dog,pseudo"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MERGED)
def test_changes_of_different_cells_and_rows_are_merged(name: str, base: Path) -> None:
    ours, theirs, expected = MERGED[name]
    before = (base / TABLE).read_text("utf-8")
    result, text = merge(base, ours, theirs)
    assert (result.exit_code, result.output, text) == (0, "", expected(before))
    result, text = merge(base, theirs, ours)
    assert (result.exit_code, text) == (0, expected(before))


def test_a_cell_that_both_sides_changed_is_a_conflict_and_the_other_cells_are_merged(base: Path) -> None:
    ours = both(
        replaced("dog,term,body", "dog,pseudo,body"), replaced("5 drones flew,sentence", "5 drones flew,fragment")
    )
    theirs = both(replaced("dog,term,body", "dog,fragment,headline"), replaced("to Oz,sentence", "to Oz,fragment"))
    result, text = merge(base, ours, theirs)
    assert (result.exit_code, result.output) == (
        1,
        "data/quotes.csv:4: kind: of Q003 is 'pseudo' in ours, 'fragment' in theirs, and was 'term' before "
        "[merge.cell]\n",
    )
    assert text.splitlines()[2:10] == [
        "Q002,S000,58,63,03a9b46c6e97ee3baa6e8f457854bcb329c59a54bd5a9311bbdcdcd7d76b1bad,"
        "to Oz,fragment,body,ann,context,go,,,Q001",
        "<<<<<<< ours",
        Q003.replace("term,body", "pseudo,headline"),
        "=======",
        Q003.replace("term,body", "fragment,headline"),
        ">>>>>>> theirs",
        *text.splitlines()[8:10],
    ]
    assert "5 drones flew,fragment" in text


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_a_row_that_one_side_removed_and_the_other_changed_is_a_conflict(side: str, base: Path) -> None:
    edits = (without("Q003"), replaced("dog,term", "dog,pseudo"))
    result, text = merge(base, *(edits if side == "ours" else reversed(edits)))
    said = "removed in ours and changed in theirs" if side == "ours" else "changed in ours and removed in theirs"
    assert (result.exit_code, result.output) == (1, f"data/quotes.csv:4: was {said} (Q003) [merge.row]\n")
    kept = Q003.replace("term", "pseudo")
    block = ["=======", kept] if side == "ours" else [kept, "======="]
    assert text.splitlines()[3:7] == ["<<<<<<< ours", *block, ">>>>>>> theirs"]


def test_a_row_that_both_sides_added_with_different_cells_is_a_conflict_of_these_cells(base: Path) -> None:
    """The rows have one span, so they are one quote."""
    result, _ = merge(base, added(Q006), added(Q006.replace("term", "pseudo")))
    assert result.output == (
        "data/quotes.csv:7: kind: of Q006 is 'term' in ours, 'pseudo' in theirs, in a row that is new on both sides "
        "[merge.cell]\n"
    )


def test_outside_of_git_two_different_new_rows_with_one_id_are_a_conflict_that_says_what_to_do(base: Path) -> None:
    result, text = merge(base, added(Q006_HERE), added(Q006_THERE))
    assert (result.exit_code, result.output) == (
        1,
        "data/quotes.csv:7: quote_id: is the id of a different new row on either side, and git names no commits: give "
        "one of the two rows another id, in this file and in each row about it (Q006) [merge.id]\n",
    )
    assert text.splitlines()[6:] == ["<<<<<<< ours", Q006_HERE, "=======", Q006_THERE, ">>>>>>> theirs"]


def test_outside_of_git_the_rows_about_two_new_rows_with_one_id_are_kept_apart(base: Path) -> None:
    """Merged, the four hops would be the way of one quote, through both articles."""
    here = added("quotes,Q006,1,,publisher,yes,S000,,,", "quotes,Q007,1,,publisher,yes,S000,,,")
    there = added("quotes,Q006,1,ann,speaker,inferred,S001,,,", "quotes,Q006,2,,publisher,yes,S001,,,")
    result, text = merge(base, here, there, "data/attributions.csv")
    line = text.splitlines().index("<<<<<<< ours") + 1
    why = "is about Q006 of quotes, which may be a different new row on either side"
    assert result.output.splitlines() == [
        f"data/attributions.csv:{line}: {why} (quotes/Q006/1) [merge.row]",
        f"data/attributions.csv:{line + 5}: {why} (quotes/Q006/2) [merge.row]",
    ]
    assert text.splitlines()[line - 1 : line + 9] == [
        *("<<<<<<< ours", "quotes,Q006,1,,publisher,yes,S000,,,", "======="),
        *("quotes,Q006,1,ann,speaker,inferred,S001,,,", ">>>>>>> theirs", "<<<<<<< ours", "======="),
        *("quotes,Q006,2,,publisher,yes,S001,,,", ">>>>>>> theirs", "quotes,Q007,1,,publisher,yes,S000,,,"),
    ]


def test_the_conflicts_that_are_left_are_reported_by_validate(base: Path) -> None:
    _, text = merge(base, replaced("dog,term", "dog,pseudo"), replaced("dog,term", "dog,fragment"))
    (base / TABLE).write_text(text)
    (problem,) = [each for each in validate_package(find(base)).problems if each.path == TABLE]
    assert str(problem).startswith("data/quotes.csv:4: lines 4 to 8 are a merge conflict")


LINES: dict[str, tuple[str, Edit, Edit, str]] = {
    "another header": (TABLE, replaced("quote_id,", "id,"), replaced("dog,term", "dog,pseudo"), "ours cannot be read"),
    "a faulty row": (TABLE, replaced("dog,term", "dog,pseudo"), added("Q008"), "theirs cannot be read: data/quotes.csv:7"),
    "two rows with one key": (TABLE, added(Q003), replaced("we go,sent", "we go,frag"), "ours has two rows with one key"),
    "no table": ("data/notes.csv", replaced("one", "1"), replaced("nine", "9"), "is no table of the package"),
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
def test_a_file_that_cannot_be_merged_by_key_is_merged_line_by_line(name: str, base: Path) -> None:
    path, ours, theirs, why = LINES[name]
    (base / "data" / "notes.csv").write_text("one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n")
    before = (base / path).read_text("utf-8")
    result, text = merge(base, ours, theirs, path)
    assert (result.exit_code, text) == (0, theirs(ours(before)))
    assert result.stderr.startswith(f"{path}: is merged line by line: {why}")


def test_conflicts_of_lines_are_marked_and_counted(base: Path) -> None:
    spoilt = both(replaced("quote_id,", "id,"), replaced("dog,term", "dog,pseudo"))
    result, text = merge(base, spoilt, replaced("dog,term", "dog,fragment"))
    assert result.exit_code == 1
    assert "data/quotes.csv: is merged line by line, and conflicts are left (1) [merge.lines]\n" in result.stdout
    assert text.count("<<<<<<< ours\n") == 1


@pytest.mark.parametrize(("path", "command"), [("data/derived/ranges.csv", "derive"), ("data/README.md", "codebook")])
def test_what_a_command_writes_stays_as_in_ours_and_the_command_is_named(path: str, command: str, base: Path) -> None:
    (base / "data" / "README.md").write_text("5 rows\n")
    result, text = merge(base, replaced("5", "6"), replaced("5", "7"), path)
    assert (result.exit_code, result.output) == (0, f"{path}: is as in ours; run `legitimate-targets {command}`\n")
    assert text == (base / path).read_text("utf-8").replace("5", "6", 1)


def test_a_package_whose_index_cannot_be_read_is_merged_line_by_line(base: Path) -> None:
    (base / "datapackage.json").write_text("{")
    result, _ = merge(base, replaced("dog,term", "dog,pseudo"), unchanged)
    assert (result.exit_code, "is merged line by line: datapackage.json:1" in result.stderr) == (0, True)


def test_a_package_in_a_folder_of_the_checkout_is_found(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.move(base, base.parent / "package")
    (base / "inside").mkdir(parents=True)
    shutil.move(base.parent / "package", base / "inside" / "package")
    monkeypatch.chdir(base)
    ours, theirs = replaced("dog,term,body", "dog,pseudo,body"), replaced("dog,term,body", "dog,term,headline")
    result, text = merge(base, ours, theirs, f"inside/package/{TABLE}")
    assert (result.exit_code, result.output, "dog,pseudo,headline" in text) == (0, "", True)


def test_without_a_path_ours_is_the_table_itself(base: Path) -> None:
    before = (base / TABLE).read_text("utf-8")
    (base / "old.csv").write_text(before)
    (base / "theirs.csv").write_text(before.replace("dog,term", "dog,pseudo"))
    result = CliRunner().invoke(program, ["merge", "old.csv", TABLE, "theirs.csv"])
    assert (result.exit_code, "dog,pseudo" in (base / TABLE).read_text()) == (0, True)


def test_a_file_in_no_package_is_merged_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text("a\nb\n")
    result, _ = merge(tmp_path, added("c"), unchanged, "t.csv")
    assert "is in no package: no folder above it has a datapackage.json" in result.stderr
    with pytest.raises(PackageError):
        find(tmp_path)
