"""Finds the commands, one module each in `commands`, and runs the requested one; no other command is imported."""

import sys
import traceback
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import click

from legitimate_targets import commands
from legitimate_targets.errors import LegitimateTargetsError, shortened

UNUSABLE = 2
"""The exit code for wrong use, which click uses too, and for a package or a place that cannot be used."""

LONGEST_SENTENCE = 500
"""The most characters of an error that are printed; only an untrusted package has longer names or paths."""


class Commands(click.Group):
    """The commands by the names of their modules, with `_` written as `-`; a module named `_…` is not a command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = (module.name for module in iter_modules(commands.__path__))
        return sorted(name.replace("_", "-") for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"{commands.__name__}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; if it asked for `--verbose`, print the causes of its error before the error passes on."""
        try:
            return super().invoke(ctx)
        except LegitimateTargetsError:
            if ctx.meta.get(commands.VERBOSE):
                traceback.print_exc()
            raise


@click.group(cls=Commands)
def program() -> None:
    """Validate, edit, derive, cite and release the data on how five articles covered one statement.

    A package, given as PATH or with --package, is a folder, a zip or a datapackage.json. Without it, a command uses the
    package of the project itself.

    Exit code 0: success; 1: there are faults; 2: wrong use, or a package or a place that cannot be used.
    """


def main() -> None:
    """Run a command; print an error of the project or of the system on one line and exit with 2."""
    try:
        program(prog_name="legitimate-targets")
    except (LegitimateTargetsError, OSError) as error:
        click.echo(shortened(" ".join(str(error).split()), LONGEST_SENTENCE), err=True)
        sys.exit(UNUSABLE)


if __name__ == "__main__":
    main()
