"""The command `format`: writes the tables of a package in canonical form."""

from pathlib import Path

import click

from legitimate_targets.commands._shared import PATH_ARGUMENT, exit_if_faulty
from legitimate_targets.curation.format import format_faults, reformatted
from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.datapackage.package import find
from legitimate_targets.datapackage.write import put
from legitimate_targets.errors import Problem


@click.command()
@PATH_ARGUMENT
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a table is not in canonical form.")
def command(path: Path | None, check: bool) -> None:
    """Write the tables of the package at PATH in canonical form.

    That is UTF-8, lines that end with LF, quotes only where needed, and rows sorted by key.

    Exit code 0: written, or in canonical form; 1: the bytes of a table are faulty, and nothing was written; or, with
    --check, a table is not in canonical form; 2: the package cannot be used.
    """
    package = find(path)
    with exclusive(package, needed=not check):
        changed, problems = reformatted(package)
        if check:
            problems += format_faults(package, changed)
        exit_if_faulty(sorted(problems, key=Problem.sort_key))
        put(package, changed)
    for name in changed:
        click.echo(f"formatted {name}")
