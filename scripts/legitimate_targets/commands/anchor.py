"""The command `anchor`: gives rows without a span the position and the hash of their words."""

from pathlib import Path

import click

from legitimate_targets.commands._shared import PATH_ARGUMENT, exit_if_faulty
from legitimate_targets.curation.anchor import anchor
from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.datapackage.package import find
from legitimate_targets.datapackage.write import put


@click.command()
@PATH_ARGUMENT
@click.option("--texts", required=True, type=click.Path(path_type=Path), help="Folder with the articles.")
def command(path: Path | None, texts: Path) -> None:
    """Fill in the span of each row that has none.

    These are the rows of the package at PATH in which start, end and sha256 are empty. The words to find are the row's
    text or its cell in a temporary column `find` (first words ... last words). If they occur several times, a temporary
    column `occurrence` says which one is meant, counted from 1. If no row gets a span, the command says why.

    Exit code 0: every such row has its span; 1: there are faults, and nothing was written; 2: the package or a text
    cannot be used.
    """
    package = find(path)
    with exclusive(package):
        found = anchor(package, texts)
        exit_if_faulty(found.problems)
        put(package, found.changed)
    click.echo(f"anchored {found.rows} {'row' if found.rows == 1 else 'rows'}")
    for sentence in found.why_nothing():
        click.echo(sentence)
