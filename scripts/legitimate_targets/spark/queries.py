"""What is asked of a session of Spark: one operation a question, counted, and errors as sentences."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from legitimate_targets.errors import EngineError, shortened

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

LONGEST = 300


@dataclass
class Asked:
    """A session, and how many operations it was asked for: each is one job, with those of its exchanges."""

    session: "SparkSession"
    operations: int = 0

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """The rows of a query; raises PackageError where it cannot be run."""
        self.operations += 1
        with sentences():
            found: list[dict[str, Any]] = self.session.sql(sql).toArrow().to_pylist()
            return found


@contextmanager
def sentences() -> Iterator[None]:
    """Raises PackageError, as a sentence, for an error of the engine or of the connection to it."""
    import grpc
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, grpc.RpcError) as error:
        raise EngineError(_sentence(error)) from error


def _sentence(error: Exception) -> str:
    said = error.details() if hasattr(error, "details") else str(error)
    lines = [line.strip() for line in str(said).split("JVM stacktrace:")[0].splitlines()]
    lines = [line for line in lines if line and not line.startswith("SQLSTATE")] or [type(error).__name__]
    of_python = any(line.endswith("Traceback (most recent call last):") for line in lines)
    return f"the engine spark gave up: {shortened(lines[-1 if of_python else 0], LONGEST)}"
