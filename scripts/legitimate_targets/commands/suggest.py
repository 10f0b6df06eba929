"""The command `suggest`: writes a draft of the rows that each article gives."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legitimate_targets.commands import VERBOSE
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import needs_extra

if TYPE_CHECKING:
    from legitimate_targets.suggest.batch import Settings


@click.command()
@click.argument("articles", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default="draft", show_default=True)
@click.option(
    "--package", type=click.Path(path_type=Path), help="The package to link rows to; by default the project's own."
)
@click.option("--model/--no-model", default=None, help="Use the parser and the rules. Default: if it is installed.")
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True)
@click.option("--engine", type=click.Choice(["polars", "spark"]), default="polars", show_default=True)
@click.option("--remote", help="With --engine spark: sc://host:port, or local[N]; by default Sail in this process.")
@click.option("--verbose", is_flag=True, help="With --engine spark: show the engine's own error if it fails.")
def command(
    articles: tuple[Path, ...],
    out: Path,
    package: Path | None,
    model: bool | None,
    processes: int,
    engine: str,
    remote: str | None,
    verbose: bool,
) -> None:
    """Propose rows for ARTICLES, which are text or HTML files or folders of them.

    Each article gets a draft in --out: a folder with one CSV per table. A person edits the draft, and `accept` adds its
    rows to the package. A draft that exists is not overwritten. Needs the extra `suggest`.

    With --engine spark, ARTICLES is one Parquet file, or a folder of part files, with the columns file_name and text.
    --out appears only when all drafts are made; it has one folder of Parquet files per table. A run that was killed
    continues where it stopped. Needs the extra `scale` as well.

    Exit code 0: all articles have a draft; 1: some were refused; 2: there are no articles, or --out cannot be written.
    """
    click.get_current_context().meta[VERBOSE] = verbose
    if engine != "spark" and (remote is not None or verbose):
        raise click.UsageError("--remote and --verbose need --engine spark")
    # The tables of a draft are small, so threads cost more than they save; --processes uses the other cores.
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    with needs_extra("suggest"):
        from legitimate_targets.suggest.batch import Settings
        from legitimate_targets.suggest.speakers.spacy_rules import is_installed
    settings = Settings(out, package, is_installed() if model is None else model)
    if engine == "spark":
        refused = _on_spark(articles, settings, processes, remote)
    else:
        refused = _of_files(articles, settings, processes)
    sys.exit(1 if refused else 0)


def _of_files(articles: tuple[Path, ...], settings: "Settings", processes: int) -> int:
    """Print what became of each article; return how many were refused."""
    from legitimate_targets.suggest.batch import article_files, write_drafts

    paths, refused = article_files(articles), 0
    for number, outcome in enumerate(write_drafts(paths, settings, processes), 1):
        click.echo(f"{number}/{len(paths)} {outcome.sentence}", err=outcome.refused)
        for doubt in outcome.doubts:
            click.echo(f"  doubtful: {doubt}", err=True)
        refused += outcome.refused
    return refused


def _on_spark(articles: tuple[Path, ...], settings: "Settings", processes: int, remote: str | None) -> int:
    """Print what became of each part of the run; return how many articles were refused."""
    if len(articles) != 1 or processes != 1:
        raise click.UsageError("--engine spark takes exactly one Parquet of articles, and not --processes")
    from legitimate_targets.spark.session import session

    refused = 0
    with session(remote) as connected:
        from legitimate_targets.spark.queries import Queries
        from legitimate_targets.spark.suggest import write_drafts

        package = find(settings.package)
        for outcome in write_drafts(Queries(connected), articles[0], settings.out, package, settings.with_model):
            click.echo(outcome.sentence)
            refused += outcome.refused
    if refused:
        click.echo(f"{refused} articles were refused; {settings.out}/refused says why", err=True)
    return refused
