"""The command `reanchor`: moves the spans of a source to a new version of its text."""

import sys
from pathlib import Path

import click

from legitimate_targets.datapackage.lock import exclusive
from legitimate_targets.datapackage.package import find
from legitimate_targets.errors import needs_extra


@click.command()
@click.argument("source")
@click.argument("newtext", type=click.Path(path_type=Path))
@click.option("--texts", required=True, type=click.Path(path_type=Path), help="Folder with the text that was coded.")
@click.option("--package", type=click.Path(path_type=Path), help="The package; by default the project's own.")
@click.option("--write", is_flag=True, help="Write the new spans, if every span was found.")
def command(source: str, newtext: Path, texts: Path, package: Path | None, write: bool) -> None:
    """Find the spans of SOURCE again in NEWTEXT, which was fetched again or edited; list the ones that are not there.

    Exit code 0: all were found; 1: there are orphans or faults, and nothing was written. Needs the extra `suggest`.
    """
    with needs_extra("suggest"):
        from legitimate_targets.curation.reanchor import reanchor
    place = find(package)
    with exclusive(place, needed=write):
        found = reanchor(place, source, newtext, texts, write)
    for problem in (*found.orphans, *found.problems):
        click.echo(str(problem))
    steps = ", ".join(f"{count} by {step}" for step, count in sorted(found.steps.items()))
    done = "written" if write and not (found.orphans or found.problems) else "nothing was written"
    click.echo(f"found {steps or 'no span'}; {len(found.orphans)} orphans; {done}", err=True)
    sys.exit(1 if found.orphans or found.problems else 0)
