"""The command `explore`: writes the page that shows the package at a glance."""

from pathlib import Path

import click

from legitimate_targets.commands._shared import PATH_ARGUMENT, write_file
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import needs_extra


@click.command()
@PATH_ARGUMENT
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default="index.html", show_default=True)
def command(path: Path | None, out: Path) -> None:
    """Write one page that shows the package at PATH.

    The page is self-contained: a browser opens it from disk, and it loads nothing from the network. Needs the extra
    `explorer`.

    Exit code 2: the package cannot be used, or the page cannot be written.
    """
    with needs_extra("explorer"):
        from legitimate_targets.publish.page.page import page
    write_file(out, page(find(path)))
