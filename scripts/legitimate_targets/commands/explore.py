"""The command `explore`: writes the page that shows the package at a glance."""

from pathlib import Path

import click

from legitimate_targets.datapackage.package import find
from legitimate_targets.datapackage.write import write_atomically
from legitimate_targets.errors import needs_extra


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default="index.html", show_default=True)
def command(path: Path | None, out: Path) -> None:
    """Write one self-contained page that shows the package at PATH; it opens by double click and asks for nothing.

    Needs the extra `explorer`. Exit code 2: the package or the place for the page cannot be used.
    """
    with needs_extra("explorer"):
        from legitimate_targets.publish.page.page import page
    made = page(find(path))
    write_atomically(out, made)
    click.echo(f"{out}: {len(made)} bytes")
