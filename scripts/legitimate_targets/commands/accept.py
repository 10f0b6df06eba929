"""The command `accept`: takes the rows of a draft over into the package."""

import sys
from pathlib import Path

import click

from legitimate_targets.curation.accept import accept
from legitimate_targets.datapackage.package import find


@click.command()
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("--package", type=click.Path(path_type=Path), help="The package; by default the project's own.")
@click.option("--rows", multiple=True, help="Only these: TABLE or TABLE:ID,ID with what they need; may be repeated.")
@click.option(
    "--texts", type=click.Path(path_type=Path), help="Folder with the articles so far, to derive shared_wording anew."
)
def command(draft: Path, package: Path | None, rows: tuple[str, ...], texts: Path | None) -> None:
    """Append the rows of DRAFT, a folder that `suggest` wrote and a person edited, to the package.

    Rows get fresh ids; the package with them is validated, and only then put in place, in one step. Exit code 0: done;
    1: the draft has faults and nothing was written; 2: DRAFT is no draft.
    """
    result = accept(draft, find(package), rows, texts)
    for problem in result.problems:
        click.echo(str(problem))
    if result.problems:
        click.echo(f"{len(result.problems)} faults; nothing was written", err=True)
        sys.exit(1)
    total = ", ".join(f"{count} {table}" for table, count in sorted(result.added.items()))
    click.echo(f"added {total}" if total else "nothing to add: every row is there already")
