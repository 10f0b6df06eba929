"""Drafts an archive of articles on Spark, part by part, so that a killed run continues where it was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import Package
from legitimate_targets.datapackage.storage import sha256_hex
from legitimate_targets.spark.arrow_suggest import ARTICLE, DOUBTS, DRAFTED, REFUSED, Columns, Drafter, drafter
from legitimate_targets.spark.column_types import spark_schema
from legitimate_targets.spark.draft_archive import LAST, DraftArchive
from legitimate_targets.spark.parquet_articles import create_article_view
from legitimate_targets.spark.parquet_tables import part_files
from legitimate_targets.spark.queries import Queries, spark_errors
from legitimate_targets.spark.ship_code import send_code
from legitimate_targets.suggest.draft import ADDED_COLUMNS, TABLES
from legitimate_targets.suggest.propose import read_proposer
from legitimate_targets.tables.model import Table

SENTENCES = (ARTICLE, "sentence")

ARTICLES_PER_PART = 2000
"""About how many articles a killed run loses at most, and how many drafts this process holds at once."""

ARTICLES_PER_TASK = 50
"""About how many articles a worker takes at a time; a part is then about 40 tasks, for as many workers."""


@dataclass(frozen=True)
class Part:
    """Some articles of one file: those whose name's CRC-32, modulo `of`, is `number`."""

    file: Path
    name: str
    number: int
    of: int


@dataclass(frozen=True)
class PartOutcome:
    """What became of one part: a sentence, and how many of its articles were refused."""

    sentence: str
    refused: int


def write_drafts(
    queries: Queries, path: Path, out: Path, package: Package, with_model: bool, size: int = ARTICLES_PER_PART
) -> Iterator[PartOutcome]:
    """Write the drafts of the articles at `path` (Parquet of file_name and text, one file or many) to the folder `out`.

    There is one folder per table of a draft, one for its doubts and one for refusals; their columns are those of a
    draft, after the article's file_name. Each part of about `size` articles is one operation, and is written when it is
    whole. Yield what became of each part.

    Raise PackageError for anything but Parquet of articles, CannotWrite if `out` holds something else, and EngineError
    if Spark gives up.
    """
    archive = DraftArchive(out, _made(path, package, with_model, size))
    if archive.is_whole():
        yield PartOutcome(f"{out}: has these drafts already, which are kept", 0)
        return
    create_article_view(queries, path)
    parts = list(_parts(path, size))
    columns = draft_columns(read_plan(package).tables)
    function = drafter(read_proposer(package, with_model), columns)
    with spark_errors():
        send_code(queries.session)
    with archive.begun():
        for number, part in enumerate(parts, 1):
            kept = archive.is_done(part.name)
            if not kept:
                archive.add(part.name, _tables(_drafted(queries, part, function), columns))
            word = "was done" if kept else f"{archive.rows(LAST, part.name)} drafts"
            yield PartOutcome(f"{number}/{len(parts)} {part.name}: {word}", archive.rows(REFUSED, part.name))


def draft_columns(tables: Mapping[str, Table]) -> Columns:
    """Return the columns of each table of drafts: the article, and the columns of a draft."""
    of_tables = {name: (ARTICLE, *tables[name].columns, *ADDED_COLUMNS) for name in TABLES}
    return of_tables | {DOUBTS: SENTENCES, REFUSED: SENTENCES}


def _made(path: Path, package: Package, with_model: bool, size: int) -> dict[str, object]:
    """Return what the drafts depend on: the articles' files, the tables of the package, the parser, the parts."""
    known = sha256_hex(b"\0".join(package.read(resource.path) for resource in package.resources))
    files = [[file.name, file.stat().st_size, pq.read_metadata(file).num_rows] for file in part_files(path)]
    return {"articles": files, "package": known, "parser": with_model, "of_a_part": size}


def _parts(path: Path, size: int) -> Iterator[Part]:
    for place, file in enumerate(part_files(path)):
        of = max(-(-pq.read_metadata(file).num_rows // size), 1)
        yield from (Part(file, f"part-{place:05}-{number:05}", number, of) for number in range(of))


def _drafted(queries: Queries, part: Part, function: Drafter) -> pl.DataFrame:
    """Return the rows of the drafts of one part, in the columns of `DRAFTED`."""
    tasks = max(-(-pq.read_metadata(part.file).num_rows // part.of // ARTICLES_PER_TASK), 1)
    remainder = f"pmod(crc32(CAST(coalesce(file_name, '') AS BINARY)), {part.of}) = {part.number}"
    columns = ("CAST(file_name AS STRING) AS file_name", "CAST(text AS BINARY) AS data")
    found = queries.collect(
        lambda session: (
            session.read.parquet(str(part.file))
            .where(remainder)
            .repartition(tasks)
            .selectExpr(*columns)
            .mapInArrow(function, spark_schema(DRAFTED))
        )
    )
    return pl.DataFrame(found)


def _tables(rows: pl.DataFrame, columns: Columns) -> dict[str, pl.DataFrame]:
    """Return the tables of a part, their rows in the order of the articles' names and of each proposal."""
    ordered = rows.sort(ARTICLE, "number")
    return {
        table: ordered.filter(pl.col("table") == table).select(
            pl.col("cells").list.get(place).cast(pl.String()).alias(name) for place, name in enumerate(names)
        )
        for table, names in columns.items()
    }
