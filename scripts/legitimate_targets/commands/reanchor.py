"""The command `reanchor`: moves the spans of a source to a new version of its text."""

from pathlib import Path

import click

from legitimate_targets.commands._shared import PACKAGE_OPTION, exit_if_faulty
from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import counted, needs_extra


@click.command()
@click.argument("source")
@click.argument("newtext", type=click.Path(path_type=Path))
@click.option("--texts", required=True, type=click.Path(path_type=Path), help="Folder with the text that was coded.")
@PACKAGE_OPTION
@click.option("--write", is_flag=True, help="Write the new spans if every span was found.")
def command(source: str, newtext: Path, texts: Path, package: Path | None, write: bool) -> None:
    """Find the spans of SOURCE in NEWTEXT, a new version of its text.

    Spans whose words are no longer there are orphans, and are listed. Needs the extra `suggest`.

    Exit code 0: every span was found; 1: there are orphans or faults, and nothing was written; 2: the package or a text
    cannot be used.
    """
    with needs_extra("suggest"):
        from legitimate_targets.curation.reanchor import reanchor
    place = find(package)
    with exclusive(place, needed=write):
        found = reanchor(place, source, newtext, texts, write)
    faults = [*found.orphans, *found.problems]
    steps = ", ".join(f"{count} ({step})" for step, count in sorted(found.steps.items()))
    done = "written" if write and not faults else "nothing was written"
    closing = f"found spans: {steps or 'none'}; {counted(len(found.orphans), 'orphan')}; {done}"
    exit_if_faulty(faults, closing)
    click.echo(closing, err=True)
