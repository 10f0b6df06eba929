"""What the commands that change ids and rows share: the option --texts, and how an edit is reported."""

from pathlib import Path

import click

from legitimate_targets.commands._shared import exit_if_faulty
from legitimate_targets.curation.put_in_place import Edit

TEXTS = click.option(
    "--texts", type=click.Path(path_type=Path), help="Folder with the package's articles, for shared_wording."
)


def print_edit(edit: Edit, done: str) -> None:
    """Print `done` and what changed in each table; if there are faults, print these alone and exit with 1."""
    exit_if_faulty(edit.problems, f"{_counted(len(edit.problems), 'fault')}; nothing was written")
    click.echo(done)
    for table in sorted({*edit.cells, *edit.removed, *edit.added}):
        parts = ((edit.cells, "cell", "changed"), (edit.removed, "row", "removed"), (edit.added, "row", "added"))
        shown = [f"{_counted(counts[table], what)} {how}" for counts, what, how in parts if table in counts]
        click.echo(f"{table}: {', '.join(shown)}")
    if edit.derived:
        click.echo(f"derived again: {', '.join(edit.derived)}")
    for remark in edit.remarks:
        click.echo(remark)
    for table in edit.stale:
        click.echo(f"{table}: not derived again, since this needs the articles: give --texts DIR", err=True)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
