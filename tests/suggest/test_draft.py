"""A draft is a folder with CSVs and the text; one text always gives the same draft, and no draft is overwritten."""

import hashlib
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from legitimate_targets.checks.plan import read_plan
from legitimate_targets.curation.format import read_edited
from legitimate_targets.datapackage.package import find
from legitimate_targets.suggest.batch import DraftOutcome, Settings, article_files, write_drafts
from legitimate_targets.suggest.draft import ADDED_COLUMNS, TABLES
from legitimate_targets.suggest.text.article_file import ArticleError, ArticleFile
from legitimate_targets.suggest.write_draft import draft_table
from legitimate_targets.tables.csv_io import canonical_csv, read_text
from tests.support.paths import SIXTH

PAGE = """<html><head><title>Harbour Plan Divides a Small Town</title></head><body><nav>Home News Sport</nav>
<article><h1>Harbour Plan Divides a Small Town</h1>
<p>The council of the small town met on Monday to vote on the plan for its harbour, which has been argued over for years.</p>
<p>“We are ready for the storm and for the wall,” said Ada Moss, the head of the rescue service, after the long meeting.</p>
<p>The wall would be built of stone and would take the berths of most of the boats that lie in the harbour now.</p>
</article><footer>All rights reserved</footer></body></html>"""


def suggested(paths: list[Path], out: Path, processes: int = 1, with_model: bool = False) -> list[DraftOutcome]:
    return list(write_drafts(paths, Settings(out, None, with_model), processes))


def contents(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("draft")
    suggested([SIXTH], out)
    return out / "sixth"


def test_draft_has_the_columns_of_the_package_with_rule_and_tier(draft: Path) -> None:
    tables = read_plan(find()).tables
    for name in TABLES:
        header = (draft / f"{name}.csv").read_text("utf-8").split("\n", 1)[0]
        assert header.split(",") == [*tables[name].columns, *ADDED_COLUMNS]


def test_draft_holds_the_text_that_its_spans_count_in(draft: Path) -> None:
    text = (draft / "sixth.txt").read_bytes()
    assert text == SIXTH.read_bytes()
    assert hashlib.sha256(text).hexdigest() in (draft / "sources.csv").read_text("utf-8")


def test_spans_of_a_draft_have_the_words_of_the_text(draft: Path) -> None:
    text = SIXTH.read_text("utf-8")
    tables = read_plan(find()).tables
    for name in ("quotes", "figures", "names", "evidence", "attributions"):
        frame = read_edited((draft / f"{name}.csv").read_bytes(), tables[name], ADDED_COLUMNS)
        assert not isinstance(frame, list)
        for row in frame.drop_nulls("start").rows(named=True):
            words = text[int(row["start"]) : int(row["end"])]
            assert hashlib.sha256(words.encode()).hexdigest() == row["sha256"]
            assert row.get("text", words) == words


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_a_draft_are_in_canonical_form(name: str, draft: Path) -> None:
    table, data = draft_table(read_plan(find()).tables[name]), (draft / f"{name}.csv").read_bytes()
    assert canonical_csv(read_text(data, table), table) == data


@pytest.mark.parametrize("with_model", [False, True], ids=["rules", "with_parser"])
def test_one_text_always_gives_the_same_bytes(with_model: bool, tmp_path: Path) -> None:
    for name in ("one", "two"):
        suggested([SIXTH], tmp_path / name, with_model=with_model)
    assert contents(tmp_path / "one" / "sixth") == contents(tmp_path / "two" / "sixth")


def test_several_processes_give_the_drafts_of_one(tmp_path: Path) -> None:
    paths = []
    for number in range(3):
        paths.append(tmp_path / f"article{number}.txt")
        paths[-1].write_text(SIXTH.read_text("utf-8").replace("40 settlements", f"4{number} settlements"), "utf-8")
    suggested(paths, tmp_path / "one")
    suggested(paths, tmp_path / "two", processes=2)
    for path in paths:
        assert contents(tmp_path / "one" / path.stem) == contents(tmp_path / "two" / path.stem)


def test_draft_that_a_person_edited_is_kept(tmp_path: Path) -> None:
    suggested([SIXTH], tmp_path)
    edited = tmp_path / "sixth" / "quotes.csv"
    edited.write_text("edited", "utf-8")
    outcome = suggested([SIXTH], tmp_path)[0]
    assert "kept" in outcome.sentence
    assert edited.read_text("utf-8") == "edited"


def test_draft_of_another_text_under_the_same_name_is_refused(tmp_path: Path) -> None:
    suggested([SIXTH], tmp_path / "out")
    other = tmp_path / "sixth.txt"
    other.write_text("Another article. Ada said “no”.", "utf-8")
    outcome = suggested([other], tmp_path / "out")[0]
    assert outcome.refused
    assert "not a draft of this text" in outcome.sentence


def test_article_that_is_refused_leaves_nothing_and_stops_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\0")
    outcomes = suggested([bad, SIXTH], tmp_path / "out")
    assert [outcome.refused for outcome in outcomes] == [True, False]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["sixth"]


def test_doubts_are_in_the_draft(tmp_path: Path) -> None:
    article = tmp_path / "doubtful.txt"
    article.write_text("A headline of some words\n\nAda Moss said “no.\n\nIt rained all day.", "utf-8")
    suggested([article], tmp_path / "out")
    assert "never closed" in (tmp_path / "out" / "doubtful" / "doubts.txt").read_text("utf-8")


def test_html_becomes_its_headline_and_main_text(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    suggested([page], tmp_path / "out")
    text = (tmp_path / "out" / "page" / "page.txt").read_text("utf-8")
    assert text.startswith("Harbour Plan Divides a Small Town\n")
    assert "rescue service" in text
    assert "All rights reserved" not in text
    assert "ada-moss" in (tmp_path / "out" / "page" / "quotes.csv").read_text("utf-8")


def test_html_without_an_article_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><p></p></body></html>", "utf-8")
    assert suggested([page], tmp_path / "out")[0].refused


def test_folder_means_its_articles_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "notes.csv"):
        (tmp_path / name).write_text("x", "utf-8")
    assert [path.name for path in article_files((tmp_path,))] == ["a.html", "b.txt"]


def test_known_actor_is_linked_and_an_unknown_one_is_new(draft: Path) -> None:
    actors = (draft / "actors.csv").read_text("utf-8")
    assert "putin,Vladimir Putin,person,Russian President,russia,RU,russia,,known,A" in actors
    assert "olena-prykladna,Olena Prykladna,person,the regional governor,,,,,new,B" in actors


def test_known_utterance_and_measure_are_linked(draft: Path) -> None:
    assert ",putin,named,legitimate-targets," in (draft / "quotes.csv").read_text("utf-8")
    assert ",settlements-without-power," in (draft / "figures.csv").read_text("utf-8")


def test_article_error_is_a_sentence_with_the_file_name() -> None:
    assert str(ArticleError("a.txt: is empty")) == "a.txt: is empty"
    assert ArticleFile("a.txt", "Å").data == "Å".encode()


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "legitimate_targets", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_command_says_what_it_wrote_and_ends_with_0(tmp_path: Path) -> None:
    done = run("suggest", str(SIXTH), "--out", str(tmp_path / "out"), "--no-model")
    assert (done.returncode, done.stderr) == (0, "")
    assert "1/1" in done.stdout
    assert "6 quotes, 3 figures" in done.stdout


def test_command_ends_with_1_when_an_article_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    done = run("suggest", str(bad), "--out", str(tmp_path / "out"), "--no-model")
    assert done.returncode == 1
    assert "bad.txt: is empty" in done.stderr


def test_command_ends_with_2_without_an_article(tmp_path: Path) -> None:
    assert run("suggest", str(tmp_path), "--out", str(tmp_path / "out"), "--no-model").returncode == 2


@pytest.mark.parametrize("module", ["legitimate_targets", "legitimate_targets.commands.validate"])
def test_plain_commands_load_neither_suggest_nor_what_it_needs(module: str) -> None:
    optional = "legitimate_targets.suggest", "legitimate_targets.spark", "spacy", "rapidfuzz", "trafilatura"
    code = f"import sys, {module}; print([name for name in {optional!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_suggest_loads_the_parser_only_for_the_model(tmp_path: Path) -> None:
    arguments = ["suggest", str(SIXTH), "--out", str(tmp_path / "out"), "--no-model"]
    code = (
        f"import atexit, sys; sys.argv[1:] = {arguments!r}; "
        "atexit.register(lambda: print([name for name in ('spacy', 'trafilatura', 'pyspark') if name in sys.modules])); "
        "from legitimate_targets.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("arguments", [("suggest", str(SIXTH)), ("reanchor", "S000", str(SIXTH), "--texts", ".")])
def test_missing_extra_is_named(arguments: tuple[str, ...], tmp_path: Path) -> None:
    code = (
        f"import sys; sys.modules['rapidfuzz'] = None; sys.argv[1:] = {list(arguments)!r}; "
        "from legitimate_targets.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 2
    assert "install it with the extra `suggest`" in done.stderr
