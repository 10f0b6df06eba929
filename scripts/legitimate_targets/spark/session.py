"""Opens a session of Spark Connect: on Sail in this process, on a Spark started here, or on a server elsewhere."""

import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from legitimate_targets.errors import EngineError, MissingExtra
from legitimate_targets.spark.local_server import local_spark

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

SECONDS = 5
"""Seconds in which a server must answer at all: enough for a slow network, few enough for a mistyped address."""

LOCAL_SECONDS = 60
"""Seconds in which a Spark of this machine must answer once its port is open."""

RETRIES = 4
"""How often a call is repeated after the connection was lost: pyspark's own policy goes on for ten minutes, this one
for about a second."""

LOCAL = re.compile(r"local(?:\[([0-9]+|\*)\])?")
PANDAS = "PySpark does not yet fully support pandas"


@contextmanager
def session(remote: str | None = None) -> Iterator["SparkSession"]:
    """Open a session of Spark Connect, and close it when the context ends, with all that was started for it.

    `remote` is the address of a server, `sc://host:port`, or `local[N]` for a Spark of N threads, which is started here
    from SPARK_HOME or from the full package pyspark, and needs Java. With None, Sail runs in this process.

    Raise MissingExtra without the extra `scale`, and EngineError if there is no server, no Spark or no Java.
    """
    import_pyspark()
    if remote is None:
        with _sail() as address, _connected(address) as connected:
            yield connected
    elif found := LOCAL.fullmatch(remote):
        with local_spark(f"local[{found[1] or '*'}]") as address, _connected(address, LOCAL_SECONDS) as connected:
            yield connected
    else:
        with _connected(remote) as connected:
            yield connected


def import_pyspark() -> None:
    """Import pyspark without its warning about pandas, which is not used here. Raise MissingExtra without pyspark."""
    try:
        with warnings.catch_warnings(), _named_program():
            warnings.filterwarnings("ignore", message=PANDAS, category=FutureWarning)
            import pyspark.sql.connect.session
            import pyspark.sql.connect.udf  # noqa: F401
    except ImportError as missing:  # not `needs_extra`: pyspark itself raises an ImportError if it lacks a library
        raise MissingExtra("pyspark is not installed, or not whole; install it with the extra `scale`") from missing


@contextmanager
def _named_program() -> Iterator[None]:
    """Give a program without a file (`python -c`, a worker) a name, or pyspark takes it for a run of its own tests."""
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
    """Start Sail in this process, yield its address, and stop it at the end."""
    os.environ.setdefault("RUST_LOG", "error")
    try:
        from pysail.spark import SparkConnectServer
    except ImportError as missing:  # not `needs_extra`, whose sentence does not name the other way
        sentence = "pysail is not installed; install it with the extra `scale`, or name a server with --remote"
        raise MissingExtra(sentence) from missing
    server = SparkConnectServer()
    server.start(background=True)
    try:
        _, port = server.listening_address
        yield f"sc://127.0.0.1:{port}"
    finally:
        server.stop()


@contextmanager
def _connected(address: str, seconds: int = SECONDS) -> Iterator["SparkSession"]:
    """Open a session at a server, which must answer within `seconds`."""
    from pyspark.errors import PySparkException
    from pyspark.sql.connect.client.retries import DefaultPolicy
    from pyspark.sql.connect.session import SparkSession

    _refuse_silent(address, seconds)
    connected = SparkSession.builder.remote(address).create()
    connected.client.set_retry_policies([DefaultPolicy(max_retries=RETRIES)])
    try:
        _ = connected.version
    except PySparkException as error:
        raise EngineError(f"{address}: is not a server of Spark Connect") from error
    try:
        yield connected
    finally:
        connected.stop()


def _refuse_silent(address: str, seconds: int) -> None:
    """Raise EngineError if nothing answers; the client alone would try again for ten minutes."""
    import grpc
    from pyspark.errors import PySparkException
    from pyspark.sql.connect.client.core import DefaultChannelBuilder

    try:
        channel = DefaultChannelBuilder(address).toChannel()
    except (PySparkException, ValueError) as error:
        raise EngineError(f"{address}: is not the address of a server; write sc://host:port or local[N]") from error
    try:
        grpc.channel_ready_future(channel).result(timeout=seconds)
    except grpc.FutureTimeoutError as error:
        raise EngineError(f"{address}: no server of Spark Connect answers within {seconds} seconds") from error
    finally:
        channel.close()
