"""The command `derive`: writes the derived tables, or checks that they are current."""

from pathlib import Path

import click

from legitimate_targets.commands._shared import PATH_ARGUMENT, exit_if_faulty
from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.datapackage.package import find
from legitimate_targets.datapackage.write import put
from legitimate_targets.derive.compare import FROM_TEXTS, derive_package, stale_faults
from legitimate_targets.errors import Problem
from legitimate_targets.tables.csv_io import canonical_csv


@click.command()
@PATH_ARGUMENT
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a derived table is not current.")
@click.option("--texts", type=click.Path(path_type=Path), help="Folder with the articles, for shared_wording.")
def command(path: Path | None, check: bool, texts: Path | None) -> None:
    """Write the derived tables of the package at PATH.

    They are derived from its other tables by named rules; the table shared_wording needs the articles too.

    Exit code 0: written, or current; 1: with --check, a table is not current; 2: the package or a text cannot be used.
    """
    package = find(path)
    if texts is None:
        click.echo(f"{', '.join(FROM_TEXTS)}: not derived, because the articles are needed (--texts DIR)", err=True)
    if check:
        exit_if_faulty(sorted(stale_faults(package, texts), key=Problem.sort_key))
        return
    with exclusive(package):
        derived = derive_package(package, texts)
        put(package, {table.path: canonical_csv(cells, table) for table, cells in derived})
    for table, cells in derived:
        click.echo(f"{table.path}: {cells.height} rows")
