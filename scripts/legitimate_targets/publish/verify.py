"""Checks a finished release as a user who downloads its zip would: unzips, validates and loads it."""

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from legitimate_targets.datapackage.package import INDEX
from legitimate_targets.errors import needs_extra
from legitimate_targets.publish import clean_env
from legitimate_targets.publish.source import LOADER, ReleaseSource
from legitimate_targets.validation.validate_package import validate

ENGINES = ("polars", "pandas")


def archive_blockers(archive: Path, source: ReleaseSource) -> Iterator[str]:
    """Yield a sentence for each fault of the zip of a release."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(archive) as unpacked:
            unpacked.extractall(folder)
        inside = Path(folder) / source.name
        yield from (str(problem) for problem in validate(inside) if not problem.note)
        yield from (f"frictionless: {sentence}" for sentence in _by_frictionless(inside))
        for engine in ENGINES:
            yield from _by_loader(inside, engine, source)


def _by_frictionless(inside: Path) -> Iterator[str]:
    with needs_extra("release"):
        from frictionless import Package
    report = Package(str(inside / INDEX)).validate()
    yield from (str(error) for error in report.flatten(["title", "rowNumber", "fieldName", "message"]))


def _by_loader(inside: Path, engine: str, source: ReleaseSource) -> Iterator[str]:
    """Yield a sentence if load.py, run with only `engine` installed, does not find every row and column."""
    printed = clean_env.run(engine, inside / LOADER, engine).splitlines()
    expected = [f"{name}: {f.height} rows, {f.width} columns" for name, f in source.frames.items()]
    if printed != expected:
        wrong = [line for line in expected if line not in printed]
        yield f"{LOADER}: with only {engine} does not find {'; '.join(wrong)}"
