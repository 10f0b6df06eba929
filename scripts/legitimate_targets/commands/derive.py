"""The command `derive`: writes the derived tables, or says where they are not what it would write."""

import sys
from pathlib import Path

import click

from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.datapackage.package import find
from legitimate_targets.datapackage.write import put
from legitimate_targets.derive.compare import FROM_TEXTS, derived, stale
from legitimate_targets.errors import Problem
from legitimate_targets.tables.csv_io import canonical_csv


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a derived table is not current.")
@click.option("--texts", type=click.Path(path_type=Path), help="Folder with the articles, for shared_wording.")
def command(path: Path | None, check: bool, texts: Path | None) -> None:
    """Write the derived tables of the package at PATH, data/derived/, from its other tables by the named rules.

    Exit code 0: written, or current; 1: with --check, a table is not current; 2: PATH is no package.
    """
    package = find(path)
    if texts is None:
        click.echo(f"{', '.join(FROM_TEXTS)}: not derived anew, which needs the articles: give --texts DIR", err=True)
    if check:
        problems = sorted(stale(package, texts), key=Problem.sort_key)
        for problem in problems:
            click.echo(str(problem))
        sys.exit(1 if problems else 0)
    with exclusive(package):
        made = derived(package, texts)
        put(package, {table.path: canonical_csv(cells, table) for table, cells in made})
    for table, cells in made:
        click.echo(f"{table.path}: {cells.height} rows")
