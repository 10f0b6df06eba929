"""Sends this package's own code to the workers of Spark, which need not have it installed."""

import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from legitimate_targets.datapackage.storage import sha256_hex

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

CODE = Path(__file__).resolve().parents[1]
ENDINGS = (".py", ".toml")
NAME = "legitimate_targets"


def send_code(session: "SparkSession") -> None:
    """Let the workers of a session import this package.

    Sail takes no code: in this process it finds the installed package, and a Sail elsewhere must have it installed.
    """
    from pyspark.errors import UnsupportedOperationException

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{NAME}.{_fingerprint()}.zip"
        _pack(path)
        try:
            session.addArtifacts(str(path), pyfile=True)
        except UnsupportedOperationException:
            return


def _files() -> list[Path]:
    return [file for file in sorted(CODE.rglob("*")) if file.suffix in ENDINGS]


def _fingerprint() -> str:
    """Return a name for this state of the code: a session refuses different bytes under a name that it has seen."""
    return sha256_hex(b"\0".join(file.read_bytes() for file in _files()))[:16]


def _pack(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in _files():
            archive.writestr(zipfile.ZipInfo(f"{NAME}/{file.relative_to(CODE).as_posix()}"), file.read_bytes())
