"""Disturbs every command that writes: kills it, runs it on a full disk or twice at a time, and looks for damage.

`python -m tests.support.kill_at_write` takes `killed COUNT|all [NAME ...]`, `full|rival [NAME ...]`, or `each
[NAME ...]` for one disturbance of each kind, with names of writers.py. It prints one line per kind of disturbance and
command, and ends with 1 if anything was damaged.
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
"""By command, the module that it imports only when it runs; it must be imported before the fork."""

TIMED = 5
"""Of this many kills, one comes after a random time instead of at a call."""

MOST_BYTES = 4
"""Size to which a file can grow on a full disk: less than any command writes."""

BLOCKED = "another process is writing there; nothing was written"


@dataclass
class Scene:
    """A writer with its old and its new state, the number of its calls that write, and the seconds that it takes."""

    name: str
    writer: Writer
    folder: Path
    old: State
    new: State
    calls: int = 0
    seconds: float = 0

    def fresh_copy(self) -> Path:
        """Copy the old state and return the folder of the copy."""
        shutil.rmtree(self.folder / "now", ignore_errors=True)
        return Path(shutil.copytree(self.folder / "old", self.folder / "now"))

    def run(self, now: Path, hook: Hook | None = None, first: Act = int) -> Fork:
        """Start the command in a folder."""
        return start(self.writer.arguments, now, hook, first)

    def is_whole(self, now: Path) -> bool:
        """Return whether a folder has the old or the new state, and the command, run again, leads to the new one.

        If the folder has the new state already, the command may end with any code: there may be nothing left to do.
        """
        found = state(now)
        code, _ = self.run(now).wait()
        fine = code == self.writer.code or found == self.new
        return is_whole(found, self.old, self.new, self.writer.unit) and fine and self.is_done(now)

    def is_done(self, now: Path) -> bool:
        """Return whether a folder has the new state without any leftovers."""
        return (state(now), leftovers(now)) == (self.new, [])


@contextmanager
def scene(name: str) -> Iterator[Scene]:
    """Lay out the old state, run the command once without disturbance, and yield the scene."""
    with TemporaryDirectory() as place:
        made = Scene(name, WRITERS[name], Path(place), {}, {})
        (made.folder / "old").mkdir()
        assert _prepare(made) == 0, name
        now = made.fresh_copy()
        made.old, began = state(now), time.monotonic()
        code, printed = made.run(now, hook=counting(made.folder / "calls")).wait()
        made.seconds, made.new = time.monotonic() - began, state(now)
        made.calls = (made.folder / "calls").stat().st_size
        assert code == made.writer.code and made.old != made.new and not leftovers(now), (name, printed)
        yield made


def _prepare(made: Scene) -> int:
    """Lay out the old state in a fork, so that this process computes nothing, and return how the fork ended."""
    process = os.fork()
    if not process:
        made.writer.prepare(made.folder / "old")
        os._exit(0)
    return os.waitpid(process, 0)[1]


def kill_often(made: Scene, count: int) -> tuple[str, bool]:
    """Kill the command `count` times at most, before random calls and after random times.

    Return a summary, and whether nothing was damaged.
    """
    rng, damaged = random.Random(made.name), 0
    timed = min(count, made.calls) // TIMED
    calls = rng.sample(range(made.calls), min(count - timed, made.calls))
    for call in calls:
        now = made.fresh_copy()
        code, _ = made.run(now, hook=at_call(call, _kill)).wait()
        assert code == -signal.SIGKILL, (made.name, call, code)
        damaged += not made.is_whole(now)
    for _ in range(timed):
        now = made.fresh_copy()
        process = made.run(now)
        time.sleep(rng.uniform(0, made.seconds))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        damaged += not made.is_whole(now)
    return f"{len(calls) + timed} kills over {made.calls} calls, {damaged} damaged", damaged == 0


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def run_on_full_disk(made: Scene) -> tuple[str, bool]:
    """Run the command on a full disk; return how it ends, and whether it fails cleanly with the old state."""
    now = made.fresh_copy()
    code, printed = made.run(now, first=_fill_disk).wait()
    untouched = (state(now), leftovers(now)) == (made.old, [])
    return (
        f"ends with {code}: {' '.join(printed.split())[-200:]}",
        untouched and code == 2 and "Traceback" not in printed,
    )


def _fill_disk() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_BYTES, MOST_BYTES))


def run_beside_another(made: Scene) -> tuple[str, bool]:
    """Stop the command halfway, run it a second time, and let the first run continue.

    Return how the second run ends, and whether it was refused and the first led to the new state.
    """
    now = made.fresh_copy()
    first = made.run(now, hook=at_call(made.calls // 3, _stop))
    os.waitpid(first.pid, os.WUNTRACED)
    code, printed = made.run(now).wait()
    between = is_whole(state(now), made.old, made.new, made.writer.unit)
    os.kill(first.pid, signal.SIGCONT)
    fine = first.wait()[0] == made.writer.code and made.is_done(now)
    return (
        f"the second ends with {code}: {' '.join(printed.split())[-200:]}",
        fine and between and code == 2 and BLOCKED in printed,
    )


def _stop() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


KINDS: dict[str, Callable[[Scene], tuple[str, bool]]] = {
    "killed": lambda made: kill_often(made, 1),
    "full": run_on_full_disk,
    "rival": run_beside_another,
}


def _count(word: str) -> int:
    return sys.maxsize if word == "all" else int(word)


def main(kind: str, *more: str) -> int:
    """Disturb the commands; return 0 if nothing was damaged and 1 otherwise."""
    count, names = (_count(more[0]), more[1:]) if kind == "killed" else (1, more)
    all_well = True
    for name in names or WRITERS:
        command = WRITERS[name].arguments[0]
        import_module(f"legitimate_targets.{IMPORTED.get(command, f'commands.{command}')}")
        with scene(name) as made:
            for disturb in (kind,) if kind in KINDS else KINDS:
                found, well = kill_often(made, count) if disturb == "killed" else KINDS[disturb](made)
                print(f"{name}: {found}", flush=True)
                all_well = all_well and well
    return 0 if all_well else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
