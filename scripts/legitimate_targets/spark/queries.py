"""Runs queries in a session of Spark, counts them, and turns Spark's errors into sentences."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from legitimate_targets.errors import EngineError, shortened

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.connect.session import SparkSession

SHOWN_ERROR = 300
"""Characters of Spark's own words that a message shows: about three lines; `--verbose` shows the rest."""


@dataclass
class Queries:
    """A session, and how many operations it has run: each is one job, plus the jobs of its exchanges."""

    session: "SparkSession"
    operations: int = 0

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """Return the rows of a query. Raise EngineError if Spark cannot run it."""
        found: list[dict[str, Any]] = self.collect(lambda session: session.sql(sql)).to_pylist()
        return found

    def collect(self, build: Callable[["SparkSession"], "DataFrame"]) -> "pa.Table":
        """Return the rows of the frame that `build` makes, in one operation. Raise EngineError if that fails."""
        self.operations += 1
        with spark_errors():
            return build(self.session).toArrow()


@contextmanager
def spark_errors() -> Iterator[None]:
    """Raise EngineError, with one sentence and the cause, for an error of Spark or of the connection to it."""
    import grpc
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, grpc.RpcError) as error:
        raise EngineError(f"the engine spark gave up: {shortened(_reason(error), SHOWN_ERROR)}") from error


def _reason(error: Exception) -> str:
    """Return the line of an error that says why: the last one of a Python worker's traceback, else the first."""
    said = error.details() if hasattr(error, "details") else str(error)
    lines = [line.strip() for line in str(said).split("JVM stacktrace:")[0].splitlines()]
    lines = [line for line in lines if line and not line.startswith("SQLSTATE")] or [type(error).__name__]
    of_python = any(line.endswith("Traceback (most recent call last):") for line in lines)
    return lines[-1 if of_python else 0]
