"""croissant.json: mlcroissant accepts it without a warning, and loads every row of every table."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from legitimate_targets import load
from tests.support import releasing

TABLES = releasing.tables()
PROGRAM = """
import json, logging, sys

from absl import logging as absl_logging

heard = []

class Listener(logging.Handler):
    def emit(self, record):
        heard.append(record.getMessage())

for logger in (logging.getLogger(), absl_logging.get_absl_logger()):
    logger.addHandler(Listener())

import mlcroissant

dataset = mlcroissant.Dataset(jsonld=sys.argv[1])
records = {}
for each in dataset.metadata.record_sets:
    rows = dataset.records(each.uuid)
    records[each.uuid] = [{name: cell for name, cell in row.items() if isinstance(cell, bytes)} for row in rows]
issues = dataset.metadata.ctx.issues
heard += [*issues.errors, *issues.warnings]
print(json.dumps({"heard": heard, "records": records}, default=bytes.decode))
"""


@pytest.fixture(scope="module")
def read(released: Path) -> dict[str, Any]:
    """Return what mlcroissant says and reads, in a process of its own, as its libraries warn about each other."""
    command = [sys.executable, "-c", PROGRAM, str(released / "croissant.json")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_mlcroissant_has_nothing_to_warn_of(read: dict[str, Any]) -> None:
    assert read["heard"] == []


@pytest.mark.parametrize("name", TABLES)
def test_mlcroissant_reads_every_row(name: str, read: dict[str, Any], released: Path) -> None:
    rows = read["records"][name]
    key = [column for column in TABLES[name].primary_key if TABLES[name].field(column).type == "string"]
    frame = load(name, package=released).select(pl.col(key).cast(pl.String()))
    assert [tuple(row[f"{name}/{column}"] for column in key) for row in rows] == frame.rows()


def test_every_foreign_key_is_a_reference(released: Path) -> None:
    dataset = json.loads((released / "croissant.json").read_text(encoding="utf-8"))
    fields = [field for records in dataset["recordSet"] for field in records["field"]]
    referring = {field["@id"] for field in fields if "references" in field}
    assert referring == {f"{t.name}/{r.columns[0]}" for t in TABLES.values() for r in t.references}
