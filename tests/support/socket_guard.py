"""Runs the command line under a guard, which ends it with 99 if it opens a socket or a file outside of the package."""

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
"""Folders besides the package whose files an interpreter opens for itself."""

FORBIDDEN = ("/outside.csv", "/etc/passwd")
"""Ends of the paths that hostile packages point to; none may be opened, wherever it is."""


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


if __name__ == "__main__":
    guard(sys.argv[-1])
    from legitimate_targets.__main__ import main

    try:
        main()
    finally:
        print(f"\npeak {peak()}")
