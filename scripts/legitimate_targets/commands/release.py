"""The command `release`: builds the release of a package, or says why it may not be released."""

import sys
from pathlib import Path

import click

from legitimate_targets.commands._shared import PATH_ARGUMENT
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import needs_extra


@click.command()
@PATH_ARGUMENT
@click.option("--out", type=click.Path(path_type=Path), default="dist", show_default=True, help="Folder to build in.")
@click.option(
    "--before",
    help="The previous release: a folder, a zip or a git tag. Default: the tag of the version before in the changelog.",
)
def command(path: Path | None, out: Path, before: str | None) -> None:
    """Build and check the release of the package at PATH.

    The release is a folder and its zip; it is checked as a user gets it, and kept only if the checks pass. Needs the
    extra `release`. The network is not used.

    Exit code 0: the release was built; 1: it was refused, for the reasons printed; 2: something cannot be read or
    written.
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
