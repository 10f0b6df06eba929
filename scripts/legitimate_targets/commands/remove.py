"""The command `remove`: takes a row out of the package."""

from pathlib import Path

import click

from legitimate_targets.commands._edits import TEXTS, print_edit
from legitimate_targets.commands._shared import PATH
from legitimate_targets.curation.remove import remove
from legitimate_targets.datapackage.package import find


@click.command()
@click.argument("table")
@click.argument("id")
@PATH
@click.option("--reason", required=True, help="Why the row is taken out; it is kept with the retired id.")
@TEXTS
def command(table: str, id: str, path: Path | None, reason: str, texts: Path | None) -> None:
    """Take the row ID out of TABLE in the package at PATH, together with its way and its evidence.

    If other rows name it, they are listed and nothing is written: let them name another row, or remove them first. The
    derived tables and the codebook are written again.

    ID is retired with the reason if it was public: if the last release has it, which is the newest one in the changelog
    that has a git tag, or if no such release is found.

    The package is validated without the row, and then put in place in one step or not at all.

    Exit code 0: the row is out; 1: other rows name it or there are faults, and nothing was written; 2: there is no such
    table or row, or the package cannot be used.
    """
    print_edit(remove(find(path), table, id, reason, texts), f"removed {id} of {table}")
