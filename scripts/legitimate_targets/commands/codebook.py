"""The command `codebook`: writes data/README.md, or says that it is not what it would write."""

import sys
from pathlib import Path

import click

from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.datapackage.package import find
from legitimate_targets.publish.codebook import PATH, is_current, write


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when the codebook is not current.")
def command(path: Path | None, check: bool) -> None:
    """Write the codebook of the package at PATH, data/README.md, from its schemas, codes, rules and tables."""
    package = find(path)
    if not check:
        with exclusive(package):
            write(package)
    elif not is_current(package):
        click.echo(f"{PATH}: is not what the tables and schemas say; run `legitimate-targets codebook`")
        sys.exit(1)
