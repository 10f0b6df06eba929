"""Finds the commands, one module each in `commands`, and runs the one that is asked for; only that one is imported."""

import sys
import traceback
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import click

from legitimate_targets import commands
from legitimate_targets.errors import LegitimateTargetsError, shortened

UNREADABLE = 2
LONGEST = 500
"""Characters of the one sentence that an unreadable package is answered with."""


class Commands(click.Group):
    """The commands by the names of their modules, `_` written `-`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(module.name.replace("_", "-") for module in iter_modules(commands.__path__))

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
    """How five articles covered one statement: validate, format, anchor and build the tables."""


def main() -> None:
    """Runs a command; exit code 0 for success, 1 for faults, 2 for wrong use, an unreadable package or a full disk."""
    try:
        program(prog_name="legitimate-targets")
    except (LegitimateTargetsError, OSError) as error:
        click.echo(shortened(" ".join(str(error).split()), LONGEST), err=True)
        sys.exit(UNREADABLE)


if __name__ == "__main__":
    main()
