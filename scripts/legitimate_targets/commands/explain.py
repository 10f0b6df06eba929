"""The command `explain`: prints one row with the evidence of every cell."""

from pathlib import Path

import click

from legitimate_targets.articles.read import read_articles
from legitimate_targets.checks.loading import load
from legitimate_targets.checks.plan import read_plan
from legitimate_targets.commands._shared import PACKAGE_OPTION
from legitimate_targets.datapackage.package import find
from legitimate_targets.publish.explain import explain, lines, table_of_row


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="[TABLE] ROW")
@click.option("--texts", type=click.Path(path_type=Path), help="Folder with the articles, to show the words.")
@PACKAGE_OPTION
def command(names: tuple[str, ...], texts: Path | None, package: Path | None) -> None:
    """Print the row with the key ROW and the evidence of its cells.

    Each cell is proven (it is words of an article, letter for letter, by their SHA-256), held (a rule compares or
    computes it) or said by a coder. Whether a day is held depends on words, and so on --texts.

    Its attribution chain and the discrepancies in which it takes part are printed too. TABLE may be left out if only
    one table has the key (`explain Q014`). The parts of a key of several columns are joined by a slash (`explain
    vocabulary scope/foreign`).

    Exit code 2: there is no such table or row.
    """
    if len(names) > 2:
        raise click.UsageError("give a table and a row, or a row alone")
    found = find(package)
    tables, frames = read_plan(found).tables, load(package=found)
    *table, row = names
    name = found.resource(table[0]).name if table else table_of_row(tables, frames, row)
    words = None if texts is None else read_articles(frames["sources"], texts)
    for line in lines(explain(tables, frames, name, row, words)):
        click.echo(line)
