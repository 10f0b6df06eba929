"""The command `workbook`: writes a package as a workbook that a person can edit."""

from pathlib import Path

import click

from legitimate_targets.commands._shared import PATH_ARGUMENT
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import needs_extra


@click.command()
@PATH_ARGUMENT
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The new file, .xlsx.")
def command(path: Path | None, out: Path) -> None:
    """Write the package at PATH as a workbook for Excel, LibreOffice or Google Sheets.

    It has a sheet per table, with lists of codes and locked keys. `accept` takes the changes over. A file that exists
    is never replaced. Needs the extra `spreadsheet`.

    Exit code 2: the package cannot be used, or the workbook cannot be written.
    """
    with needs_extra("spreadsheet"):
        from legitimate_targets.curation.make_workbook import write_workbook
    click.echo(f"{out}: {write_workbook(find(path), out)} bytes")
