"""The command `new-id`: prints the next free id of a table."""

from pathlib import Path

import click

from legitimate_targets.checks.ids import next_id
from legitimate_targets.commands._shared import PATH_ARGUMENT
from legitimate_targets.datapackage.package import find


@click.command()
@click.argument("table")
@PATH_ARGUMENT
def command(table: str, path: Path | None) -> None:
    """Print the next free id of TABLE in the package at PATH.

    The ids of retired rows are never free again.

    Exit code 2: there is no such table, or its ids are not numbered.
    """
    click.echo(next_id(find(path), table))
