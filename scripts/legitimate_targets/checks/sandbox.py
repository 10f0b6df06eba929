"""Runs, in a child process with limits of time and memory, work that an untrusted package could make endless."""

import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import ParamSpec, TypeVar

import polars as pl

from legitimate_targets.checks.polars_backend import Queries, run_queries
from legitimate_targets.errors import EngineError, LimitExceeded, PackageError

SECONDS = 2
"""Processor time of the child: the project's own queries take some hundredths of a second."""

MEBIBYTES = 512
"""Memory that the child may take beyond what it has after importing polars."""

ALLOWED = f"{SECONDS} s of processor time or {MEBIBYTES} MiB of memory"

REFUSED = f"the queries over several tables need more than {ALLOWED}; these are the limits"

OUT_OF_MEMORY = 77
"""The exit code by which the child says that an allocation was refused."""

LIMIT_SIGNALS = (signal.SIGXCPU, signal.SIGKILL, signal.SIGABRT)
"""How a child ends at its limits: the signals of the soft and the hard limit of processor time, and the signal with
which Rust aborts when memory is refused."""

SHOWN_LINES = 3
"""The number of last lines of a crashed child's error output that the message repeats."""

Given = ParamSpec("Given")
Found = TypeVar("Found")


def run_queries_in_subprocess(queries: Queries, frames: Mapping[str, pl.DataFrame]) -> list[pl.DataFrame]:
    """Return the results of `run_queries`, computed in a child process.

    Raises PackageError for a query that cannot be run, LimitExceeded at the child's limits, EngineError if it crashes.
    """
    try:
        return call_in_subprocess(run_queries, queries, dict(frames))
    except LimitExceeded:
        raise LimitExceeded(REFUSED) from None


def call_in_subprocess(work: Callable[Given, Found], *given: Given.args, **named: Given.kwargs) -> Found:
    """Return what a function of a module returns in a child process.

    The child looks for modules where this process does, and never in the working directory, which may be an untrusted
    package. Raises PackageError as the function does, LimitExceeded at the child's limits, and EngineError, with the
    last lines of the child's error output, if it crashes for any other reason.
    """
    asked = pickle.dumps((work, given, named))
    done = subprocess.run([sys.executable, "-P", "-m", __name__], input=asked, capture_output=True)
    if done.returncode == OUT_OF_MEMORY or -done.returncode in LIMIT_SIGNALS:
        raise LimitExceeded(f"the work needs more than {ALLOWED}; these are the limits")
    if done.returncode:
        raise EngineError(f"a child process crashed with exit code {done.returncode}: {_last_words(done.stderr)}")
    found, sentence = pickle.loads(done.stdout)
    if sentence is not None:
        raise PackageError(sentence)
    answer: Found = found
    return answer


def _last_words(stderr: bytes) -> str:
    return " / ".join(stderr.decode("utf-8", "replace").strip().splitlines()[-SHOWN_LINES:])


def main() -> None:
    """Read a function and its arguments from standard input; write what it returns, or a sentence."""
    work, given, named = pickle.load(sys.stdin.buffer)
    _limit_this_process()
    try:
        answer: tuple[object, str | None] = work(*given, **named), None
    except PackageError as error:
        answer = None, str(error)
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    sys.stdout.buffer.write(pickle.dumps(answer))


def _limit_this_process() -> None:
    """Set limits of processor time, core dumps and memory, if the system has such limits."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # ru_maxrss counts kibibytes on Linux; what the imports took does not count against the work.
    resource.setrlimit(resource.RLIMIT_DATA, (used.ru_maxrss * 1024 + MEBIBYTES * 2**20,) * 2)


if __name__ == "__main__":
    main()
