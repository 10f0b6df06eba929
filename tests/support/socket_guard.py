"""Runs the command line with a guard: ends with 99 when it opens a socket or a file outside of package and programs."""

import os
import re
import resource
import sys
from pathlib import Path

GUARD_BROKEN = 99
ALLOWED = tuple(
    os.path.realpath(path)
    for path in (sys.prefix, sys.base_prefix, Path(__file__).parents[2], "/proc", "/dev", "/sys", "/etc", "/usr")
)
SECRET = "outside.csv"


def guard(root: str) -> None:
    """From here on no event of the interpreter may be one of a socket, or the opening of a file elsewhere."""
    inside = (os.path.realpath(root), *ALLOWED)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith("socket."):
            os._exit(GUARD_BROKEN)
        if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith("/"):
            path = os.path.realpath(arguments[0])
            if path.endswith(SECRET) or not path.startswith(inside):
                os._exit(GUARD_BROKEN)

    sys.addaudithook(watch)


def peak() -> int:
    """The largest memory in KiB that this process, or one that it started, has had."""
    own = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return max(int(own[1]) if own else 0, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


if __name__ == "__main__":
    guard(sys.argv[-1])
    from legitimate_targets.__main__ import main

    try:
        main()
    finally:
        print(f"\npeak {peak()}")
