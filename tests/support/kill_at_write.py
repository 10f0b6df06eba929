"""Disturbs every command that writes: kills it, gives it no room, lets another run beside it; says what came of it.

A program, `python -m tests.support.kill_at_write`: `killed COUNT|all [NAME ...]`, `full|rival [NAME ...]`, or
`each [NAME ...]` for one of each, with the names of writers.py. It prints a line for each disturbance, and ends with
1 where one damaged.
"""

import os
import random
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.forked_command import Act, Fork, Hook, at_call, counting, start
from tests.support.writers import WRITERS, State, Writer, is_whole, leftovers, state

IMPORTED = {
    "explore": "publish.page.page",
    "figure": "publish.page.charts",
    "suggest": "suggest.batch",
    "accept": "suggest.batch",
    "accept of a workbook": "curation.accept_workbook",
    "workbook": "curation.make_workbook",
    "reanchor": "curation.reanchor",
    "release": "publish.build",
}
"""What a command imports only when it runs."""

TIMED = 5
"""One kill of so many comes after a time, wherever the command then is."""

ROOM = 4
"""Bytes that a file may have where there is no room."""

RIVAL = "another process is writing there; nothing was written"


@dataclass
class Scene:
    """A writer with its old and its new state, the number of its calls that write, and how many seconds it takes."""

    name: str
    writer: Writer
    folder: Path
    old: State
    new: State
    calls: int = 0
    seconds: float = 0

    def fresh(self) -> Path:
        """The old state, copied anew."""
        shutil.rmtree(self.folder / "now", ignore_errors=True)
        return Path(shutil.copytree(self.folder / "old", self.folder / "now"))

    def run(self, now: Path, hook: Hook | None = None, first: Act = int) -> Fork:
        """Starts the command."""
        return start(self.writer.arguments, now, hook, first)

    def is_whole(self, now: Path) -> bool:
        """Whether the old state or the new one is there, and the command, run again, comes to the new one.

        Run again on the new state, a command may say that there is nothing to do, or that its text is an old one.
        """
        found = state(now)
        code, _ = self.run(now).end()
        fine = code == self.writer.code or found == self.new
        return is_whole(found, self.old, self.new, self.writer.unit) and fine and self.is_done(now)

    def is_done(self, now: Path) -> bool:
        """Whether the new state is there, and nothing else."""
        return (state(now), leftovers(now)) == (self.new, [])


@contextmanager
def scene(name: str) -> Iterator[Scene]:
    """Lays out the old state and runs the command once, undisturbed."""
    with TemporaryDirectory() as place:
        made = Scene(name, WRITERS[name], Path(place), {}, {})
        (made.folder / "old").mkdir()
        assert _prepared(made) == 0, name
        now = made.fresh()
        made.old, began = state(now), time.monotonic()
        code, said = made.run(now, hook=counting(made.folder / "calls")).end()
        made.seconds, made.new = time.monotonic() - began, state(now)
        made.calls = (made.folder / "calls").stat().st_size
        assert code == made.writer.code and made.old != made.new and not leftovers(now), (name, said)
        yield made


def _prepared(made: Scene) -> int:
    """Lays out the old state in a fork, so that this process computes nothing."""
    process = os.fork()
    if not process:
        made.writer.prepare(made.folder / "old")
        os._exit(0)
    return os.waitpid(process, 0)[1]


def killed(made: Scene, count: int) -> tuple[str, bool]:
    """Kills the command so many times, at calls spread at random over all and after random times."""
    chance, damaged = random.Random(made.name), 0
    timed = min(count, made.calls) // TIMED
    calls = chance.sample(range(made.calls), min(count - timed, made.calls))
    for call in calls:
        now = made.fresh()
        code, _ = made.run(now, hook=at_call(call, _kill)).end()
        assert code == -signal.SIGKILL, (made.name, call, code)
        damaged += not made.is_whole(now)
    for _ in range(timed):
        now = made.fresh()
        process = made.run(now)
        time.sleep(chance.uniform(0, made.seconds))
        os.kill(process.number, signal.SIGKILL)
        process.end()
        damaged += not made.is_whole(now)
    return f"{len(calls) + timed} kills over {made.calls} calls, {damaged} damaged", damaged == 0


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def full(made: Scene) -> tuple[str, bool]:
    """Runs the command where no file can grow: the old state stays, and one sentence says so."""
    now = made.fresh()
    code, said = made.run(now, first=_no_room).end()
    untouched = (state(now), leftovers(now)) == (made.old, [])
    return f"ends with {code}: {' '.join(said.split())[-200:]}", untouched and code == 2 and "Traceback" not in said


def _no_room() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))


def rival(made: Scene) -> tuple[str, bool]:
    """Stops the command in its midst and runs it again beside: the second says so, and the first comes to its end."""
    now = made.fresh()
    first = made.run(now, hook=at_call(made.calls // 3, _stop))
    os.waitpid(first.number, os.WUNTRACED)
    code, said = made.run(now).end()
    between = is_whole(state(now), made.old, made.new, made.writer.unit)
    os.kill(first.number, signal.SIGCONT)
    fine = first.end()[0] == made.writer.code and made.is_done(now)
    return (
        f"the second ends with {code}: {' '.join(said.split())[-200:]}",
        fine and between and code == 2 and RIVAL in said,
    )


def _stop() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


KINDS: dict[str, Callable[[Scene], tuple[str, bool]]] = {
    "killed": lambda made: killed(made, 1),
    "full": full,
    "rival": rival,
}


def _count(word: str) -> int:
    return sys.maxsize if word == "all" else int(word)


def main(kind: str, *more: str) -> int:
    """Disturbs the commands; 0 when all was well."""
    count, names = (_count(more[0]), more[1:]) if kind == "killed" else (1, more)
    all_well = True
    for name in names or WRITERS:
        command = WRITERS[name].arguments[0]
        import_module(f"legitimate_targets.{IMPORTED.get(command, f'commands.{command}')}")
        with scene(name) as made:
            for disturb in (kind,) if kind in KINDS else KINDS:
                found, well = killed(made, count) if disturb == "killed" else KINDS[disturb](made)
                print(f"{name}: {found}", flush=True)
                all_well = all_well and well
    return 0 if all_well else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
