"""The command `new-id`: prints the next free id of a table."""

from pathlib import Path

import click

from legitimate_targets.checks.ids import next_id
from legitimate_targets.datapackage.package import find


@click.command()
@click.argument("table")
@click.argument("path", required=False, type=click.Path(path_type=Path))
def command(table: str, path: Path | None) -> None:
    """Print the next free id of TABLE in the package at PATH; ids that were retired are never free again."""
    click.echo(next_id(find(path), table))
