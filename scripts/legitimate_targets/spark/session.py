"""A session of Spark Connect: on Sail in this process, on a Spark started here, or on a server elsewhere."""

import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from legitimate_targets.errors import EngineError, MissingExtra, PackageError
from legitimate_targets.spark.local_server import spark

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

SECONDS = 5
"""How long a server may take to answer at all."""

RETRIES = 4
"""How often a call is made again after the connection was lost: for a second together, and not for ten minutes."""

LOCAL = re.compile(r"local(?:\[([0-9]+|\*)\])?")
PANDAS = "PySpark does not yet fully support pandas"


@contextmanager
def session(remote: str | None = None) -> Iterator["SparkSession"]:
    """A session of Spark Connect, closed behind the block together with what was started for it.

    `remote` is the address of a server, `sc://host:port`; `local[N]` for a Spark of N threads, started here from
    SPARK_HOME or from the full package pyspark, which needs Java; null for Sail in this process. Raises PackageError,
    as a sentence, where there is no server, no Spark, no Java, or the extra `scale` is missing.
    """
    quiet()
    if remote is None:
        with _sail() as address, _connected(address) as connected:
            yield connected
    elif found := LOCAL.fullmatch(remote):
        with spark(f"local[{found[1] or '*'}]") as address, _connected(address, 60) as connected:
            yield connected
    else:
        with _connected(remote) as connected:
            yield connected


def quiet() -> None:
    """Imports pyspark without its one warning about pandas, of which nothing is used here."""
    try:
        with warnings.catch_warnings(), _named_program():
            warnings.filterwarnings("ignore", message=PANDAS, category=FutureWarning)
            import pyspark.sql.connect.session
            import pyspark.sql.connect.udf  # noqa: F401
    except ImportError as missing:
        raise MissingExtra("--engine spark needs pyspark, which the extra `scale` brings") from missing


@contextmanager
def _named_program() -> Iterator[None]:
    """Gives a program without a file (`python -c`, a worker) one: pyspark takes it for a run of its own tests."""
    main = sys.modules["__main__"]
    nameless = not hasattr(main, "__file__")
    if nameless:
        main.__file__ = ""
    try:
        yield
    finally:
        if nameless:
            del main.__file__


@contextmanager
def _sail() -> Iterator[str]:
    os.environ.setdefault("RUST_LOG", "error")
    try:
        from pysail.spark import SparkConnectServer
    except ImportError as missing:
        raise MissingExtra("--engine spark needs pysail, which the extra `scale` brings, or --remote") from missing
    server = SparkConnectServer()
    server.start(background=True)
    try:
        _, port = server.listening_address
        yield f"sc://127.0.0.1:{port}"
    finally:
        server.stop()


@contextmanager
def _connected(address: str, seconds: int = SECONDS) -> Iterator["SparkSession"]:
    """A session at a server that answers within `seconds`."""
    from pyspark.errors import PySparkException
    from pyspark.sql.connect.client.retries import DefaultPolicy
    from pyspark.sql.connect.session import SparkSession

    _refuse_silent(address, seconds)
    connected = SparkSession.builder.remote(address).create()
    connected.client.set_retry_policies([DefaultPolicy(max_retries=RETRIES)])
    try:
        _ = connected.version
    except PySparkException as error:
        raise EngineError(f"{address}: is no server of Spark Connect") from error
    try:
        yield connected
    finally:
        connected.stop()


def _refuse_silent(address: str, seconds: int) -> None:
    """Raises PackageError where nothing answers: the client alone would try again for ten minutes."""
    import grpc
    from pyspark.errors import PySparkException
    from pyspark.sql.connect.client.core import DefaultChannelBuilder

    try:
        channel = DefaultChannelBuilder(address).toChannel()
    except (PySparkException, ValueError) as error:
        raise PackageError(f"{address}: is no address of a server; write sc://host:port or local[N]") from error
    try:
        grpc.channel_ready_future(channel).result(timeout=seconds)
    except grpc.FutureTimeoutError as error:
        raise EngineError(f"{address}: no server of Spark Connect answers within {seconds} seconds") from error
    finally:
        channel.close()
