"""Sessions of Spark Connect: what is said if there is not a server, no Spark, no Java or no extra."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from legitimate_targets.errors import EngineError, MissingExtra
from legitimate_targets.spark.session import session

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession


@pytest.fixture
def silent() -> Iterator[str]:
    """Return the address of a server that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"sc://127.0.0.1:{server.getsockname()[1]}"


def test_the_session_of_the_tests_counts_to_three(spark: "SparkSession") -> None:
    assert spark.range(3).toArrow().num_rows == 3


@pytest.mark.parametrize("address", ["http://localhost:15002", "sc://", "localhost", "sc://localhost:port"])
def test_what_is_no_address_is_refused_as_such(address: str) -> None:
    with pytest.raises(EngineError, match="is not the address of a server"), session(address):
        raise AssertionError("there is no session")


def test_a_server_that_does_not_answer_is_given_up_after_seconds(silent: str) -> None:
    with pytest.raises(EngineError, match="no server of Spark Connect answers within 5 seconds"), session(silent):
        raise AssertionError("there is no session")


def test_a_local_spark_without_java_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match=r"needs Java: install a JRE .* or use --remote"), session("local[2]"):
        raise AssertionError("there is no session")


def test_the_output_of_a_local_spark_that_does_not_start_is_the_cause_of_the_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "jars").mkdir()
    (tmp_path / "bin").mkdir()
    submit = tmp_path / "bin" / "spark-submit"
    submit.write_text("#!/bin/sh\necho no class found\nexit 1\n")
    submit.chmod(0o755)
    monkeypatch.setenv("SPARK_HOME", str(tmp_path))
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(EngineError, match="did not start") as caught, session("local[2]"):
        raise AssertionError("there is no session")
    assert str(caught.value.__cause__) == "no class found\n"


SUBMIT = """#!{python}
import os, pathlib, socket, sys, time
(port,) = (each.partition("=")[2] for each in sys.argv if "binding.port" in each)
server = socket.create_server(("127.0.0.1", int(port)))
pathlib.Path({place!r}).write_text(str(os.getpid()))
time.sleep(60)
"""
STARTED = """
from legitimate_targets.spark.local_server import local_spark
with local_spark("local[1]"):
    print(flush=True)
    input()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_local_spark_ends_with_a_command_that_is_killed(tmp_path: Path, number: int) -> None:
    (tmp_path / "jars").mkdir()
    (tmp_path / "bin").mkdir()
    submit = tmp_path / "bin" / "spark-submit"
    submit.write_text(SUBMIT.format(python=sys.executable, place=str(tmp_path / "number")))
    submit.chmod(0o755)
    variables = {**os.environ, "SPARK_HOME": str(tmp_path), "JAVA_HOME": str(tmp_path)}
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", STARTED], stdin=pipe, stdout=pipe, env=variables) as process:
        assert process.stdout is not None
        process.stdout.readline()
        server = Path("/proc") / (tmp_path / "number").read_text()
        assert server.exists()
        process.send_signal(number)
    until = time.monotonic() + 10
    while server.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not server.exists()


@pytest.mark.parametrize("module", ["pyspark.sql.connect.session", "pysail.spark"])
def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra, match="install it with the extra `scale`"), session():
        raise AssertionError("there is no session")


def test_a_program_without_a_file_can_open_a_session() -> None:
    program = "from legitimate_targets.spark.session import session\nwith session(None) as it: print(it.version)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
