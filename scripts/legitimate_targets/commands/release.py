"""The command `release`: builds the release of a package, or says why it may not be released."""

import sys
from pathlib import Path

import click

from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import needs_extra


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default="dist", show_default=True, help="Where to build it.")
@click.option("--before", help="The release before: a folder, a zip or a git tag; by default the tag of its version.")
def command(path: Path | None, out: Path, before: str | None) -> None:
    """Build the release of the package at PATH: a folder and its zip, checked from the outside.

    Exit code 0: it stands in its place; 1: it was refused; 2: something cannot be read. The network is not used.
    """
    with needs_extra("release"):
        from legitimate_targets.publish.build import NotReleased, build
    try:
        archive = build(find(path), out, before)
    except NotReleased as refused:
        for reason in refused.args:
            click.echo(reason, err=True)
        sys.exit(1)
    click.echo(f"{archive}: {archive.stat().st_size} bytes")
