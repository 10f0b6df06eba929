"""The command `anchor`: gives rows with an empty span the positions and the hash of their words."""

import sys
from pathlib import Path

import click

from legitimate_targets.curation.anchor import anchor
from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.datapackage.package import find
from legitimate_targets.datapackage.write import put


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--texts", required=True, type=click.Path(path_type=Path), help="Folder with the articles.")
def command(path: Path | None, texts: Path) -> None:
    """Fill in start, end and sha256 of rows of the package at PATH where all three are empty.

    The words are the row's text or its cell in a temporary column `find` (first words ... last words); a temporary
    column `occurrence` tells which of several places is meant. Nothing is written when any row fails.
    """
    package = find(path)
    with exclusive(package):
        found = anchor(package, texts)
        for problem in found.problems:
            click.echo(problem)
        if found.problems:
            sys.exit(1)
        put(package, found.changed)
    click.echo(f"anchored {found.rows} {'row' if found.rows == 1 else 'rows'}")
