"""The command `figure`: writes one chart of the page as a picture."""

from pathlib import Path

import click

from legitimate_targets.datapackage.package import find
from legitimate_targets.datapackage.write import write_atomically
from legitimate_targets.errors import needs_extra


@click.command()
@click.argument("name", type=click.Choice(("matrix", "numbers")))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The SVG to write.")
@click.option("--package", "path", type=click.Path(path_type=Path), help="Another package than the project's own.")
def command(name: str, out: Path, path: Path | None) -> None:
    """Write the chart NAME as SVG with its text as text. Needs the extra `explorer`."""
    with needs_extra("explorer"):
        from legitimate_targets.publish.page.charts import chart
    made = chart(find(path), name)
    write_atomically(out, made)
    click.echo(f"{out}: {len(made)} bytes")
