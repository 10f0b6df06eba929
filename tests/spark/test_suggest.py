"""Drafts of an archive: those of `suggest`, row for row; a killed run continues without repeating finished parts."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pytest
from click.testing import CliRunner

from legitimate_targets.checks.plan import read_plan
from legitimate_targets.commands.suggest import command
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import CannotWrite, EngineError, LegitimateTargetsError
from legitimate_targets.spark.arrow_suggest import ARTICLE
from legitimate_targets.spark.queries import Queries, spark_errors
from legitimate_targets.spark.suggest import PartOutcome, draft_columns, write_drafts
from legitimate_targets.suggest import batch
from legitimate_targets.suggest.draft import TABLES
from tests.support import paths

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

SIXTH = paths.SIXTH.read_text("utf-8")
REFUSED = {"empty.txt": " ", "numbers.txt": "12 34"}
SIZE = 4
"""Articles per part."""


def archive(folder: Path, number: int = 10) -> tuple[Path, dict[str, str]]:
    """Write Parquet of articles in two files; return its folder, and the texts by name. Two of them are refused."""
    texts = {f"{100 + each}_a.txt": SIXTH.replace("40 settlements", f"{each} settlements") for each in range(number)}
    texts |= REFUSED | {"doubtful.txt": "A headline of some words\n\nAda Moss said “no.\n\nIt rained all day."}
    frame = pl.DataFrame({"file_name": list(texts), "text": list(texts.values())})
    (folder / "articles").mkdir(parents=True)
    for place in range(2):
        frame[place::2].write_parquet(folder / "articles" / f"{place}.parquet")
    return folder / "articles", texts


def made(spark: "SparkSession", articles: Path, out: Path) -> list[PartOutcome]:
    """Write the drafts without the parser."""
    return list(write_drafts(Queries(spark), articles, out, find(), False, SIZE))


def address(spark: "SparkSession") -> str:
    """Return the address of the server of the tests, for a process of its own."""
    from pyspark.sql.connect.client import DefaultChannelBuilder

    assert isinstance(spark.client._builder, DefaultChannelBuilder)
    return f"sc://{spark.client._builder.endpoint}"


def rows(folder: Path, table: str) -> list[tuple[str | None, ...]]:
    """Return the rows of one table of drafts, sorted."""
    return sorted(pl.read_parquet(folder / table / "*.parquet").rows(), key=repr)


def embedded(texts: dict[str, str], folder: Path) -> Path:
    """Return the folder of the drafts that `suggest` makes of these texts as files."""
    for name, text in texts.items():
        path = folder / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    list(batch.write_drafts(sorted((folder / "in").iterdir()), batch.Settings(folder / "out", None, False), 1))
    return folder / "out"


def test_drafts_of_an_archive_equal_those_of_its_texts_as_files_row_for_row(
    tmp_path: Path, spark: "SparkSession"
) -> None:
    articles, texts = archive(tmp_path, 4)
    made(spark, articles, tmp_path / "drafts")
    folder = embedded(texts, tmp_path)
    for table in TABLES:
        expected = [
            (f"{draft.name}.txt", *row)
            for draft in folder.iterdir()
            if (draft / f"{table}.csv").is_file()
            for row in pl.read_csv(draft / f"{table}.csv", infer_schema=False).rows()
        ]
        assert rows(tmp_path / "drafts", table) == sorted(expected, key=repr), table
    assert len(rows(tmp_path / "drafts", "quotes")) > 4


def test_refusals_and_doubts_are_tables_too(tmp_path: Path, spark: "SparkSession") -> None:
    articles, _ = archive(tmp_path, 0)
    outcomes = made(spark, articles, tmp_path / "drafts")
    assert sum(outcome.refused for outcome in outcomes) == len(REFUSED)
    assert rows(tmp_path / "drafts", "refused") == [
        ("empty.txt", "empty.txt: is empty"),
        ("numbers.txt", "numbers.txt: contains no letters"),
    ]
    assert {name for name, _ in rows(tmp_path / "drafts", "doubts")} == {"doubtful.txt"}


def test_every_table_has_the_columns_of_a_draft_after_the_article(tmp_path: Path, spark: "SparkSession") -> None:
    articles, _ = archive(tmp_path, 1)
    made(spark, articles, tmp_path / "drafts")
    for table, columns in draft_columns(read_plan(find()).tables).items():
        assert columns[0] == ARTICLE
        assert pl.read_parquet_schema(next((tmp_path / "drafts" / table).iterdir())) == dict.fromkeys(
            columns, pl.String()
        )


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return the inode, time and bytes of every file below a folder, by its path in it."""
    files = [path for path in folder.rglob("*.parquet") if not path.name.startswith(".")]
    return {
        str(path.relative_to(folder)): (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes())
        for path in files
    }


KILLED = """
import sys
from collections.abc import Iterator
from pathlib import Path
from legitimate_targets.datapackage.package import find
from legitimate_targets.spark.queries import Queries
from legitimate_targets.spark.session import session
from legitimate_targets.spark.suggest import write_drafts
remote, articles, out, size = sys.argv[1:]
with session(remote) as connected:
    for outcome in write_drafts(Queries(connected), Path(articles), Path(out), find(), False, size=int(size)):
        print(outcome.sentence, flush=True)
"""


def test_a_killed_run_continues_without_repeating_finished_parts(tmp_path: Path, spark: "SparkSession") -> None:
    articles, _ = archive(tmp_path)
    made(spark, articles, tmp_path / "whole")
    script = tmp_path / "run.py"
    script.write_text(KILLED)
    arguments = [address(spark), str(articles), str(tmp_path / "drafts"), str(SIZE)]
    with subprocess.Popen([sys.executable, "-W", "ignore", str(script), *arguments], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        process.kill()
    assert first.startswith(b"1/4 ")
    assert not (tmp_path / "drafts").exists()
    before = state(tmp_path / ".drafts.unfinished")
    assert "sources/part-00000-00000.parquet" in before
    outcomes = made(spark, articles, tmp_path / "drafts")
    after = state(tmp_path / "drafts")
    done = {name: found for name, found in before.items() if "part-00000-00000" in name}
    assert "was done" in outcomes[0].sentence
    assert {name: after[name] for name in done} == done
    assert {name: data for name, (_, _, data) in after.items()} == {
        name: data for name, (_, _, data) in state(tmp_path / "whole").items()
    }


def test_drafts_that_are_there_are_kept_and_different_ones_are_never_overwritten(
    tmp_path: Path, spark: "SparkSession"
) -> None:
    articles, _ = archive(tmp_path, 0)
    made(spark, articles, tmp_path / "drafts")
    before = state(tmp_path / "drafts")
    (outcome,) = made(spark, articles, tmp_path / "drafts")
    assert outcome.sentence.endswith("has these drafts already, which are kept")
    (articles / "1.parquet").unlink()
    with pytest.raises(CannotWrite, match="holds no drafts of these articles"):
        made(spark, articles, tmp_path / "drafts")
    assert state(tmp_path / "drafts") == before


def test_parts_of_other_drafts_are_not_continued(tmp_path: Path, spark: "SparkSession") -> None:
    articles, _ = archive(tmp_path, 0)
    unfinished = tmp_path / ".drafts.unfinished"
    unfinished.mkdir()
    (unfinished / "made.json").write_text(json.dumps({"articles": []}))
    with pytest.raises(CannotWrite, match="holds parts of other drafts"):
        made(spark, articles, tmp_path / "drafts")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["{articles}", "--engine", "spark", "--remote", "sc://127.0.0.1:1"], "no server of Spark Connect answers"),
        (["absent.parquet", "--engine", "spark"], "absent.parquet: there is no such file"),
        (["{articles}", "{articles}", "--engine", "spark"], "takes exactly one Parquet of articles"),
        (["{articles}", "--remote", "sc://127.0.0.1:1"], "need --engine spark"),
    ],
)
def test_wrong_use_of_the_engine_is_one_sentence_and_leaves_nothing(
    arguments: list[str], sentence: str, tmp_path: Path
) -> None:
    articles, _ = archive(tmp_path, 0)
    given = [each.format(articles=articles) for each in arguments]
    result = CliRunner().invoke(command, [*given, "--out", str(tmp_path / "drafts"), "--no-model"])
    assert sentence in f"{result.output}{result.exception}"
    assert isinstance(result.exception, LegitimateTargetsError) or result.exit_code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles"]


def test_the_command_prints_parts_and_names_the_folder_of_refusals(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    articles, _ = archive(tmp_path, 0)
    remote = pytestconfig.getoption("--remote")
    options = ["--engine", "spark", "--no-model", *(["--remote", remote] if remote else [])]
    result = CliRunner().invoke(command, [str(articles), "--out", str(tmp_path / "drafts"), *options])
    assert result.exit_code == 1
    assert "2/2 part-00001-00000" in result.output
    assert "2 articles were refused" in result.output


def test_the_error_of_a_worker_is_the_last_line_of_its_traceback(spark: "SparkSession") -> None:
    def lacking(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import nothing_of_that_name  # type: ignore[import-not-found]

        yield from nothing_of_that_name.read(batches)

    with pytest.raises(EngineError, match=r"gave up: .*No module named 'nothing_of_that_name'$"), spark_errors():
        spark.range(1).mapInArrow(lacking, "id long").toArrow()
