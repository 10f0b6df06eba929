"""Runs one process and says what it took."""

import os
import subprocess
from time import perf_counter


def timed(command: list[str], stderr: int | None = None) -> tuple[str, float, float]:
    """Return what a command prints, the CPU seconds of all its processes, and its seconds on the clock.

    `stderr` is where its errors go, as in subprocess. Raise CalledProcessError if it fails.
    """
    begin = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True) as process:
        output = process.stdout.read() if process.stdout else ""
        # wait4 and not wait: it alone returns the resources of this process and of those that it waited for.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return output, usage.ru_utime + usage.ru_stime, perf_counter() - begin
