"""The command `figure`: writes one chart of the page as a picture."""

from pathlib import Path

import click

from legitimate_targets.commands._shared import PACKAGE_OPTION, write_file
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import needs_extra


@click.command()
@click.argument("name", type=click.Choice(("matrix", "numbers")))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The SVG to write.")
@PACKAGE_OPTION
def command(name: str, out: Path, package: Path | None) -> None:
    """Write one chart of the page as an SVG.

    Its text can be selected and searched. Needs the extra `explorer`.

    Exit code 2: the package cannot be used, or the SVG cannot be written.
    """
    with needs_extra("explorer"):
        from legitimate_targets.publish.page.charts import chart
    write_file(out, chart(find(package), name))
