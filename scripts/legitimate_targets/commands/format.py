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

    That is UTF-8, lines that end with LF, quotes only where needed, numbers in plain digits, and rows sorted by key.
    What a program changed is mended and told, one line per table and cause, if only one thing can have been meant.

    Exit code 0: written, or in canonical form; 1: a table has bytes or cells that can mean several things, and nothing
    was written; or, with --check, a table is not in canonical form; 2: the package cannot be used.
    """
    package = find(path)
    with exclusive(package, needed=not check):
        found = reformatted(package)
        problems = [problem for formatted in found.values() for problem in formatted.problems]
        if check:
            problems += [
                fault for name, formatted in found.items() for fault in format_faults(package, name, formatted)
            ]
        exit_if_faulty(sorted(problems, key=Problem.sort_key))
        put(package, {name: formatted.data for name, formatted in found.items()})
    for name, formatted in found.items():
        for cause in formatted.mended:
            click.echo(f"{name}: {cause}")
        click.echo(f"formatted {name}")
