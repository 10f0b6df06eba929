"""The command `cite`: prints how to cite the release, one of its tables or one of its rows."""

import click

from legitimate_targets.datapackage.package import find
from legitimate_targets.publish.citation import STYLES, citation


@click.command()
@click.argument("part", required=False, metavar="[ROW|TABLE]")
@click.option("--style", type=click.Choice(list(STYLES)), default="text", show_default=True)
@click.option("--package", type=click.Path(), help="A folder or a zip; without it the project's own package.")
def command(part: str | None, style: str, package: str | None) -> None:
    """Print the citation of the release, of a TABLE, or of a ROW by its key (Q014, or quotes/Q014)."""
    click.echo(STYLES[style](citation(find(package), part)), nl=False)
