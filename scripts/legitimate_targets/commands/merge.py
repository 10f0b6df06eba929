"""The command `merge`: merges three versions of a table by key and cell, as git calls it."""

from pathlib import Path

import click

from legitimate_targets.commands._shared import exit_if_faulty
from legitimate_targets.curation.merge_tables import merge_file
from legitimate_targets.datapackage.lock import exclusive_folder
from legitimate_targets.datapackage.write import write_atomically


@click.command()
@click.argument("base", type=click.Path(path_type=Path, exists=True))
@click.argument("ours", type=click.Path(path_type=Path, exists=True))
@click.argument("theirs", type=click.Path(path_type=Path, exists=True))
@click.option("--path", help="Where the file is in the checkout. Default: OURS.")
def command(base: Path, ours: Path, theirs: Path, path: str | None) -> None:
    """Merge the changes from BASE to OURS and from BASE to THEIRS, and write the result into OURS.

    git runs this as a merge driver, in the top folder of a checkout. A table is merged by key and cell: only a cell
    that both sides changed, each in another way, is a conflict. Of two different new rows with one id, that of THEIRS
    gets a fresh id, in every table. Derived tables and the codebook stay as in OURS, to be written again.

    Exit code 0: merged; 1: conflicts are left, as marked lines in OURS; 2: the files cannot be merged.
    """
    with exclusive_folder(ours.absolute().parent):
        merged = merge_file(base, ours, theirs, path or str(ours))
        write_atomically(ours, merged.data)
    for note in merged.notes:
        click.echo(note, err=True)
    exit_if_faulty(merged.problems)
