"""Two clones of a package that each added rows are merged by git with the driver, and every pointer ends up right."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from legitimate_targets.checks.loading import load
from legitimate_targets.curation.accept import accept
from legitimate_targets.datapackage.package import find
from legitimate_targets.suggest.batch import Settings, write_drafts
from legitimate_targets.validation.validate_package import validate
from tests.curation.test_accept import changed, edit, with_cells
from tests.support import packages
from tests.support.paths import ROOT, SIXTH

pytestmark = pytest.mark.slow

SEVENTH = """Norway's Minister Says Threat Changes Nothing

By Bert Example

September 9, 2025

BERGEN — The threat from Moscow changes nothing, the made-up minister Kari Prykladsen said on Tuesday.

“We will not be told where our ships may sail,” Prykladsen said. “Nobody in this room is afraid.”

Vladimir Putin has warned that soldiers from abroad would be “legitimate targets” if they came to Ukraine.

At least 35 settlements were without power on Tuesday, Reuters reported.
"""
DRIVER = f"{sys.executable} -m legitimate_targets merge %O %A %B --path %P"
ATTRIBUTES = [line for line in (ROOT / ".gitattributes").read_text("utf-8").splitlines() if "merge=" in line]
NEUTRAL = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_EDITOR": "true"} | {
    f"GIT_{who}_{what}": "ann@example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}
"""The environment of a git that does not read the configuration of the user."""

QUOTE = "{id},{source},{span},term,body,,,,,,"
CAT = "120,123,77af778b51abd4a3c51c5ddd97204a9c3ae614ebccb75a606c3b6865aed6744e,cat"
POST = "54,58,a5554622c655c7a7e470c115f374d92595fa3b1f431dc6ee3d1edfbc103846ed,Post"
FIGURE = "F006,all-drones,S001,54,58,1b321b00724453c97f45beefe5a8077d2fa01529380c4eab92721550999213c7,5 drones"
FIGURE += ",5,,,exact,drones,launched,Q006,"


def git(folder: Path, *arguments: str, code: int | None = 0) -> str:
    """Run git in a checkout, without the configuration of the user; return all that it prints."""
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, env={**os.environ, **NEUTRAL},
    )  # fmt: skip
    assert code in (None, done.returncode), done.stdout
    return done.stdout


def clones(package: Path, folder: Path) -> tuple[Path, Path]:
    """Commit a package, and return two clones of it, ours and theirs; ours has the driver set up."""
    (package / ".gitattributes").write_text("\n".join([*ATTRIBUTES, ""]))
    git(package, "init", "-q", "-b", "main")
    commit(package, "Base")
    ours, theirs = folder / "ours", folder / "theirs"
    for clone in (ours, theirs):
        git(folder, "clone", "-q", str(package), str(clone))
    git(ours, "config", "merge.legitimate-targets.driver", DRIVER)
    git(ours, "remote", "add", "theirs", str(theirs))
    return ours, theirs


def commit(checkout: Path, subject: str) -> None:
    git(checkout, "add", "-A")
    git(checkout, "commit", "-q", "-m", subject)


def add(checkout: Path, **rows: list[str]) -> None:
    """Append rows to tables, and commit them."""
    for table, lines in rows.items():
        (path,) = (checkout / "data").rglob(f"{table}.csv")
        with path.open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
    commit(checkout, f"Add rows of {', '.join(rows)}")


def add_quote(checkout: Path, row_id: str, source: str, span: str, **others: list[str]) -> None:
    ways = [f"quotes,{row_id},1,,publisher,yes,{source},,,"]
    add(checkout, quotes=[QUOTE.format(id=row_id, source=source, span=span)], attributions=ways, **others)


def merge(ours: Path, code: int = 0) -> str:
    git(ours, "fetch", "-q", "theirs")
    return git(ours, "merge", "--no-edit", "theirs/main", code=code)


def rows(checkout: Path, table: str) -> list[list[str]]:
    """Return the rows of a table that the base does not have."""
    (path,) = (checkout / "data").rglob(f"{table}.csv")
    known = packages.BASE.joinpath(f"{table}.csv").read_text("utf-8").splitlines()
    return [line.split(",") for line in path.read_text("utf-8").splitlines() if line not in known]


def quotes_of(checkout: Path) -> dict[str, str]:
    """Return the words of each new quote by its id."""
    return {row[0]: row[5] for row in rows(checkout, "quotes")}


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """Yield two clones of the small valid package."""
    yield clones(packages.build("base", tmp_path / "package"), tmp_path)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the merge, by git with the driver, of two clones of the project that accepted an article each."""
    folder = tmp_path_factory.mktemp("articles")
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, folder / "package" / name)
    shutil.copy(ROOT / "datapackage.json", folder / "package")
    ours, theirs = clones(folder / "package", folder)
    (folder / "seventh.txt").write_text(SEVENTH, "utf-8")
    for clone, article in ((ours, SIXTH), (theirs, folder / "seventh.txt")):
        draft = folder / f"draft-{clone.name}"
        list(write_drafts([article], Settings(draft, clone, False), 1))
        inside = draft / article.stem
        edit(inside, "actors", with_cells(side="other", actor_type="organisation"))
        edit(inside, "utterances", with_cells(speech_act="assertion", gist="Made up"))
        edit(inside, "figures", lambda found: [row for row in found if row["measure_id"] != "days"])
        if article == SIXTH:
            edit(inside, "quotes", changed("Q001", speaker_id="putin", utterance_id="legitimate-targets"))
        assert accept(draft, find(clone)).problems == []
        commit(clone, f"Add {article.stem}")
    return ours, merge(ours)


def test_two_clones_that_add_an_article_each_are_merged_without_a_conflict(articles: tuple[Path, str]) -> None:
    ours, said = articles
    assert "CONFLICT" not in said
    assert git(ours, "status", "--porcelain") == ""
    assert "data/quotes.csv: ids of new rows of theirs that the other side has too: Q058 is now Q064" in said
    assert load("sources", package=ours)["file_name"].to_list()[-2:] == ["sixth.txt", "seventh.txt"]


def test_two_merged_articles_are_valid_once_derived_tables_are_written_again(articles: tuple[Path, str]) -> None:
    ours, said = articles
    for command in ("derive", "codebook"):
        assert f"run `legitimate-targets {command}`" in said
        subprocess.run(
            [sys.executable, "-m", "legitimate_targets", command, str(ours)], capture_output=True, check=True
        )
    assert validate(ours) == []


def test_each_row_of_two_merged_articles_is_as_its_clone_had_it(articles: tuple[Path, str]) -> None:
    ours, _ = articles
    theirs = ours.parent / "theirs"
    for source, clone, new in (("S005", ours.parent / "ours", "S005"), ("S005", theirs, "S006")):
        for table in ("quotes", "figures", "names", "evidence", "attributions"):
            ids = [name for name in load(table, package=clone).columns if name.endswith("_id") and "actor" not in name]
            before = load(table, package=clone).filter(source_id=source).drop(ids)
            after = load(table, package=ours).filter(source_id=new).drop(ids)
            assert sorted(before.rows(), key=str) == sorted(after.rows(), key=str)


def test_the_rows_about_a_row_with_a_fresh_id_follow_it(both: tuple[Path, Path]) -> None:
    ours, theirs = both
    add_quote(ours, "Q006", "S000", CAT)
    add_quote(theirs, "Q006", "S001", POST)
    assert "Q006 is now Q007" in merge(ours)
    assert quotes_of(ours) == {"Q006": "cat", "Q007": "Post"}
    assert [row[:2] + row[6:7] for row in rows(ours, "attributions")] == [
        ["quotes", "Q006", "S000"],
        ["quotes", "Q007", "S001"],
    ]


def test_an_id_that_was_retired_is_not_taken_as_a_fresh_one(both: tuple[Path, Path]) -> None:
    ours, theirs = both
    add_quote(ours, "Q006", "S000", CAT)
    add_quote(theirs, "Q006", "S001", POST, retired=["quotes,Q007,was no quote,Q001"])
    merge(ours)
    assert quotes_of(ours) == {"Q006": "cat", "Q008": "Post"}


def test_if_a_file_that_only_theirs_changed_points_to_the_row_ours_gets_the_fresh_id(both: tuple[Path, Path]) -> None:
    """Git takes such a file as it is, so the id in it cannot change."""
    ours, theirs = both
    add_quote(ours, "Q006", "S000", CAT)
    add_quote(theirs, "Q006", "S001", POST, figures=[FIGURE])
    assert "new rows of ours that the other side has too: Q006 is now Q007" in merge(ours)
    assert quotes_of(ours) == {"Q006": "Post", "Q007": "cat"}
    assert {row[1]: row[6] for row in rows(ours, "attributions")} == {"Q006": "S001", "Q007": "S000"}
    assert [row[13] for row in rows(ours, "figures")] == ["Q006"]


def test_if_either_side_has_such_a_file_the_rows_stay_apart_as_conflicts(both: tuple[Path, Path]) -> None:
    ours, theirs = both
    add_quote(ours, "Q006", "S000", CAT, rules=["mine,2,quotes,A rule.,Q006,Q001,Why."])
    add_quote(theirs, "Q006", "S001", POST, figures=[FIGURE])
    said = merge(ours, code=1)
    assert "quote_id: is the id of a different new row on either side, and a file that only one side changed" in said
    unmerged = git(ours, "diff", "--name-only", "--diff-filter=U").split()
    assert unmerged == ["data/attributions.csv", "data/quotes.csv"]
    assert [row[0] for row in rows(ours, "quotes")] == ["<<<<<<< ours", "Q006", "=======", "Q006", ">>>>>>> theirs"]


def test_one_row_that_both_sides_added_under_two_ids_is_one_row(both: tuple[Path, Path]) -> None:
    """Theirs has the same quote as Q007, since it added another one before."""
    ours, theirs = both
    add_quote(ours, "Q006", "S000", CAT)
    add_quote(theirs, "Q006", "S001", POST)
    add_quote(theirs, "Q007", "S000", CAT)
    merge(ours)
    assert quotes_of(ours) == {"Q006": "cat", "Q008": "Post"}
    assert {row[1]: row[6] for row in rows(ours, "attributions")} == {"Q006": "S000", "Q008": "S001"}


@pytest.mark.parametrize("command", ["rebase", "cherry-pick"])
def test_a_commit_that_is_picked_is_found_by_its_versions_of_the_file(command: str, both: tuple[Path, Path]) -> None:
    ours, theirs = both
    add_quote(ours, "Q006", "S000", CAT)
    add_quote(theirs, "Q006", "S001", POST)
    git(ours, "fetch", "-q", "theirs")
    assert "Q006 is now Q007" in git(ours, command, "theirs/main")
    first, second = ("Post", "cat") if command == "rebase" else ("cat", "Post")
    assert quotes_of(ours) == {"Q006": first, "Q007": second}
    sources = {"cat": "S000", "Post": "S001"}
    assert {row[1]: row[6] for row in rows(ours, "attributions")} == {"Q006": sources[first], "Q007": sources[second]}


def test_a_cell_that_both_clones_changed_stops_the_merge_with_its_two_values(both: tuple[Path, Path]) -> None:
    ours, theirs = both
    for clone, kind in ((ours, "pseudo"), (theirs, "fragment")):
        path = clone / "data" / "quotes.csv"
        path.write_text(path.read_text("utf-8").replace("dog,term", f"dog,{kind}"), "utf-8")
        commit(clone, f"Call it {kind}")
    said = merge(ours, code=1)
    assert "data/quotes.csv:4: kind: of Q003 is 'pseudo' in ours, 'fragment' in theirs, and was 'term' before" in said
    (problem,) = [each for each in validate(ours) if each.rule == "gate.merge_conflict"]
    assert (problem.path, problem.line) == ("data/quotes.csv", 4)


def test_without_the_driver_git_merges_the_tables_line_by_line(both: tuple[Path, Path]) -> None:
    ours, theirs = both
    git(ours, "config", "--unset", "merge.legitimate-targets.driver")
    add_quote(ours, "Q006", "S000", CAT)
    add_quote(theirs, "Q006", "S001", POST)
    assert "CONFLICT (content): Merge conflict in data/quotes.csv" in merge(ours, code=1)
