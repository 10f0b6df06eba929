"""The command `codebook`: writes data/README.md, or checks that it is current."""

import sys
from pathlib import Path

import click

from legitimate_targets.commands._shared import PATH_ARGUMENT
from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.datapackage.package import find
from legitimate_targets.publish.codebook import PATH, is_current, write


@click.command()
@PATH_ARGUMENT
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if the codebook is not current.")
def command(path: Path | None, check: bool) -> None:
    """Write data/README.md, the codebook of the package at PATH.

    It is made from the schemas, the codes, the coding rules and the tables.

    Exit code 0: written, or current; 1: with --check, not current; 2: the package cannot be used.
    """
    package = find(path)
    if not check:
        with exclusive(package):
            write(package)
    elif not is_current(package):
        click.echo(f"{PATH}: is not what the tables and schemas say; run `legitimate-targets codebook`")
        sys.exit(1)
