"""Runs `validate` under a guard, which ends it with 99 if it opens a socket or a file outside of package and programs.

As a program it reads one path of a package per line, forks for each, and writes the outcome as a line of JSON. It
imports what `validate` needs once, and computes nothing itself, because threads do not survive a fork.
"""

import json
import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NoReturn

GUARD_BROKEN = 99
ALLOWED = tuple(
    os.path.realpath(path)
    for path in (sys.prefix, sys.base_prefix, Path(__file__).parents[2], "/proc", "/dev", "/sys", "/etc", "/usr")
)
"""Folders besides the package whose files an interpreter opens for itself."""

FORBIDDEN = ("/outside.csv", "/etc/passwd")
"""Ends of the paths outside of the package that hostile packages point to; no run may open such a file."""

MOST_SECONDS = 50
"""Seconds by the clock after which a run is killed: ten times what the validation of a package may compute."""

CRASHED = 70
"""Exit code of a run that ends with an exception."""


@dataclass(frozen=True)
class Outcome:
    """How a run under guard ended: exit code, output, seconds of computing and the largest memory in KiB."""

    code: int
    output: str
    seconds: float
    memory: int


class Guarded:
    """The running program of this module, which serves one test after the other."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def validate(self, path: Path) -> Outcome:
        """Return the outcome of `validate` under guard, run in the folder that holds the package."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        return Outcome(**json.loads(self._process.stdout.readline()))


@contextmanager
def guarded() -> Iterator[Guarded]:
    """Run the program of this module while the context is open."""
    command = [sys.executable, __file__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Guarded(process)


def guard(root: str) -> None:
    """End this process if, from now on, it uses a socket or opens a file outside of `root` and of ALLOWED."""
    inside = (os.path.realpath(root), *ALLOWED)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith("socket."):
            os._exit(GUARD_BROKEN)
        if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith("/"):
            path = os.path.realpath(arguments[0])
            if path.endswith(FORBIDDEN) or not path.startswith(inside):
                os._exit(GUARD_BROKEN)

    sys.addaudithook(watch)


def peak() -> int:
    """Return the largest memory in KiB that this process, or one that it started, has used."""
    own = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return max(int(own[1]) if own else 0, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


def main() -> None:
    """Validate the package of each line of the input, and print its outcome."""
    from legitimate_targets.commands import validate  # noqa: F401

    for line in sys.stdin:
        print(json.dumps(_outcome(line.rstrip("\n"))), flush=True)


def _outcome(path: str) -> dict[str, object]:
    """Return the outcome of `validate` in a fork of this process."""
    with TemporaryFile("w+", encoding="utf-8") as words:
        process = os.fork()
        if not process:
            _validate(path, words)
        _, status, used = os.wait4(process, 0)
        words.seek(0)
        output, _, memory = words.read().rpartition("\npeak ")
    seconds = used.ru_utime + used.ru_stime
    code = os.waitstatus_to_exitcode(status)
    return {"code": code, "output": output, "seconds": seconds, "memory": int(memory or 0)}


def _validate(path: str, words: IO[str]) -> NoReturn:
    """Run the command `validate` in this process, and end the process with its exit code."""
    code: object = CRASHED
    signal.alarm(MOST_SECONDS)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for stream in (1, 2):
        os.dup2(words.fileno(), stream)
    os.chdir(Path(path).parent)
    sys.argv = ["legitimate-targets", "validate", path]
    guard(path)
    try:
        from legitimate_targets.__main__ import main as run

        run()
        code = 0
    except SystemExit as end:
        code = end.code or 0
    finally:
        print(f"\npeak {peak()}", flush=True)
        os._exit(code if isinstance(code, int) else CRASHED)


if __name__ == "__main__":
    main()
