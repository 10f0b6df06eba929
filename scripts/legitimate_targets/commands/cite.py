"""The command `cite`: prints how to cite the release, one of its tables or one of its rows."""

from pathlib import Path

import click

from legitimate_targets.commands._shared import PACKAGE_OPTION
from legitimate_targets.datapackage.package import find
from legitimate_targets.publish.citation import STYLES, citation


@click.command()
@click.argument("part", required=False, metavar="[ROW|TABLE]")
@click.option("--style", type=click.Choice(list(STYLES)), default="text", show_default=True)
@PACKAGE_OPTION
def command(part: str | None, style: str, package: Path | None) -> None:
    """Print the citation of the release, a TABLE or a ROW.

    A ROW is named by its key: Q014, or quotes/Q014.

    Exit code 2: there is no such table or row, or several rows have this key.
    """
    click.echo(STYLES[style](citation(find(package), part)), nl=False)
