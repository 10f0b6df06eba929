"""Differences between two packages: every changed cell, and the version number that it calls for."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from legitimate_targets.checks.plan import read_plan
from legitimate_targets.datapackage.package import find
from legitimate_targets.datapackage.versions import Step, lowest
from legitimate_targets.errors import PackageError
from tests.support.editing import add_a_row, correct_a_cell, difference, drop_a_row, fill_a_cell

Edit = Callable[[Path], None]


def schema(change: Callable[[dict[str, Any]], object]) -> Edit:
    """Return a change to the schema of quotes."""

    def edited(folder: Path) -> None:
        path = folder / "schemas" / "quotes.json"
        content = json.loads(path.read_text(encoding="utf-8"))
        change(content)
        path.write_text(json.dumps(content), encoding="utf-8")

    return edited


def field(content: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in content["fields"] if entry["name"] == name)
    return found


def lift_codes(content: dict[str, Any]) -> None:
    del field(content, "kind")["constraints"]["enum"]
    del field(content, "kind")["list"]


def rename_column(folder: Path) -> None:
    path = folder / "data" / "quotes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",cue,", ",verb,", 1), encoding="utf-8")
    schema(lambda content: field(content, "cue").update(name="verb"))(folder)


def drop_table(folder: Path) -> None:
    index = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    index["resources"] = [entry for entry in index["resources"] if entry["name"] != "evidence"]
    (folder / "datapackage.json").write_text(json.dumps(index), encoding="utf-8")


STEPS: dict[str, tuple[Edit, Step]] = {
    "nothing": (lambda folder: None, Step.NONE),
    "cell_corrected": (correct_a_cell, Step.PATCH),
    "cell_filled": (fill_a_cell, Step.PATCH),
    "row_added": (add_a_row, Step.MINOR),
    "row_deleted": (drop_a_row, Step.MINOR),
    "column_renamed": (rename_column, Step.MAJOR),
    "table_dropped": (drop_table, Step.MAJOR),
    "code_dropped": (schema(lambda c: field(c, "kind")["constraints"]["enum"].pop()), Step.MAJOR),
    "code_added": (schema(lambda c: field(c, "kind")["constraints"]["enum"].append("z")), Step.MINOR),
    "codes_lifted": (schema(lift_codes), Step.MAJOR),
    "may_be_empty": (schema(lambda c: field(c, "kind")["constraints"].pop("required")), Step.MAJOR),
    "column_reworded": (schema(lambda c: field(c, "kind").update(description="Again.")), Step.PATCH),
    "table_reworded": (schema(lambda c: c.update(description="Again.")), Step.PATCH),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_change_calls_for_its_step(name: str, old: Path, new: Path) -> None:
    change, step = STEPS[name]
    change(new)
    assert difference(old, new).step == step


def test_a_new_table_calls_for_a_minor_step(old: Path, new: Path) -> None:
    drop_table(old)
    assert difference(old, new).step == Step.MINOR


@pytest.mark.parametrize(
    ("step", "version"), [(Step.NONE, "1.2.3"), (Step.PATCH, "1.2.4"), (Step.MINOR, "1.3.0"), (Step.MAJOR, "2.0.0")]
)
def test_the_lowest_version_of_a_step(step: Step, version: str) -> None:
    assert lowest("1.2.3", step) == version


def test_a_corrected_cell_is_one_row_with_old_and_new(old: Path, new: Path) -> None:
    correct_a_cell(new)
    assert difference(old, new).cells.rows() == [
        ("modify", "actors", "analysts", "name", "Analysts", "The analysts"),
    ]


def test_a_new_row_is_one_row_per_filled_cell(old: Path, new: Path) -> None:
    add_a_row(new)
    key = ("add", "retired", "quotes/Q999")
    assert difference(old, new).cells.rows() == [
        (*key, "reason", None, "Not a quote"),
        (*key, "row_id", None, "Q999"),
        (*key, "table", None, "quotes"),
    ]


@pytest.mark.parametrize("change", [correct_a_cell, fill_a_cell, add_a_row, drop_a_row])
def test_the_changes_undone_give_the_old_tables(change: Edit, old: Path, new: Path) -> None:
    change(new)
    changed = difference(old, new).cells.rows(named=True)
    assert changed
    cells = filled(new)
    for row in changed:
        place = row["table"], row["row_id"], row["field"]
        assert cells.pop(place, None) == row["new"]
        cells |= {place: row["old"]} if row["old"] else {}
    assert cells == filled(old)


def filled(folder: Path) -> dict[tuple[str, str, str], str]:
    """Return the filled cells of a package by table, row and column."""
    found: dict[tuple[str, str, str], str] = {}
    for table in read_plan(find(folder)).tables.values():
        with (folder / table.path).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                key = "/".join(row[name] for name in table.primary_key)
                found |= {(table.name, key, name): cell for name, cell in row.items() if cell}
    return found


def test_a_table_without_a_key_cannot_be_compared(old: Path, new: Path) -> None:
    path = new / "data" / "places.csv"
    path.write_text(path.read_text(encoding="utf-8") + path.read_text(encoding="utf-8").splitlines()[-1] + "\n")
    with pytest.raises(PackageError, match=r"data/places.csv: place_id: is not a key"):
        difference(old, new)
