"""Checks a release from the outside, as whoever downloads its zip would: unzips, validates and loads it."""

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from legitimate_targets.datapackage.package import INDEX
from legitimate_targets.errors import MissingExtra
from legitimate_targets.publish import clean_env as isolated
from legitimate_targets.publish.documents import LOADER
from legitimate_targets.publish.source import Source
from legitimate_targets.validation.validate_package import validate

ENGINES = ("polars", "pandas")


def faults(archive: Path, source: Source) -> Iterator[str]:
    """What is wrong with the zip of a release, a sentence each."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(archive) as unpacked:
            unpacked.extractall(folder)
        inside = Path(folder) / source.name
        yield from (str(problem) for problem in validate(inside) if not problem.note)
        yield from (f"frictionless: {sentence}" for sentence in _by_frictionless(inside))
        for engine in ENGINES:
            yield from _loaded(inside, engine, source)


def _by_frictionless(inside: Path) -> Iterator[str]:
    try:
        from frictionless import Package
    except ImportError:
        raise MissingExtra("frictionless is not installed, with which a release is checked") from None
    report = Package(str(inside / INDEX)).validate()
    yield from (str(error) for error in report.flatten(["title", "rowNumber", "fieldName", "message"]))


def _loaded(inside: Path, engine: str, source: Source) -> Iterator[str]:
    """Whether load.py finds every row and column in an environment that has only `engine`."""
    printed = isolated.run(engine, inside / LOADER, engine).splitlines()
    expected = [f"{name}: {f.height} rows, {f.width} columns" for name, f in source.frames.items()]
    if printed != expected:
        wrong = [line for line in expected if line not in printed]
        yield f"{LOADER}: with only {engine} does not find {'; '.join(wrong)}"
