"""Runs queries and rules that a stranger's rows may make endless in a process of its own, with bounds."""

import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import ParamSpec, TypeVar

import polars as pl

from legitimate_targets.errors import LimitExceeded, PackageError

SECONDS = 2
MEBIBYTES = 512
REFUSED = (
    f"the queries over several tables need more than {SECONDS} s of computing or {MEBIBYTES} MiB, which is refused"
)
Queries = Sequence[tuple[str, str]]
Given = ParamSpec("Given")
Found = TypeVar("Found")


def run_queries(queries: Queries, frames: Mapping[str, pl.DataFrame]) -> list[pl.DataFrame]:
    """The result of each query, (id, SQL), over `frames`; raises PackageError with the id of one that cannot be run."""
    context = pl.SQLContext(frames=dict(frames))
    try:
        return pl.collect_all([_result(context, sql) for _, sql in queries])
    except pl.exceptions.PolarsError as error:
        raise PackageError(f"{_unusable(context, queries)}: cannot be run: {error}") from None


def _result(context: pl.SQLContext[pl.LazyFrame], sql: str) -> pl.LazyFrame:
    found = context.execute(sql, eager=False).select("table", "line", "field", "value")
    return found.cast({"line": pl.Int64(), "value": pl.String()})


def _unusable(context: pl.SQLContext[pl.LazyFrame], queries: Queries) -> str:
    """The id of the first query that cannot be planned; where all can, the ids of all."""
    for name, sql in queries:
        try:
            _result(context, sql).collect_schema()
        except pl.exceptions.PolarsError:
            return name
    return ", ".join(name for name, _ in queries)


def run_queries_in_subprocess(queries: Queries, frames: Mapping[str, pl.DataFrame]) -> list[pl.DataFrame]:
    """The same in a process of its own; raises PackageError as well when that comes to its bounds."""
    try:
        return call_in_subprocess(run_queries, queries, dict(frames))
    except LimitExceeded:
        raise LimitExceeded(REFUSED) from None


def call_in_subprocess(work: Callable[Given, Found], *given: Given.args, **named: Given.kwargs) -> Found:
    """What a function of a module gives, in a process of its own.

    Raises PackageError as the function does, and Exceeded when it comes to the bounds. The process looks for modules
    where this one does, and never in the working directory, which may be a stranger's package.
    """
    asked = pickle.dumps((work, given, named))
    done = subprocess.run([sys.executable, "-P", "-m", __name__], input=asked, capture_output=True)
    if done.returncode:
        raise LimitExceeded
    found, sentence = pickle.loads(done.stdout)
    if sentence is not None:
        raise PackageError(sentence)
    answer: Found = found
    return answer


def main() -> None:
    """Reads a function and what it is given from the standard input; writes what it gives, or a sentence."""
    work, given, named = pickle.load(sys.stdin.buffer)
    _bound()
    try:
        answer: tuple[object, str | None] = work(*given, **named), None
    except PackageError as error:
        answer = None, str(error)
    sys.stdout.buffer.write(pickle.dumps(answer))


def _bound() -> None:
    """Where the system has such limits."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (used.ru_maxrss * 1024 + MEBIBYTES * 2**20,) * 2)


if __name__ == "__main__":
    main()
