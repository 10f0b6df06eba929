"""Every command that writes, each with the folder that it finds and the arguments that it is run with."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from legitimate_targets.datapackage.exchange import ASIDE
from legitimate_targets.datapackage.lock import PART
from tests.support.paths import ROOT, SIXTH

ARTICLE = SIXTH
WORDS = {"fields": [{"name": "word", "type": "string"}], "missingValues": [""], "primaryKey": ["word"]}
State = dict[str, bytes]


@dataclass(frozen=True)
class Writer:
    """A function that lays out a folder, and the arguments and the exit code of the command that is run there.

    `unit` returns the unit to which a path belongs. The files of one unit are replaced together; one unit may be new
    while another is still old.
    """

    prepare: Callable[[Path], None]
    arguments: tuple[str, ...]
    code: int = 0
    unit: Callable[[str], str] = lambda path: "all"


def state(folder: Path) -> State:
    """Return the bytes of every file below a folder, by path, without those that are still being written."""
    files = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if PART not in name and ASIDE not in name}


def leftovers(folder: Path) -> list[str]:
    """Return the paths that a killed write left below a folder."""
    return [str(path.relative_to(folder)) for path in folder.rglob("*") if PART in path.name or ASIDE in path.name]


def is_whole(now: State, old: State, new: State, unit: Callable[[str], str]) -> bool:
    """Return whether each unit of `now` is as in `old` or as in `new`."""
    return all(
        _unit_files(now, name, unit) in (_unit_files(old, name, unit), _unit_files(new, name, unit))
        for name in map(unit, {**old, **new, **now})
    )


def _unit_files(files: State, name: str, unit: Callable[[str], str]) -> State:
    """Return the files of one unit."""
    return {path: data for path, data in files.items() if unit(path) == name}


def project(folder: Path) -> Path:
    """Copy the project's package into the folder `package` and return that."""
    package = folder / "package"
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, package / name)
    for name in ("datapackage.json", "CHANGELOG.md"):
        shutil.copy(ROOT / name, package)
    return package


def _unsorted(*paths: str) -> Callable[[Path], None]:
    """Return a function that lays out a package of small unsorted tables, with another file next to each."""

    def prepare(folder: Path) -> None:
        package = folder / "package"
        resources = [{"name": f"t{number}", "path": path, "schema": "words.json"} for number, path in enumerate(paths)]
        for path in paths:
            (package / path).parent.mkdir(parents=True, exist_ok=True)
            (package / path).write_text("word\nb\na\n")
            (package / path).with_suffix(".md").write_text("beside")
        (package / "words.json").write_text(json.dumps(WORDS))
        (package / "datapackage.json").write_text(json.dumps({"resources": resources}))

    return prepare


def _stale(folder: Path) -> None:
    """Lay out the project with derived tables that are out of date."""
    package = project(folder)
    for name, old, new in (("ranges", "180,200", "180,210"), ("discrepancy_members", "F036", "F037")):
        path = package / "data" / "derived" / f"{name}.csv"
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def _without_codebook(folder: Path) -> None:
    """Lay out the project without its codebook."""
    (project(folder) / "data" / "README.md").unlink()


def _base(folder: Path) -> None:
    """Lay out the base of the broken packages, and a new version of one of its texts."""
    from tests.support import packages

    base = packages.build("base", folder / "package")
    (folder / "new.txt").write_text(f"One line more.\n\n{(base / 'texts' / 'two.txt').read_text()}")


def _unanchored(folder: Path) -> None:
    """Lay out that base with a quote and a name whose spans are still to be found."""
    from tests.support import packages

    _base(folder)
    for name in ("quotes", "names"):
        path = folder / "package" / "data" / f"{name}.csv"
        rows = packages.read(path)
        rows[0] |= {"start": "", "end": "", "sha256": "", "occurrence": "1"}
        packages.write(path, rows, tuple(rows[0]))


def _three_versions(folder: Path) -> None:
    """Lay out a package and three versions of one of its tables, as git gives them to a merge driver."""
    quotes = project(folder) / "data" / "quotes.csv"
    text = quotes.read_text("utf-8")
    (folder / "base.csv").write_text(text, "utf-8")
    (folder / "theirs.csv").write_text(text.replace("Q001,S000,13,61,", "Q001,S000,13,62,"), "utf-8")
    quotes.write_text(text.replace(",pseudo,headline,", ",pseudo,deck,", 1), "utf-8")


def _changed(folder: Path) -> None:
    """Lay out the project beside an older version that differs in one row."""
    from tests.support.releasing import edit

    edit(project(folder / "old") / "data" / "actors.csv", "\nanalysts,Analysts,", "\nanalysts,The analysts,")
    project(folder)


def _page(folder: Path) -> None:
    """Lay out the project with an older output."""
    project(folder)
    (folder / "out").write_text("an older output")


def _drafted(folder: Path) -> None:
    """Lay out the project with the draft of an article."""
    from legitimate_targets.suggest.batch import Settings, write_drafts

    project(folder)
    list(write_drafts([ARTICLE], Settings(folder / "draft", None, False), 1))


def _project_alone(folder: Path) -> None:
    project(folder)


def _edited_workbook(folder: Path) -> None:
    import openpyxl

    from legitimate_targets.curation.make_workbook import write_workbook
    from legitimate_targets.datapackage.package import find

    write_workbook(find(project(folder)), folder / "book.xlsx")
    book = openpyxl.load_workbook(folder / "book.xlsx")
    book["actors"]["B2"] = "The changed name of an actor"
    book.save(folder / "book.xlsx")


def _released(folder: Path) -> None:
    """Lay out a package that may be released."""
    from tests.support.releasing import releasable

    releasable(folder / "package")


def _folder_or_zip(path: str) -> str:
    """Return the unit of a path in a release, which has two units: the folder and the zip."""
    return "/".join(path.split("/")[:2])


FORMAT = ("format", "package")
PACKAGE = ("--package", "package")
WRITERS: dict[str, Writer] = {
    "format": Writer(_unsorted("data/one.csv", "data/two.csv", "data/three.csv", "data/more/four.csv"), FORMAT),
    "format of one table": Writer(_unsorted("data/one.csv"), FORMAT),
    "format in two folders": Writer(_unsorted("one/one.csv", "two/two.csv"), FORMAT, unit=str),
    "derive": Writer(_stale, ("derive", "package")),
    "codebook": Writer(_without_codebook, ("codebook", "package")),
    "anchor": Writer(_unanchored, ("anchor", "package", "--texts", "package/texts")),
    "merge": Writer(_three_versions, ("merge", "base.csv", "package/data/quotes.csv", "theirs.csv")),
    "diff": Writer(_changed, ("diff", "old/package", "package", "--write"), 1),
    "explore": Writer(_page, ("explore", "package", "--out", "out")),
    "figure": Writer(_page, ("figure", "matrix", *PACKAGE, "--out", "out")),
    "suggest": Writer(lambda folder: None, ("suggest", str(ARTICLE), "--no-model", "--out", "draft")),
    "accept": Writer(_drafted, ("accept", "draft", *PACKAGE, "--rows", "sources")),
    "accept of a workbook": Writer(_edited_workbook, ("accept", "book.xlsx", *PACKAGE, "--write")),
    "workbook": Writer(_project_alone, ("workbook", "package", "--out", "book.xlsx")),
    "reanchor": Writer(_base, ("reanchor", "S001", "new.txt", "--texts", "package/texts", *PACKAGE, "--write")),
    "release": Writer(_released, ("release", "package", "--out", "out"), unit=_folder_or_zip),
}
