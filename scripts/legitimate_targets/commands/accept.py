"""The command `accept`: appends the rows of a draft to the package, or takes over the changes of a workbook."""

from pathlib import Path

import click

from legitimate_targets.commands._shared import PACKAGE_OPTION, exit_if_faulty
from legitimate_targets.curation.accept import accept
from legitimate_targets.datapackage.package import Package, find
from legitimate_targets.errors import counted

WORKBOOK = ".xlsx"
SHOWN_EDITS = 200
"""Lines of cells that differ: what one reads before saying yes. The counts by table come after them in any case."""


@click.command()
@click.argument("draft", type=click.Path(path_type=Path))
@PACKAGE_OPTION
@click.option(
    "--rows", multiple=True, help="Rows to append, with the rows that they need: TABLE or TABLE:ID,ID. Repeatable."
)
@click.option(
    "--texts", type=click.Path(path_type=Path), help="Folder with the package's articles, for shared_wording and spans."
)
@click.option("--write", is_flag=True, help="Take over the changes of a workbook, which otherwise are only shown.")
def command(draft: Path, package: Path | None, rows: tuple[str, ...], texts: Path | None, write: bool) -> None:
    """Append the rows of DRAFT to the package, or take over the changes of a workbook.

    DRAFT is a folder that `suggest` wrote and a person edited: the folder of one article, or a folder of such folders.
    The rows get new ids. The package is validated with them, and then put in place in one step or not at all.

    If DRAFT ends with .xlsx, it is a workbook that `workbook` or `release` wrote and a person edited. As a workbook can
    change every cell, the cells that differ are only shown, unless --write is given. Needs the extra `spreadsheet`.

    Exit code 0: the rows were added, the changes shown or taken over, or there is nothing to do; 1: there are faults,
    and nothing was written; 2: DRAFT is neither a draft nor a workbook, or the package cannot be used.
    """
    if draft.suffix.lower() == WORKBOOK:
        if rows:
            raise click.UsageError("--rows is for a draft")
        _accept_workbook(draft, find(package), texts, write)
        return
    if write:
        raise click.UsageError("--write is for a workbook; the rows of a draft are always written")
    result = accept(draft, find(package), rows, texts)
    exit_if_faulty(result.problems, f"{counted(len(result.problems), 'fault')}; nothing was written")
    total = ", ".join(f"{count} {table}" for table, count in sorted(result.added.items()))
    click.echo(f"added {total}" if total else "nothing to add: the package has every row already")


def _accept_workbook(path: Path, package: Package, texts: Path | None, write: bool) -> None:
    """Print what a workbook changes, and whether it was taken over."""
    from legitimate_targets.curation.accept_workbook import accept_workbook

    found = accept_workbook(path, package, texts, write)
    for edit in found.edits[:SHOWN_EDITS]:
        click.echo(str(edit))
    if len(found.edits) > SHOWN_EDITS:
        click.echo(f"... and {len(found.edits) - SHOWN_EDITS} more")
    for line in found.counts():
        click.echo(line)
    if found.kept:
        click.echo(f"left as in the package, which alone changed them since the workbook was made: {found.kept} rows")
    count = len(found.problems)
    exit_if_faulty(found.problems, f"{count} fault{'s' * (count > 1)}; nothing was written")
    if not found.edits:
        click.echo("no cell differs")
    else:
        done = "taken over; make a new workbook before you change more"
        click.echo(done if write else "valid; nothing was written (--write takes the changes over)")
