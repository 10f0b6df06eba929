"""The command `accept`: appends the rows of a draft to the package."""

from pathlib import Path

import click

from legitimate_targets.commands._shared import PACKAGE_OPTION, exit_if_faulty
from legitimate_targets.curation.accept import accept
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import counted


@click.command()
@click.argument("draft", type=click.Path(path_type=Path))
@PACKAGE_OPTION
@click.option(
    "--rows", multiple=True, help="Rows to append, with the rows that they need: TABLE or TABLE:ID,ID. Repeatable."
)
@click.option(
    "--texts", type=click.Path(path_type=Path), help="Folder with the package's articles, for shared_wording."
)
def command(draft: Path, package: Path | None, rows: tuple[str, ...], texts: Path | None) -> None:
    """Append the rows of DRAFT to the package.

    DRAFT is a folder that `suggest` wrote and a person edited: the folder of one article, or a folder of such folders.
    The rows get new ids. The package is validated with them, and then put in place in one step or not at all.

    Exit code 0: the rows were added, or the package has them already; 1: there are faults, and nothing was written;
    2: DRAFT is not a draft, or the package cannot be used.
    """
    result = accept(draft, find(package), rows, texts)
    exit_if_faulty(result.problems, f"{counted(len(result.problems), 'fault')}; nothing was written")
    total = ", ".join(f"{count} {table}" for table, count in sorted(result.added.items()))
    click.echo(f"added {total}" if total else "nothing to add: the package has every row already")
