"""The command `diff`: prints every changed cell between two packages, and the version number that they require."""

import sys

import click

from legitimate_targets.datapackage.git import package_at
from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.errors import counted, shortened
from legitimate_targets.publish.changes import change_blockers, table_of, write
from legitimate_targets.publish.diff import PackageDiff, compare_packages


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--write", "into", is_flag=True, help="Write the changes into the table of changes of NEW, a folder.")
def command(old: str, new: str, into: bool) -> None:
    """Compare two packages, OLD and NEW, cell by cell.

    Each is a folder, a zip, or a tag or commit of the git repository in the working directory.

    Exit code 0: NEW may be released with its version number and changelog; 1: it may not, for the reasons printed;
    2: one of them cannot be read.
    """
    with package_at(old) as before, package_at(new) as after, exclusive(after, needed=into):
        difference = compare_packages(before, after)
        for line in _lines(difference):
            click.echo(line)
        if into:
            write(table_of(difference, after), after)
        wrong = list(change_blockers(difference, after))
    for sentence in wrong:
        click.echo(sentence, err=True)
    sys.exit(1 if wrong else 0)


def _lines(difference: PackageDiff) -> list[str]:
    """Return one line per change of a schema, one per changed cell, and one with the version number required."""
    lines = [str(alteration) for alteration in difference.alterations]
    for op, table, row, field, old, new in difference.cells.iter_rows():
        cells = " -> ".join(repr(shortened(cell)) for cell in (old, new) if cell is not None)
        lines.append(f"{op} {table}/{row} {field}: {cells}")
    step, changed = difference.step, f"{counted(difference.cells.height, 'cell')} changed"
    required = f"a {step.name.lower()} change, so the version" if step else "the version"
    return [*lines, f"{changed}: {required} must be at least {difference.lowest} (it is {difference.new})"]
