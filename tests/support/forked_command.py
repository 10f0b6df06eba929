"""Runs the command line in a fork of this process, and acts at a chosen moment of its writing.

The process that forks must have imported everything and computed nothing, as threads do not outlive a fork.
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


def at_call(number: int, act: Act) -> Hook:
    """Return a profile function that acts before the call of this number among those by which a program writes."""
    left = number

    def hook(frame: FrameType, event: str, called: object) -> None:
        nonlocal left
        if event == "c_call" and _writes(called):
            left -= 1
            if left == -1:
                act()

    return hook


def counting(calls: Path) -> Hook:
    """Return a profile function that writes a byte into a file before each call by which a program writes."""
    handle = os.open(calls, os.O_WRONLY | os.O_CREAT)

    def hook(frame: FrameType, event: str, called: object) -> None:
        if event == "c_call" and _writes(called):
            os.write(handle, b".")

    return hook


def _writes(called: object) -> bool:
    module = getattr(called, "__module__", None)
    owner = type(getattr(called, "__self__", None)).__name__
    return getattr(called, "__name__", "") in CALLS and (module in ("posix", "fcntl") or owner == "BufferedWriter")


@dataclass(frozen=True)
class Fork:
    """A process that runs a command line, and the end of the pipe from which its output is read."""

    number: int
    words: int

    def end(self) -> tuple[int, str]:
        """Wait for the process to end; return its exit code, negative for a signal, and what it printed."""
        with os.fdopen(self.words, encoding="utf-8") as stream:
            said = stream.read()
        return os.waitstatus_to_exitcode(os.waitpid(self.number, 0)[1]), said


def start(arguments: tuple[str, ...], folder: Path, hook: Hook | None = None, first: Act = int) -> Fork:
    """Start a command line in `folder`, after `first` has been done in its process."""
    words, mouth = os.pipe()
    process = os.fork()
    if not process:
        _become(arguments, folder, mouth, hook, first)
    os.close(mouth)
    return Fork(process, words)


def _become(arguments: tuple[str, ...], folder: Path, mouth: int, hook: Hook | None, first: Act) -> NoReturn:
    code: object = 70
    try:
        for stream in (1, 2):
            os.dup2(mouth, stream)
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
        os._exit(code if isinstance(code, int) else 70)
