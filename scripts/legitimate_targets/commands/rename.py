"""The command `rename`: gives a row another id in every table."""

from pathlib import Path

import click

from legitimate_targets.commands._edits import TEXTS, print_edit
from legitimate_targets.commands._shared import PATH
from legitimate_targets.curation.rename import REASON, rename
from legitimate_targets.datapackage.package import find


@click.command()
@click.argument("table")
@click.argument("old")
@click.argument("new")
@PATH
@click.option("--reason", default=REASON, show_default=True, help="Why OLD is retired, if it was public.")
@TEXTS
def command(table: str, old: str, new: str, path: Path | None, reason: str, texts: Path | None) -> None:
    """Give the row OLD of TABLE the id NEW, in every table of the package at PATH that names the row.

    Foreign keys, evidence, ways, examples of rules and settlements follow. The derived tables and the codebook are
    written again. The raw codings stay as they were coded, and so do the changes of the last release.

    OLD is retired with NEW as its replacement if it was public: if the last release has it, which is the newest one in
    the changelog that has a git tag, or if no such release is found.

    The package is validated with the new id, and then put in place in one step or not at all.

    Exit code 0: the row has the new id; 1: there are faults, and nothing was written; 2: there is no such table or row,
    NEW may not be given, or the package cannot be used.
    """
    print_edit(rename(find(path), table, old, new, texts, reason), f"renamed {old} of {table} to {new}")
