"""What several commands share: the argument PATH, the option --package, and how faults and files are reported."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from legitimate_targets.datapackage.write import write_atomically
from legitimate_targets.errors import Problem

PATH_ARGUMENT = click.argument("path", required=False, type=click.Path(path_type=Path))
PACKAGE_OPTION = click.option(
    "--package", type=click.Path(path_type=Path), help="The package: a folder or a zip. Default: the project's own."
)


def exit_if_faulty(problems: Iterable[Problem], closing: str | None = None) -> None:
    """Print each fault, then `closing` to standard error, and exit with 1; do nothing if there are no faults."""
    found = [str(problem) for problem in problems]
    for line in found:
        click.echo(line)
    if found:
        if closing is not None:
            click.echo(closing, err=True)
        sys.exit(1)


def write_file(path: Path, data: bytes) -> None:
    """Write a file that is not part of a package, and print its size."""
    write_atomically(path, data)
    click.echo(f"{path}: {len(data)} bytes")
