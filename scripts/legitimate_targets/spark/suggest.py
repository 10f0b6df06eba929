"""Makes the drafts of an archive of articles on Spark, part by part, so that a killed run goes on where it was."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pyarrow.parquet as pq

from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import Package
from legitimate_targets.spark import articles
from legitimate_targets.spark.arrow_suggest import ARTICLE, DRAFTED, REFUSED, Columns, Drafter, draft_columns, drafter
from legitimate_targets.spark.draft_archive import Archive
from legitimate_targets.spark.parquet_tables import parts
from legitimate_targets.spark.queries import Asked, sentences
from legitimate_targets.spark.ship_code import send
from legitimate_targets.suggest.propose import read_proposer

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

OF_A_PART = 2000
"""Articles, about: what a kill can lose, and what passes through this process at once."""

OF_A_TASK = 50
"""Articles, about: what a worker takes at a time."""


@dataclass(frozen=True)
class Part:
    """The articles of one file whose names' CRC-32 leaves a remainder: `number` of `of`."""

    file: Path
    name: str
    number: int
    of: int


@dataclass(frozen=True)
class Outcome:
    """What became of one part: a sentence, and how many of its articles were refused."""

    sentence: str
    refused: int


def drafts(
    session: "SparkSession", path: Path, out: Path, package: Package, with_model: bool, size: int = OF_A_PART
) -> Iterator[Outcome]:
    """Writes the drafts of the articles at `path`, Parquet of file_name and text in one file or many, to `out`.

    There is a folder for each table of a draft, for its doubts and for refusals, with the draft's columns behind the
    article's file_name. Each part is asked for in one operation, and written when it is whole; `size` is about how
    many articles it has. Raises PackageError for what is no Parquet of articles, and where the engine gives up.
    """
    asked, archive = Asked(session), Archive(out, _made(path, package, with_model, size))
    if archive.is_whole():
        yield Outcome(f"{out}: has these drafts already, which are kept", 0)
        return
    articles.view(asked, path)
    todo = list(_parts(path, size))
    columns = draft_columns(read_plan(package).tables)
    function = drafter(read_proposer(package, with_model), columns)
    with sentences():
        send(session)
    with archive.begun():
        for number, part in enumerate(todo, 1):
            kept = archive.is_done(part.name)
            if not kept:
                archive.add(part.name, _tables(_asked(asked, part, function), columns))
            word = "was done" if kept else f"{archive.rows('sources', part.name)} drafts"
            yield Outcome(f"{number}/{len(todo)} {part.name}: {word}", archive.rows(REFUSED, part.name))


def _made(path: Path, package: Package, with_model: bool, size: int) -> dict[str, object]:
    """What the drafts depend on: the files of the articles, the tables of the package, the parser, the parts."""
    known = hashlib.sha256(b"\0".join(package.read(resource.path) for resource in package.resources))
    files = [[file.name, file.stat().st_size, pq.read_metadata(file).num_rows] for file in parts(path)]
    return {"articles": files, "package": known.hexdigest(), "parser": with_model, "of_a_part": size}


def _parts(path: Path, size: int) -> Iterator[Part]:
    for place, file in enumerate(parts(path)):
        of = max(-(-pq.read_metadata(file).num_rows // size), 1)
        yield from (Part(file, f"part-{place:05}-{number:05}", number, of) for number in range(of))


def _asked(asked: Asked, part: Part, function: Drafter) -> pl.DataFrame:
    """The rows of the drafts of one part."""
    tasks = max(-(-pq.read_metadata(part.file).num_rows // part.of // OF_A_TASK), 1)
    remainder = f"pmod(crc32(CAST(coalesce(file_name, '') AS BINARY)), {part.of}) = {part.number}"
    asked.operations += 1
    with sentences():
        given = asked.session.read.parquet(str(part.file)).where(remainder).repartition(tasks)
        chosen = given.selectExpr("CAST(file_name AS STRING) AS file_name", "CAST(text AS BINARY) AS data")
        return pl.DataFrame(chosen.mapInArrow(function, DRAFTED).toArrow())


def _tables(rows: pl.DataFrame, columns: Columns) -> dict[str, pl.DataFrame]:
    """The tables of a part, in the order of their articles and as these propose them."""
    ordered = rows.sort(ARTICLE, "number")
    return {
        table: ordered.filter(pl.col("table") == table).select(
            pl.col("cells").list.get(place).cast(pl.String()).alias(name) for place, name in enumerate(names)
        )
        for table, names in columns.items()
    }
