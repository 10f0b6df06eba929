"""The command `suggest`: writes drafts of the rows that articles give."""

import os
import sys
from pathlib import Path

import click

from legitimate_targets.problem import PackageError


@click.command()
@click.argument("articles", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default="draft", show_default=True)
@click.option(
    "--package", type=click.Path(path_type=Path), help="The package to link with; by default the project's own."
)
@click.option("--model/--no-model", default=None, help="Use the parser, or not; by default when it is installed.")
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True)
def command(articles: tuple[Path, ...], out: Path, package: Path | None, model: bool | None, processes: int) -> None:
    """Propose rows for ARTICLES, text or HTML files or folders of them: one folder of CSVs each, in --out.

    A person edits them; `accept` takes them over. A draft that is there already is kept. Exit code 0: all have a draft;
    1: some were refused. Needs the extra `suggest`.
    """
    # The tables of a draft are small: threads cost more than they bring, and --processes uses the other cores.
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    try:
        from legitimate_targets.suggest.batch import Settings, articles_in, drafts
        from legitimate_targets.suggest.model import is_installed
    except ModuleNotFoundError as missing:
        raise PackageError(f"{missing.name} is not installed; the extra `suggest` brings it") from None
    paths = articles_in(articles)
    settings = Settings(out, package, is_installed() if model is None else model)
    refused = 0
    for number, outcome in enumerate(drafts(paths, settings, processes), 1):
        click.echo(f"{number}/{len(paths)} {outcome.sentence}", err=outcome.refused)
        for doubt in outcome.doubts:
            click.echo(f"  doubtful: {doubt}", err=True)
        refused += outcome.refused
    sys.exit(1 if refused else 0)
