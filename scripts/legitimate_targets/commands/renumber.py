"""The command `renumber`: gives the second of two rows with one id a fresh one."""

from pathlib import Path

import click

from legitimate_targets.commands._edits import TEXTS, print_edit
from legitimate_targets.commands._shared import PATH
from legitimate_targets.curation.doubles import renumber_doubles
from legitimate_targets.datapackage.package import find


@click.command()
@click.argument("table")
@click.argument("id")
@PATH
@click.option("--all", "all_ids", is_flag=True, help="Renumber all other ids that several rows have, in any table.")
@TEXTS
def command(table: str, id: str, path: Path | None, all_ids: bool, texts: Path | None) -> None:
    """Give the second row with the ID in TABLE a fresh id, after two branches took the same one.

    The row that the last release has keeps the id, or else the first in the file. The other one gets the next free id,
    and with it its children, the rows that name it: evidence, hops of its way, rows with a foreign key.

    A child belongs to the row that is in its article. If both rows are in one article, evidence belongs to the row that
    has a value in the cell and, if it is verbatim, these words; hop 1 to the row with this speaker or claimant; and a
    line that fits both rows, and is the only one of its kind, to both, as git merges equal lines into one. If a child
    may still belong to either row it is listed, and nothing is written.

    A source cannot be renumbered, since all that is coded of an article names it, and nor can an id that is a chosen
    word: use `rename` on one of the branches before you merge.

    Exit code 0: the rows have ids of their own; 1: a child is unclear or there are faults, and nothing was written;
    2: there is no such table or id, only one row has it, or the package cannot be used.
    """
    print_edit(renumber_doubles(find(path), table, id, all_ids, texts), f"renumbered {id} of {table}")
