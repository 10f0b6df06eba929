"""Small changes to a package, and the difference that they make."""

import csv
from pathlib import Path

from legitimate_targets.datapackage.package import find
from legitimate_targets.publish.diff import PackageDiff, compare_packages
from tests.support.releasing import edit

REWORDED = "In short: "
"""The words that `reword_a_rule` puts before a coding rule."""


def difference(old: Path, new: Path) -> PackageDiff:
    return compare_packages(find(old), find(new))


def correct_a_cell(folder: Path) -> None:
    edit(folder / "data" / "actors.csv", "\nanalysts,Analysts,", "\nanalysts,The analysts,")


def fill_a_cell(folder: Path) -> None:
    edit(folder / "data" / "actors.csv", "\nanalysts,Analysts,group,,", "\nanalysts,Analysts,group,unnamed,")


def add_a_row(folder: Path) -> None:
    path = folder / "data" / "audit" / "retired.csv"
    path.write_text(path.read_text(encoding="utf-8") + "quotes,Q999,Not a quote,\n", encoding="utf-8")


def drop_a_row(folder: Path) -> None:
    path = folder / "data" / "quotes.csv"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")


def reword_a_rule(folder: Path) -> None:
    path = folder / "data" / "rules.csv"
    with path.open(encoding="utf-8", newline="") as file:
        beginning = next(csv.DictReader(file))["rule"][:30]
    edit(path, beginning, REWORDED + beginning)
