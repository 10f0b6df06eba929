"""Starts a Spark on this machine for as long as a context lasts."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from time import monotonic, sleep

from legitimate_targets.errors import EngineError

SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer"
RUN_UNTIL_INPUT_ENDS = 'exec 3<&0; "$@" & started=$!; (cat <&3; kill $started) >/dev/null 2>&1 & wait $started'
"""A shell script: runs a command until it ends, or until standard input ends. This process holds the other end of that
pipe, so that Spark ends with this process even if it is killed. `cat` reads standard input as file 3, because a shell
gives an empty input to what runs in the background."""

SECONDS = 300
"""Seconds that Spark may take to start: a few on an idle machine, minutes on a busy one."""


@contextmanager
def local_spark(master: str) -> Iterator[str]:
    """Start a Spark Connect server with this master, and return its address; it ends with the context or this process.

    Raise EngineError if there is no full Spark or no Java, or if it does not start.
    """
    home, port = spark_home(), _free_port()
    with tempfile.TemporaryDirectory(prefix="legitimate-targets-") as scratch:
        log = Path(scratch) / "log"
        with log.open("wb") as output:
            command = ["sh", "-c", RUN_UNTIL_INPUT_ENDS, "sh", *_command(home, master, port, scratch)]
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=output, stderr=output, env=_environment(home)
            )
        try:
            _wait(process, port, log)
            yield f"sc://127.0.0.1:{port}"
        finally:
            process.communicate()


def spark_home() -> Path:
    """Return the folder of a full Spark: SPARK_HOME or the package pyspark. Raise EngineError without it or Java."""
    if not (os.environ.get("JAVA_HOME") or which("java")):
        raise EngineError("Spark on this machine needs Java: install a JRE of version 17 or later, or use --remote")
    package = find_spec("pyspark")
    places = [os.environ.get("SPARK_HOME"), *(package.submodule_search_locations or () if package else ())]
    for place in places:
        if place and (Path(place) / "jars").is_dir():
            return Path(place)
    raise EngineError("Spark on this machine needs the full package pyspark, or SPARK_HOME, the folder of a Spark")


def _command(home: Path, master: str, port: int, scratch: str) -> list[str]:
    settings = {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": port,
        "spark.local.dir": scratch,
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.warehouse.dir": scratch,
        "spark.ui.enabled": "false",
    }
    options = [each for name, value in settings.items() for each in ("--conf", f"{name}={value}")]
    return [str(home / "bin" / "spark-submit"), "--master", master, "--class", SERVER, *options, "spark-internal"]


def _environment(home: Path) -> dict[str, str]:
    """Return the environment of Spark: its workers run this Python, so that they find the same packages."""
    return {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1", **os.environ, "SPARK_HOME": str(home)}


def _free_port() -> int:
    """Return a port that is free now, for the server to listen on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until the port answers. Raise EngineError, with Spark's output as its cause, if that does not happen."""
    until = monotonic() + SECONDS
    while monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.1)
    said = RuntimeError(log.read_text("utf-8", "replace"))
    raise EngineError("Spark did not start on this machine; --verbose shows what it said") from said
