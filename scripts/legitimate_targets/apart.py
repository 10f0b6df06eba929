"""Runs queries in a process of their own, bounded in time and memory: a join of a stranger's rows may have no end."""

import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence

import polars as pl

from legitimate_targets.problem import PackageError

SECONDS = 2
MEBIBYTES = 512
REFUSED = (
    f"the queries over several tables need more than {SECONDS} s of computing or {MEBIBYTES} MiB, which is refused"
)
Queries = Sequence[tuple[str, str]]


def run_queries(queries: Queries, frames: Mapping[str, pl.DataFrame]) -> list[pl.DataFrame]:
    """The result of each query, (id, SQL), over `frames`; raises PackageError with the id of one that cannot be run."""
    context = pl.SQLContext(frames=dict(frames))
    results = []
    for name, sql in queries:
        try:
            results.append(context.execute(sql, eager=False).select("table", "line", "field", "value"))
            results[-1] = results[-1].cast({"line": pl.Int64(), "value": pl.String()})
            results[-1].collect_schema()
        except pl.exceptions.PolarsError as error:
            raise PackageError(f"{name}: cannot be run: {error}") from None
    try:
        return pl.collect_all(results)
    except pl.exceptions.PolarsError as error:
        raise PackageError(f"{', '.join(name for name, _ in queries)}: cannot be run: {error}") from None


def run_apart(queries: Queries, frames: Mapping[str, pl.DataFrame]) -> list[pl.DataFrame]:
    """The same in a process of its own; raises PackageError as well when that comes to its bounds."""
    asked = pickle.dumps((queries, dict(frames)))
    done = subprocess.run([sys.executable, "-m", __name__], input=asked, capture_output=True)
    if done.returncode:
        raise PackageError(REFUSED)
    answer = pickle.loads(done.stdout)
    if isinstance(answer, str):
        raise PackageError(answer)
    found: list[pl.DataFrame] = answer
    return found


def main() -> None:
    """Reads queries and frames from the standard input and writes the results, or a sentence, to the output."""
    queries, frames = pickle.load(sys.stdin.buffer)
    _bound()
    try:
        answer: object = run_queries(queries, frames)
    except PackageError as error:
        answer = str(error)
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
