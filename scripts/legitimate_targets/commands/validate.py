"""The command `validate`: prints every fault of a package and says what was checked."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from legitimate_targets.checks.cells import Watch, unwatched
from legitimate_targets.checks.report import Report
from legitimate_targets.commands import VERBOSE
from legitimate_targets.datapackage.package import find
from legitimate_targets.validation.formats import FORMATS
from legitimate_targets.validation.validate_file import validate_file
from legitimate_targets.validation.validate_package import validate_package

SHOWN_OF_EACH_RULE = 1000
"""Problems of one rule that are shown; the others are counted."""

LARGE = 16 * 2**20
"""Bytes above which a validation takes long enough for a progress bar."""

STEPS = 3
"""How often a validation reports each byte: through the gate, read, checked."""


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--schema", type=click.Path(path_type=Path), help="A Table Schema: PATH is then one CSV file.")
@click.option("--texts", type=click.Path(path_type=Path), help="Folder with the articles, to compare spans with.")
@click.option("--engine", type=click.Choice(["polars", "spark"]), default="polars", show_default=True)
@click.option("--remote", help="With --engine spark: sc://host:port, or local[N]; by default Sail in this process.")
@click.option("--verbose", is_flag=True, help="Show the engine's own error if it fails.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
def command(
    path: Path | None,
    schema: Path | None,
    texts: Path | None,
    engine: str,
    remote: str | None,
    verbose: bool,
    form: str,
) -> None:
    """Check the package at PATH: a folder, a zip or a datapackage.json; without PATH, the project's own.

    With --schema, check one CSV file, without a package around it. With --engine spark, each table is Parquet, a file
    or a folder of part files, in the place of its CSV, and --texts is Parquet with the columns file_name and text; this
    needs the extra `scale`.

    At most 1,000 problems of each check are shown, and 20,000 in all; the rest are counted.

    Exit code 0: valid; 1: there are faults; 2: PATH is not a package, the schema is not a Table Schema, or a limit was
    exceeded.
    """
    if remote is not None and engine != "spark":
        raise click.UsageError("--remote needs --engine spark")
    click.get_current_context().meta[VERBOSE] = verbose
    if engine == "spark":
        report = _on_spark(path, schema, texts, remote)
    else:
        report = _of_package(path, texts) if schema is None else _of_file(path, schema, texts)
    for line in FORMATS[form](report):
        click.echo(line)
    sys.exit(0 if report.valid else 1)


def _of_file(path: Path | None, schema: Path, texts: Path | None) -> Report:
    if path is None or texts is not None:
        raise click.UsageError("--schema needs the PATH of one CSV file and excludes --texts")
    with _progress_bar(path.stat().st_size if path.is_file() else 0) as watch:
        return validate_file(path, schema, SHOWN_OF_EACH_RULE, watch)


def _of_package(path: Path | None, texts: Path | None) -> Report:
    package = find(path)
    with _progress_bar(package.size()) as watch:
        return validate_package(package, texts, SHOWN_OF_EACH_RULE, watch=watch)


def _on_spark(path: Path | None, schema: Path | None, texts: Path | None, remote: str | None) -> Report:
    if path is None or schema is not None:
        raise click.UsageError("--engine spark needs the PATH of a package and excludes --schema")
    from legitimate_targets.spark.session import session

    with session(remote) as connected:
        from legitimate_targets.spark.queries import Queries
        from legitimate_targets.spark.validate import validate_parquet

        return validate_parquet(find(path), Queries(connected), texts, SHOWN_OF_EACH_RULE)


@contextmanager
def _progress_bar(size: int) -> Iterator[Watch]:
    """Yield the function by which a validation of `size` bytes reports how many bytes a step has processed.

    The bar is drawn on standard error, and only if that is a terminal and the size is large.
    """
    if size < LARGE or not sys.stderr.isatty():
        yield unwatched
        return
    with click.progressbar(length=STEPS * size, label="validating", file=sys.stderr) as shown:
        yield shown.update
