"""The command `format`: writes the tables of a package in canonical form."""

import sys
from pathlib import Path

import click

from legitimate_targets.curation.format import format_faults, reformatted
from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.datapackage.package import find
from legitimate_targets.datapackage.write import put


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when there is something to write.")
def command(path: Path | None, check: bool) -> None:
    """Write the tables of the package at PATH in canonical form: UTF-8, LF, few quotes, sorted by key.

    Nothing is written when the bytes of any table are at fault.
    """
    package = find(path)
    with exclusive(package, needed=not check):
        changed, problems = reformatted(package)
        if check:
            problems += format_faults(package, changed)
        for problem in sorted(problems, key=lambda problem: problem.sort_key()):
            click.echo(problem)
        if problems:
            sys.exit(1)
        put(package, changed)
    for name in changed:
        click.echo(f"formatted {name}")
