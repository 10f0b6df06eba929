"""Runs the command line in a fork of this process, and acts at a chosen moment of its writing.

The process that forks must have imported all modules and computed nothing, because threads do not survive a fork.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from traceback import print_exc
from types import FrameType
from typing import NoReturn

Act = Callable[[], object]
Hook = Callable[[FrameType, str, object], None]
CALLS = {"mkdir", "open", "flock", "link", "unlink", "rename", "replace", "rmdir", "chmod", "fchmod", "utime", "fsync"}
CALLS |= {"write", "flush", "ftruncate", "close", "symlink"}
"""Names of the functions by which a program writes."""

CRASHED = 70
"""Exit code of a command that ends with an exception."""


def at_call(number: int, act: Act) -> Hook:
    """Return a profile function that acts before the call with this number, from 0, of those that write."""
    left = number

    def hook(frame: FrameType, event: str, called: object) -> None:
        nonlocal left
        if event == "c_call" and _writes(called):
            left -= 1
            if left == -1:
                act()

    return hook


def counting(calls: Path) -> Hook:
    """Return a profile function that appends a byte to the file `calls` before each call that writes."""
    handle = os.open(calls, os.O_WRONLY | os.O_CREAT)

    def hook(frame: FrameType, event: str, called: object) -> None:
        if event == "c_call" and _writes(called):
            os.write(handle, b".")

    return hook


def _writes(called: object) -> bool:
    """Return whether a function of C is one of those by which a program writes."""
    module = getattr(called, "__module__", None)
    owner = type(getattr(called, "__self__", None)).__name__
    return getattr(called, "__name__", "") in CALLS and (module in ("posix", "fcntl") or owner == "BufferedWriter")


@dataclass(frozen=True)
class Fork:
    """A process that runs a command line, and the end of a pipe from which its output is read."""

    pid: int
    output: int

    def wait(self) -> tuple[int, str]:
        """Wait for the end of the process; return its exit code, negative for a signal, and what it printed."""
        with os.fdopen(self.output, encoding="utf-8") as stream:
            printed = stream.read()
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1]), printed


def start(arguments: tuple[str, ...], folder: Path, hook: Hook | None = None, first: Act = int) -> Fork:
    """Start a command line in `folder`, in a fork that calls `first` before; `int` does nothing."""
    read_end, write_end = os.pipe()
    pid = os.fork()
    if not pid:
        _become(arguments, folder, write_end, hook, first)
    os.close(write_end)
    return Fork(pid, read_end)


def _become(arguments: tuple[str, ...], folder: Path, write_end: int, hook: Hook | None, first: Act) -> NoReturn:
    """Run the command line in this process, with its output in a pipe, and end the process with its exit code."""
    code: object = CRASHED
    try:
        for stream in (1, 2):
            os.dup2(write_end, stream)
        os.chdir(folder)
        from legitimate_targets.__main__ import main

        sys.argv = ["legitimate-targets", *arguments]
        first()
        sys.setprofile(hook)
        main()
        code = 0
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        sys.setprofile(None)
        print_exc()
    finally:
        sys.setprofile(None)
        sys.stdout.flush()
        os._exit(code if isinstance(code, int) else CRASHED)
